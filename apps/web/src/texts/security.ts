/** Texts of what keeps an account safe. */
export const security = {
  notMe: {
    title: "This wasn't me",
    detail: 'If somebody else got into your account, end it here: all sessions end at once, the password stops working, and we mail you a link to choose a new one.',
    submit: 'End all sessions',
    done: 'All sessions have ended',
    doneDetail: 'The password no longer works either. Look into your mail: the link there lets you choose a new one. It works for one hour.',
  },
};
