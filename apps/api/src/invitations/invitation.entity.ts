import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type DeliveryStatus } from '../mail-delivery/delivery-status';

/** Where an invitation stands for good; pending and expired ones are both still OPEN. */
export enum InvitationState {
  OPEN = 'OPEN',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
  REMOVED = 'REMOVED',
  REPLACED = 'REPLACED',
}

@Entity('invitations')
export class Invitation {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  email!: string;

  /** The account the address belongs to, if there is one. */
  @Column('uuid', { nullable: true })
  webUserId!: string | null;

  /** Null only when spent, after its role was deleted. */
  @Column('uuid', { nullable: true })
  roleId!: string | null;

  @Column('uuid', { nullable: true })
  invitedById!: string | null;

  @Column('timestamptz')
  invitedAt!: Date;

  @Column('timestamptz')
  lastSentAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  /** Counts how often it was sent; each sending has its own link (INV-3). */
  @Column('integer')
  sending!: number;

  @Column('text')
  status!: InvitationState;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  @Column('text')
  deliveryStatus!: DeliveryStatus;
}
