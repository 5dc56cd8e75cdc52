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

/** Made once: it takes longer than all else about a mail. */
const FORMATS = Object.fromEntries(Object.values(Language).map((language) => [
  language, new Intl.DateTimeFormat(CATALOGUES[language].tag, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
])) as Record<Language, Intl.DateTimeFormat>;

/** A moment as a mail names it: whoever reads it may be anywhere, so the time zone is said. */
export function momentIn(language: Language, moment: Date): string {
  return `${FORMATS[language].format(moment)} UTC`;
}
