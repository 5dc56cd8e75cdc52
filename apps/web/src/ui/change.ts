import type { UserErrorLike } from './user-errors';

/** Runs a mutation; its refusals, or the one that it could not be done, come back as a list. */
export async function refusalsOf(
  change: () => Promise<{ userErrors: readonly UserErrorLike[] } | null | undefined>, fault: string,
): Promise<readonly UserErrorLike[]> {
  try {
    return (await change())?.userErrors ?? [{ code: '', message: fault, field: null }];
  } catch {
    return [{ code: '', message: fault, field: null }];
  }
}
