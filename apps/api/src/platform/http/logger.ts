import pino, { type DestinationStream, type Logger } from 'pino';
import { errorInLog } from './error-in-log';
import { pathInLog } from './request-log';

export type { Logger };

interface LoggerOptions {
  level?: string;
  /** Standard output by default. */
  destination?: DestinationStream;
}

/** The one logger: errors and requests pass through serializers that leave out what may be secret. */
export function createLogger({ level = 'info', destination }: LoggerOptions = {}): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorInLog, error: errorInLog, req: pathInLog, res: () => undefined },
  };
  return destination ? pino(options, destination) : pino(options);
}
