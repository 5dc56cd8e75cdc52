import type { Logger } from '../http/logger';
import type { Metrics } from '../http/metrics';
import type { MailJobOptions } from './mail.job';

const ALARM = 'ALARM: the mail server refuses us, not a recipient. Mail waits until this is put right.';

/** Logs and counts attempts to send; that the mail server refuses us is an alarm (EML-4). */
export function reportMail(logger: Logger, { mailAttempts }: Pick<Metrics, 'mailAttempts'>): MailJobOptions['report'] {
  return ({ id, kind }, { outcome, reply }) => {
    mailAttempts.inc({ outcome });
    if (outcome === 'misconfigured') logger.error({ mailId: id, kind, reply }, ALARM);
    else if (outcome !== 'sent') logger.warn({ mailId: id, kind, reply }, `mail not sent: ${outcome}`);
  };
}
