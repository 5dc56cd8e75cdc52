/** Part of a text, for LIKE: what stands for something else there loses its meaning, and NUL, which no text has, goes. */
export function containing(search: string | null | undefined): string | null {
  const term = search?.replaceAll('\0', '').trim().toLowerCase();
  return term ? `%${term.replace(/[\\%_]/g, '\\$&')}%` : null;
}
