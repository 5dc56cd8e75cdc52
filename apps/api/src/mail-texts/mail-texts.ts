import { en, type MailTexts } from './en';
import { es } from './es';
import { fr } from './fr';
import { Language } from './language';
import { pt } from './pt';

const CATALOGUES: Record<Language, MailTexts> = {
  [Language.EN]: en, [Language.FR]: fr, [Language.ES]: es, [Language.PT]: pt,
};

export function mailTextsIn(language: Language): MailTexts {
  return CATALOGUES[language];
}

/** A moment as a mail names it: whoever reads it may be anywhere, so the time zone is said. */
export function momentIn(language: Language, moment: Date): string {
  const { tag } = mailTextsIn(language);
  return `${new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(moment)} UTC`;
}
