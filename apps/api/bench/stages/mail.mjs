import { createTransport } from 'nodemailer';
import { simpleParser } from 'mailparser';
import { median } from '../load.mjs';
import { QUICK } from '../measure.mjs';
import { queueAgain, queueMails, rateAt, startSink, startWorker } from '../mails.mjs';

const MAILS = QUICK ? 500 : 3_000;
const ROUNDS = QUICK ? 1 : 5;

/** The worker, from its queue to a mail server, beside a bare pool of nodemailer that sends the same mails. */
export async function measure({ client, usher, agent, cookie, row, start }) {
  const sink = await startSink(start);
  const name = await queueMails(client, { usher, agent, cookie }, MAILS);
  const byWorker = async () => await rateAt(sink, MAILS, async () => startWorker(start, sink.port));
  await sink.ask('keep');
  await byWorker();
  const mails = await Promise.all((await sink.ask('take')).map(async (raw) => await simpleParser(raw)));
  const bare = async () => await rateAt(sink, MAILS, async () => {
    const pool = createTransport({ host: '127.0.0.1', port: sink.port, pool: true, maxConnections: 10, maxMessages: 100 });
    await Promise.all(mails.map(async ({ from, to, subject, text, html, messageId }) =>
      await pool.sendMail({ from: from.text, to: to.text, subject, text, html, messageId })));
    return () => pool.close();
  });
  await bare();
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await queueAgain(client, name);
    rounds.push([await byWorker(), await bare()]);
  }
  sink.stop();
  const ratio = median(rounds.map(([ours, theirs]) => ours / theirs));
  row('mail worker to a local SMTP server, against a bare pool', ratio.toFixed(2), '≥ 0.5', ratio >= 0.5,
    `${median(rounds.map(([ours]) => ours)).toFixed(0)} against ${median(rounds.map(([, theirs]) => theirs)).toFixed(0)} mails a second`);
}
