import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A command that was not written as --help says. */
export class UsageError extends Error {}

/** Options and arguments that the command does not know: its usage is shown with it. */
export class ArgumentError extends UsageError {}

export const say = (text: string) => process.stdout.write(`${text}\n`);

function inPlainWords({ code, message }: NodeJS.ErrnoException): string {
  const [, named = ''] = /'([^']*)'/.exec(message) ?? [];
  const [option = ''] = named.replace(/^-\w, /, '').split(' ');
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `There is no option ${option} here.`;
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return `Nothing is known of "${named}" here.`;
  return message.includes('does not take') ? `${option} takes no value.` : `${option} needs a value.`;
}

/** The options and arguments of a command; refused in plain words where it does not know them. */
export function readArgs<Known extends ParseArgsConfig>(known: Known): ReturnType<typeof parseArgs<Known>> {
  try {
    return parseArgs(known);
  } catch (error) {
    throw new ArgumentError(inPlainWords(error as NodeJS.ErrnoException));
  }
}
