import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum SecurityNoticeKind {
  NEW_DEVICE = 'newDevice',
  PASSWORD_CHANGED = 'passwordChanged',
  EMAIL_CHANGE_REQUESTED = 'emailChangeRequested',
  EMAIL_CHANGED = 'emailChanged',
  TWO_FACTOR_ENABLED = 'twoFactorEnabled',
  TWO_FACTOR_DISABLED = 'twoFactorDisabled',
  BACKUP_CODES_RENEWED = 'backupCodesRenewed',
  TWO_FACTOR_RESET = 'twoFactorReset',
}

/** What a person was told of, with a single-use link to say that it was somebody else (SIG-6). */
@Entity('security_notices')
export class SecurityNotice {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  webUserId!: string;

  @Column('text')
  kind!: SecurityNoticeKind;

  /** After a change of e-mail it is the former address that is told, and that can still say no. */
  @Column('text')
  recipient!: string;

  @Column('text', { nullable: true })
  userAgent!: string | null;

  @Column('bytea')
  tokenHash!: Buffer;

  @Column('text')
  keyId!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  usedAt!: Date | null;
}
