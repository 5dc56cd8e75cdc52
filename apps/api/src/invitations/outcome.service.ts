import { Invalid } from '../access/access.errors';
import { refusalRecords, type RefusalRecord } from '../platform/refusal';
import type { InvitationRow } from './invitation-row.repository';

/** What became of one address or invitation of several. */
export interface InvitationOutcome {
  email: string;
  invitation?: InvitationRow;
  userErrors: RefusalRecord[];
}

const MOST_AT_ONCE = 100;

/** Works on each of a selection in turn; one that is refused holds up no other. `emailOf` names what was refused. */
export async function outcomesOf(
  inputs: string[], field: string, work: (input: string) => Promise<InvitationRow>, emailOf: (input: string) => string,
): Promise<{ outcomes: InvitationOutcome[] }> {
  if (inputs.length === 0 || inputs.length > MOST_AT_ONCE) {
    throw new Invalid(`Give between 1 and ${MOST_AT_ONCE} of them at once.`, field);
  }
  const outcomes: InvitationOutcome[] = [];
  for (const [index, input] of inputs.entries()) {
    try {
      const invitation = await work(input);
      outcomes.push({ email: invitation.email, invitation, userErrors: [] });
    } catch (error) {
      const userErrors = refusalRecords(error).map((record) => ({ ...record, field: fieldIn(record, field, index) }));
      outcomes.push({ email: emailOf(input), userErrors });
    }
  }
  return { outcomes };
}

/** What is wrong with one of the selection is told at its place, `[emails, 3]`. */
function fieldIn({ field: inner }: RefusalRecord, list: string, index: number): string[] | null {
  const isOwn = inner?.[0] === 'email' || inner?.[0] === 'invitationId';
  return isOwn ? [list, String(index)] : inner;
}
