/** The languages that Usher writes mail in. */
export enum Language {
  EN = 'EN',
  FR = 'FR',
  ES = 'ES',
  PT = 'PT',
}
