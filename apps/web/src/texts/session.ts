export const signIn = {
  title: 'Sign in',
  email: 'Email address',
  password: 'Password',
  noEmail: 'The email address is missing. Please fill it in.',
  noPassword: 'The password is missing. Please fill it in.',
  submit: 'Sign In',
  forgot: 'Forgot password?',
  capsLock: 'Caps Lock is on.',
  created: 'Your user account has been created. Now you can log in with your email address.',
};

export const forgot = {
  title: 'Forgot password',
  detail: 'Tell us your address and we mail you a link to choose a new password. It works once, for one hour.',
  submit: 'Mail me a link',
  done: 'If there is an account with this address, a link is on its way. Look into your mail, also among spam.',
  backToSignIn: 'Back to sign in',
};

export const reset = {
  title: 'Choose a new password',
  newPassword: 'New password',
  submit: 'Save new password',
  done: 'Your password has been changed. Sign in with it.',
  again: 'Ask for a new link',
};
