export interface MailLink {
  label: string;
  url: string;
}

/** What a mail says, once; its text and its HTML are both drawn from it (EML-2). */
export interface MailContent {
  subject: string;
  heading: string;
  paragraphs: string[];
  action?: MailLink;
  secondaryAction?: MailLink;
  footer: string[];
}
