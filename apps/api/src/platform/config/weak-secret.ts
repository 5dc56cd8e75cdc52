const FEWEST_CHARACTERS = 10;
const LONGEST_PATTERN = 16;
/** How examples and templates begin. */
const PLACEHOLDER = /^(change[-_ ]?(me|this)|replace[-_ ]?(me|this)|your[-_ ]|insert[-_ ]|default|example|placeholder|todo|<)/i;

const isRepeated = (text: string, length: number) => text === text.slice(0, length).repeat(Math.ceil(text.length / length)).slice(0, text.length);

/** Long enough and yet known to everybody or soon guessed: a placeholder, a few characters, a short pattern over and over. */
export function isWeakSecret(secret: string): boolean {
  if (PLACEHOLDER.test(secret) || new Set(secret).size < FEWEST_CHARACTERS) return true;
  return Array.from({ length: LONGEST_PATTERN }, (_, index) => index + 1).some((length) => isRepeated(secret, length));
}
