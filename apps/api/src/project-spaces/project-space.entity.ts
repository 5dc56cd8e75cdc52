import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Language } from '../mail-texts/language';

export enum SoftwarePlan {
  COMMUNITY = 'COMMUNITY',
  STANDARD = 'STANDARD',
  PRO = 'PRO',
  ADVANCED = 'ADVANCED',
  ENTERPRISE = 'ENTERPRISE',
}

/** ROL-3: custom roles, and changes to preset ones. */
export const allowsCustomRoles = (plan: SoftwarePlan) => plan !== SoftwarePlan.COMMUNITY;

@Entity('project_spaces')
export class ProjectSpace {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  slug!: string;

  @Column('text')
  name!: string;

  @Column('text')
  plan!: SoftwarePlan;

  /** Of the mails it sends. */
  @Column('text')
  language!: Language;

  @Column('boolean')
  usesLocations!: boolean;

  /** Whether invitations are reminded of (INV-5). */
  @Column('boolean')
  remindersEnabled!: boolean;

  /** Whether it is closed to members without two-factor (TFA-3). */
  @Column('boolean')
  requiresTwoFactor!: boolean;

  @Column('timestamptz')
  createdAt!: Date;
}
