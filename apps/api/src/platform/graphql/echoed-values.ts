const VARIABLE = /^Variable "\$\w+" got invalid value /;
const PLACE = / at "[^"]*"$/;
const TEXT = /\b(String cannot represent a non string value|ID cannot represent (?:a non-string and non-integer )?value): [^]*$/;

/**
 * What graphql-js says of wrong input without the input itself, which may hold a password and be kept by whoever logs
 * answers. `reason` is what its deepest error says: the message is that of a variable, `; `, and the reason.
 */
export function withoutEchoedValues(message: string, reason: string | undefined): string {
  const [begin] = VARIABLE.exec(message) ?? [];
  if (begin === undefined) return message.replace(TEXT, '$1.');
  const end = `; ${reason}`;
  if (!message.endsWith(end)) return begin.replace('invalid value ', 'an invalid value.');
  const [place = ''] = PLACE.exec(message.slice(0, -end.length)) ?? [];
  return `${begin.replace('invalid value ', 'an invalid value')}${place}${end.replace(TEXT, '$1.')}`;
}
