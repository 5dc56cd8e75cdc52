import { randomUUID } from 'node:crypto';
import type { AuditEntry, AuditLog } from '../audit/audit-log.service';
import { changesBetween } from '../audit/audit-changes';
import { type InvitationHooks } from '../invitations/invitation-hooks.service';
import { type SendingService } from '../invitations/sending.service';
import { INVITATION_DAYS, newLink } from '../invitations/invitation-token';
import { type MembershipHooks } from '../memberships/membership-hooks.service';
import { type MembershipRepository } from '../memberships/membership.repository';
import { type RemovalService } from '../memberships/removal.service';
import { type Clock, daysAfter } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import type { Transaction } from '../platform/database/data-source';
import { inPieces } from '../platform/let-others-through';
import type { RowOutcome } from './amended-rows';
import { BulkUploadAction, changesSomething } from './bulk-upload-action';
import { type BulkWriteRepository } from './bulk-write.repository';
import type { Judgement } from './judge.service';
import type { Known, NamedRole, Place } from './known';
import type { Uploader } from './uploader.service';

/** A row that changes something, with whom it is about. */
interface Change {
  action: BulkUploadAction;
  known: Known;
  role: NamedRole | null;
  places: Place[];
}

const codesOf = (places: Place[]) => places.map(({ code }) => code).join(', ') || null;
const later = (latest: Date | null, one: Date) => (latest && latest > one ? latest : one);
const idsOf = (places: Place[]) => places.map(({ id }) => id);

const outcomeOf = ({ row, plan }: Judgement, isApplied: boolean): RowOutcome => ({
  number: row.number, action: isApplied || plan.action === null ? plan.action : BulkUploadAction.NONE,
  changes: isApplied ? plan.changes : [], problems: plan.problems, notes: plan.notes,
});

/** Writes what rows were judged to do, with mails and audit events, in the transaction of their batch. */
export class RowWriter {
  constructor(
    private readonly writes: BulkWriteRepository,
    private readonly sending: SendingService,
    private readonly memberships: MembershipRepository,
    private readonly removals: RemovalService,
    private readonly invitationHooks: InvitationHooks,
    private readonly memberHooks: MembershipHooks,
    private readonly audit: AuditLog,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  async write(
    tx: Transaction, actor: Uploader, judged: Judgement[], renewsExpired: boolean,
  ): Promise<{ outcomes: RowOutcome[]; mailHeldUntil: Date | null }> {
    const applies = ({ plan }: Judgement) =>
      changesSomething(plan) && (renewsExpired || plan.action !== BulkUploadAction.RENEW_INVITATION);
    const changing = judged.filter(applies);
    const held: Date[] = [];
    for (const projectSpaceId of new Set(changing.flatMap(({ standing }) => standing?.projectSpaceId ?? []))) {
      const own = changing.filter(({ standing }) => standing?.projectSpaceId === projectSpaceId);
      held.push(...(await this.writeSpace(tx, actor, projectSpaceId, own.flatMap(changeOf))));
    }
    return { outcomes: await inPieces(judged, (one) => outcomeOf(one, applies(one))), mailHeldUntil: held.reduce(later, null) };
  }

  /** Answers with the moment until which mail is held, if any is (INV-15). */
  private async writeSpace(tx: Transaction, actor: Uploader, projectSpaceId: string, changes: Change[]): Promise<Date[]> {
    const of = (action: BulkUploadAction) => changes.filter((change) => change.action === action);
    const now = this.clock.now();
    const expiresAt = daysAfter(now, INVITATION_DAYS);
    const invitations = (action: BulkUploadAction) => of(action).flatMap(({ known }) => known.invitation?.id ?? []);
    const assigned = (action: BulkUploadAction) => of(action).flatMap(({ known, role, places }) => {
      const id = (known.member ?? known.invitation)?.id;
      return id && role ? [{ id, roleId: role.id, placeIds: idsOf(places) }] : [];
    });
    const [heldUntil, entries] = await Promise.all([
      this.invite(tx, actor, projectSpaceId, of(BulkUploadAction.INVITE), now),
      inPieces(changes, (change) => entryOf(projectSpaceId, change, expiresAt)),
    ]);
    await this.writes.changeInvitations(tx, projectSpaceId, assigned(BulkUploadAction.CHANGE_INVITATION), expiresAt);
    await this.writes.renewInvitations(tx, projectSpaceId, invitations(BulkUploadAction.RENEW_INVITATION), expiresAt);
    const removedIds = invitations(BulkUploadAction.REMOVE_INVITATION);
    await this.writes.removeInvitations(tx, projectSpaceId, removedIds, now);
    const changed = assigned(BulkUploadAction.CHANGE_MEMBERSHIP);
    await this.writes.changeMemberships(tx, projectSpaceId, changed);
    await this.audit.record(tx, actor, ...entries.flat());
    for (const { known } of of(BulkUploadAction.REMOVE_MEMBERSHIP)) await this.remove(tx, actor, projectSpaceId, known);
    await this.invitationHooks.tell(tx, { projectSpaceId, event: 'INVITATION_REMOVED', invitationIds: removedIds });
    await this.memberHooks.tell(tx, { projectSpaceId, event: 'MEMBERSHIP_CHANGED', membershipIds: changed.map(({ id }) => id) });
    return heldUntil ? [heldUntil] : [];
  }

  private async invite(
    tx: Transaction, actor: Uploader, projectSpaceId: string, changes: Change[], now: Date,
  ): Promise<Date | null> {
    if (changes.length === 0) return null;
    const rows = (await inPieces(changes, ({ known, role, places }) => {
      const id = randomUUID();
      const { tokenHash, keyId } = newLink(this.keys, projectSpaceId, id, 1);
      return role ? [{
        id, email: known.address, webUserId: known.person?.id ?? null, roleId: role.id, placeIds: idsOf(places), tokenHash, keyId,
      }] : [];
    })).flat();
    await this.writes.invite(tx, projectSpaceId, rows, {
      invitedById: actor.webUserId, now, expiresAt: daysAfter(now, INVITATION_DAYS),
    });
    const heldUntil = await this.sending.mailAll(tx, projectSpaceId, rows.map(({ id, email }) => ({ id, email, sending: 1 })));
    await this.invitationHooks.tell(tx, { projectSpaceId, event: 'INVITATION_CREATED', invitationIds: rows.map(({ id }) => id) });
    return heldUntil;
  }

  private async remove(tx: Transaction, actor: Uploader, projectSpaceId: string, { member }: Known): Promise<void> {
    const found = member && (await this.memberships.find([projectSpaceId], member.id, tx));
    if (found) await this.removals.removeWithin(tx, actor, found, false);
  }
}

function changeOf({ plan: { action, role, places }, known }: Judgement): Change[] {
  return action && known ? [{ action, known, role: role ?? null, places: places ?? [] }] : [];
}

/** What the audit log keeps of a change; a removal of a member is recorded by those who remove. */
function entryOf(projectSpaceId: string, { action, known, role, places }: Change, expiresAt: Date): AuditEntry[] {
  const before = known.member ?? known.invitation;
  const subject = { id: known.person?.id, email: known.member ? (known.person?.email ?? known.address) : (known.invitation?.email ?? known.address) };
  const entry = { projectSpaceId, subject, locationIds: [...idsOf(before?.places ?? []), ...idsOf(places)] };
  const changes = changesBetween(
    { role: before?.role.name ?? null, locations: codesOf(before?.places ?? []) },
    { role: role?.name ?? null, locations: codesOf(places) });
  switch (action) {
    case BulkUploadAction.INVITE: return [{ ...entry, action: 'invitation.created', changes }];
    case BulkUploadAction.CHANGE_INVITATION: return [{ ...entry, action: 'invitation.changed', changes }];
    case BulkUploadAction.CHANGE_MEMBERSHIP: return [{ ...entry, action: 'membership.changed', changes }];
    case BulkUploadAction.REMOVE_INVITATION: return [{ ...entry, action: 'invitation.removed' }];
    case BulkUploadAction.RENEW_INVITATION: return [{
      ...entry, action: 'invitation.renewed',
      changes: [{ field: 'expiresAt', from: known.invitation?.expiresAt.toISOString() ?? null, to: expiresAt.toISOString() }],
    }];
    default: return [];
  }
}
