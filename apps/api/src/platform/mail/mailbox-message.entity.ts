import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A mail caught instead of sent, where no transport is configured. */
@Entity('mailbox_messages')
export class MailboxMessage {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  mailId!: string;

  @Column('text')
  recipient!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  text!: string;

  @Column('text')
  html!: string;

  @Column('timestamptz')
  at!: Date;
}
