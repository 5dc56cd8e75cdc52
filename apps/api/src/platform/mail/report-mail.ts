import type { Logger } from '../http/logger';
import type { Metrics } from '../http/metrics';
import type { MailJobOptions } from './mail.job';
import type { MailOutcome } from './mail-transport';

const ALARMS: Partial<Record<MailOutcome['outcome'], string>> = {
  misconfigured: 'ALARM: the mail server refuses us, not a recipient. Mail waits until this is put right.',
  keyless: 'ALARM: a mail needs a key that this process lacks. It waits for a process whose ENCRYPTION_KEY holds it.',
};

/** Logs and counts attempts to send; that the mail server refuses us, or a key is missing, is an alarm (EML-4). */
export function reportMail(logger: Logger, { mailAttempts }: Pick<Metrics, 'mailAttempts'>): MailJobOptions['report'] {
  return ({ id, kind }, { outcome, reply }) => {
    mailAttempts.inc({ outcome });
    const alarm = ALARMS[outcome];
    if (alarm) logger.error({ mailId: id, kind, reply }, alarm);
    else if (outcome !== 'sent') logger.warn({ mailId: id, kind, reply }, `mail not sent: ${outcome}`);
  };
}
