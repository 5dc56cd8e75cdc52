/** The longest run of bytes between two separators. */
export function longestRun(content: Buffer, separator: string): number {
  let longest = 0;
  let from = 0;
  for (let at = content.indexOf(separator); at >= 0; at = content.indexOf(separator, from)) {
    longest = Math.max(longest, at - from);
    from = at + separator.length;
  }
  return Math.max(longest, content.length - from);
}
