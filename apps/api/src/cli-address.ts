import { readArgs, say, UsageError } from './cli-output';
import type { Usher } from './usher';

async function lookUpAddress({ services }: Usher, email: string): Promise<void> {
  const record = await services.unblocking.lookUp(email);
  if (!record) throw new UsageError(`"${email}" is not an email address.`);
  say(`${record.email}: ${record.blockedAt ? `blocked since ${record.blockedAt.toISOString()}` : 'not blocked'}`);
  say(`  ${record.bounceCount} bounces and ${record.complaintCount} complaints count against it`);
  for (const { at, kind, detail } of record.events) say(`  ${at.toISOString()} ${kind} ${detail ?? ''}`.trimEnd());
  for (const { at, kind, status, projectSpaceName } of record.mails) {
    say(`  ${at.toISOString()} mail "${kind}" ${projectSpaceName ? `of ${projectSpaceName} ` : ''}is ${status}`);
  }
}

/** `address lookup` and `address unblock` (SUP-2). */
export async function address(usher: Usher, [act, ...args]: string[]): Promise<void> {
  const { values: { reason, as }, positionals: [email] } = readArgs({
    args, allowPositionals: true, options: { reason: { type: 'string' }, as: { type: 'string' } },
  });
  if (act === 'lookup' && email) return await lookUpAddress(usher, email);
  if (act !== 'unblock' || !email || !reason) throw new UsageError('Write address lookup EMAIL, or address unblock EMAIL --reason REASON.');
  const { staff, unblocking } = usher.services;
  const fault = await unblocking.unblock(await staff.actingAs(as), email, reason);
  say(`${email} is unblocked, and nothing counts against it any more.`);
  if (fault) throw new UsageError(`But SendGrid still has it on its lists (${fault}). Run the command again to try once more.`);
}
