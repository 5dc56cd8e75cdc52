import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { mailTextsIn, momentIn } from '../mail-texts/mail-texts';
import type { Clock } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import type { MailContent } from '../platform/mail/mail-content';
import type { Mail } from '../platform/mail/mail.entity';
import { type ProjectSpaceRepository } from '../project-spaces/project-space.repository';
import { type InvitationLinkRepository, type Sending } from './invitation-link.repository';
import { isExpired } from './invitation.policy';
import { type InvitationRepository } from './invitation.repository';
import { tokenOf } from './invitation-token';

export const INVITATION_MAIL = 'invitation';
export const REMINDER_MAIL = 'invitation-reminder';

/**
 * Writes the mail when it is sent; an invitation that ended or was sent again meanwhile is not mailed any more. What many
 * mails need at the same moment is looked up in one statement.
 */
export class InvitationMail {
  private readonly openInvitations = new DataLoader(
    async (sendings: readonly Sending[]) => await this.invitations.openOf(sendings), { cache: false });
  private readonly linksOf = new DataLoader(
    async (sendings: readonly Sending[]) => await this.links.findLinks(sendings), { cache: false });
  private readonly spacesById = new DataLoader(
    async (ids: readonly string[]) => await this.spaces.byIds(this.database.manager, ids), { cache: false });

  constructor(
    private readonly database: DataSource,
    private readonly invitations: InvitationRepository,
    private readonly links: InvitationLinkRepository,
    private readonly spaces: ProjectSpaceRepository,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly publicUrl: string,
  ) {}

  readonly compose = async (mail: Mail): Promise<MailContent | null> => {
    const params = mail.params as unknown as Sending;
    const invitation = await this.openInvitations.load(params);
    if (!invitation || invitation.sending !== params.sending || isExpired(invitation, this.clock.now())) return null;
    const link = await this.linksOf.load(params);
    if (!link) return null;
    const space = await this.spacesById.load(params.projectSpaceId);
    if (!space) return null;
    const { invitedBy } = invitation;
    const { tag: language, invitation: texts, reminder } = mailTextsIn(space.language);
    const { subject, heading, invited } = mail.kind === REMINDER_MAIL ? reminder : texts;
    const names = {
      inviter: invitedBy ? `${invitedBy.firstName} ${invitedBy.lastName}` : texts.anAdmin, space: space.name,
    };
    const url = `${this.publicUrl}/invitations/${tokenOf(this.keys, link)}`;
    return {
      language,
      subject: subject(names),
      heading: heading(names),
      paragraphs: [
        invited({ ...names, role: invitation.role.name }),
        texts.until({ until: momentIn(space.language, invitation.expiresAt) }),
      ],
      action: { label: texts.accept, url },
      secondaryAction: { label: texts.decline, url: `${url}?answer=decline` },
      footer: [texts.later({ url: this.publicUrl })],
    };
  };
}
