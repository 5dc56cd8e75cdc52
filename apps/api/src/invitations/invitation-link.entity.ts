import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One mailed link. Links of earlier sendings stay, so that their page can say a newer one was sent (INV-4). */
@Entity('invitation_links')
export class InvitationLink {
  @PrimaryColumn('bytea')
  tokenHash!: Buffer;

  @Column('uuid')
  projectSpaceId!: string;

  @Column('uuid')
  invitationId!: string;

  @Column('integer')
  sending!: number;

  /** Which link key made the token, so that a job can make it again. */
  @Column('text')
  keyId!: string;
}
