/** Part of a text, for LIKE: what stands for something else there loses its meaning. */
export function containing(search: string | null | undefined): string | null {
  const term = search?.trim().toLowerCase();
  return term ? `%${term.replace(/[\\%_]/g, '\\$&')}%` : null;
}
