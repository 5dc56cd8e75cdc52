import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person's account, across project spaces. */
@Entity('web_users')
export class WebUser {
  @PrimaryColumn('uuid')
  id!: string;

  /** The address the account was made with; never changes (ADR-2). */
  @Column('text')
  username!: string;

  /** Where its mail goes; begins as the username. */
  @Column('text')
  email!: string;

  @Column('text')
  firstName!: string;

  @Column('text')
  lastName!: string;

  @Column('text', { nullable: true })
  passwordHash!: string | null;

  @Column('timestamptz', { nullable: true })
  lastLogin!: Date | null;

  /** Since when the account as a whole is deactivated. */
  @Column('timestamptz', { nullable: true })
  deactivatedAt!: Date | null;

  /** Kept by the database, from the second factor (TFA-1). */
  @Column({ type: 'boolean', insert: false, update: false })
  twoFactorEnabled!: boolean;

  /** A staff account (SUP-1). */
  @Column('boolean')
  isSupport!: boolean;

  @Column('text', { nullable: true })
  termsVersion!: string | null;

  @Column('timestamptz', { nullable: true })
  termsAgreedAt!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;

  get deactivated(): boolean {
    return this.deactivatedAt !== null;
  }
}

/** What lists and pages show of a person. */
export type WebUserRow = Pick<
  WebUser, 'id' | 'username' | 'email' | 'firstName' | 'lastName' | 'lastLogin' | 'twoFactorEnabled' | 'deactivated'
>;
