/** A command that was not written as --help says. */
export class UsageError extends Error {}

export const say = (text: string) => process.stdout.write(`${text}\n`);
