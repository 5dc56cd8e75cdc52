import { p50 } from '../measure.mjs';
import { queueMails, startSink, startWorker } from '../mails.mjs';
import { PAGE } from './members.mjs';

const QUEUED = 100_000;

/** A page of members while mail waits, and while a worker sends it. */
export async function measure({ client, usher, agent, cookie, row, start }) {
  const page = async () => await p50(usher, cookie, { query: PAGE, variables: { slug: 'large' } });
  await page();
  const before = await page();
  await queueMails(client, { usher, agent, cookie }, QUEUED);
  const waiting = await page();
  row('page of members with 100,000 mails queued, against none, p50', (waiting / before).toFixed(2), '≤ 1.5', waiting / before <= 1.5,
    `${waiting.toFixed(2)} ms against ${before.toFixed(2)} ms`);
  const sink = await startSink(start);
  const stop = startWorker(start, sink.port);
  while ((await sink.ask('read')).count < 200);
  const sending = await page();
  await stop();
  sink.stop();
  row('the same while a worker sends them', (sending / before).toFixed(2), '≤ 1.5', sending / before <= 1.5,
    `${sending.toFixed(2)} ms against ${before.toFixed(2)} ms`);
}
