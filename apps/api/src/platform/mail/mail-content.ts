export interface MailLink {
  label: string;
  url: string;
}

/** What a mail says, once; its text and its HTML are both drawn from it (EML-2). */
export interface MailContent {
  /** As HTML names it: en, fr. */
  language: string;
  subject: string;
  heading: string;
  paragraphs: string[];
  action?: MailLink;
  secondaryAction?: MailLink;
  footer: string[];
}
