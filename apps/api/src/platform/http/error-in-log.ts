interface ErrorInLog {
  name: string;
  message: string;
  code?: string;
  constraint?: string;
  stack: string[];
  cause?: ErrorInLog;
}

interface Details {
  code?: unknown;
  constraint?: unknown;
  cause?: unknown;
  driverError?: Details;
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Data errors of PostgreSQL (class 22) and of JSON quote the value that was wrong, and that may be a secret. */
function messageOf(error: Error, code: string | undefined): string {
  const quotesValues = code?.startsWith('22') || error instanceof SyntaxError;
  return quotesValues ? error.message.replace(/"[^]*"/, '"…"') : error.message;
}

/** What a log may say of an error: never its other properties, which hold statements' parameters and raw requests. */
export function errorInLog(thrown: unknown): ErrorInLog {
  if (!(thrown instanceof Error)) {
    return { name: typeof thrown, message: 'Something else than an error was thrown.', stack: [] };
  }
  const { code, constraint, cause, driverError }: Details = thrown;
  const codeText = text(driverError?.code) ?? text(code);
  const constraintText = text(driverError?.constraint) ?? text(constraint);
  return {
    name: thrown.name,
    message: messageOf(thrown, codeText),
    ...(codeText && { code: codeText }),
    ...(constraintText && { constraint: constraintText }),
    stack: (thrown.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')).map((line) => line.trim()),
    ...(cause instanceof Error && { cause: errorInLog(cause) }),
  };
}
