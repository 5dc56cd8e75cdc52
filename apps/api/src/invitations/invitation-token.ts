import type { KeyRing } from '../platform/crypto/key-ring';
import { linkToken, linkTokenHash } from '../platform/crypto/link-token';
import type { InvitationLink } from './invitation-link.entity';

const PURPOSE = 'invitation';

/** The life of a link, in days of 24 hours. */
export const INVITATION_DAYS = 30;

/** The link of one sending: the database keeps its hash and which key made it (INV-3). */
export function newLink(keys: KeyRing, projectSpaceId: string, invitationId: string, sending: number): InvitationLink {
  const { id: keyId, key } = keys.current('link');
  const tokenHash = linkTokenHash(linkToken(key, PURPOSE, invitationId, sending));
  return { tokenHash, projectSpaceId, invitationId, sending, keyId };
}

/** Makes the token again for a mail. */
export function tokenOf(keys: KeyRing, { invitationId, sending, keyId }: InvitationLink): string {
  return linkToken(keys.get('link', keyId), PURPOSE, invitationId, sending);
}
