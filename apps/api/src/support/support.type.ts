import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../access/user-error.type';
import type { AddressRecord, MailRecord } from '../mail-delivery/address-record.repository';
import { DeliveryEventType } from '../mail-delivery/delivery-event.type';
import { DeliveryStatus } from '../mail-delivery/delivery-status';
import { DateTime } from '../platform/graphql/scalars';
import { SoftwarePlan } from '../project-spaces/project-space.entity';
import type { TwoFactorReset } from '../two-factor/two-factor-reset.service';
import type { ActivityChange } from './account-activity.service';
import type { AdminRemoval } from './admin-removal.service';
import type { PlanChange } from './plan.service';
import type { AdminRecord, ProjectSpaceRecord, WebUserRecord } from './support-record.repository';

@ObjectType('SupportMail', { simpleResolvers: true, description: 'A mail as support sees it: never what it said.' })
export class SupportMailType implements MailRecord {
  @Field(() => ID, { description: 'Stays for ever.' })
  id!: string;

  @Field(() => String, { description: 'What it was about.' })
  kind!: string;

  @Field(() => String, { nullable: true, description: 'Of which project space; null where it concerned an account.' })
  projectSpaceName!: string | null;

  @Field(() => DateTime, { description: 'When it was queued.' })
  at!: Date;

  @Field(() => DeliveryStatus, { description: 'What became of it.' })
  status!: DeliveryStatus;
}

@ObjectType('SupportAddress', { simpleResolvers: true, description: 'All that is known of mail to an address.' })
export class SupportAddressType implements AddressRecord {
  @Field(() => String, { description: 'The address, as it is compared.' })
  email!: string;

  @Field(() => Boolean, { description: 'Whether nothing is sent to it.' })
  blocked!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'Since when it is blocked.' })
  blockedAt!: Date | null;

  @Field(() => Int, { description: 'Bounces that count against it now.' })
  bounceCount!: number;

  @Field(() => Int, { description: 'Complaints that count against it now.' })
  complaintCount!: number;

  @Field(() => [DeliveryEventType], { description: 'What mail servers said, newest first.' })
  events!: DeliveryEventType[];

  @Field(() => [SupportMailType], { description: 'The mails to it, newest first.' })
  mails!: SupportMailType[];
}

@ObjectType('SupportWebUser', { simpleResolvers: true, description: 'An account as support sees it.' })
export class SupportWebUserType implements WebUserRecord {
  @Field(() => ID, { description: 'Stays for ever.' })
  id!: string;

  @Field(() => String, { description: 'The address the account was made with.' })
  username!: string;

  @Field(() => String, { description: 'Where mail goes.' })
  email!: string;

  @Field(() => Boolean, { description: 'Whether the account as a whole is deactivated.' })
  deactivated!: boolean;

  @Field(() => Boolean, { description: 'Whether signing in asks for a second factor.' })
  twoFactorEnabled!: boolean;

  @Field(() => [String], { description: 'The project spaces they are a member of.' })
  projectSpaceSlugs!: string[];
}

@ObjectType('SupportAdmin', { simpleResolvers: true, description: 'An admin of a project space.' })
export class SupportAdminType implements AdminRecord {
  @Field(() => ID, { description: 'Of their membership.' })
  membershipId!: string;

  @Field(() => String, { description: 'Where their mail goes.' })
  email!: string;

  @Field(() => Boolean, { description: 'Whether they can act: neither deactivated here nor as a whole.' })
  active!: boolean;
}

@ObjectType('SupportProjectSpace', { simpleResolvers: true, description: 'A project space as support sees it: nothing of what it holds.' })
export class SupportProjectSpaceType implements ProjectSpaceRecord {
  @Field(() => ID, { description: 'Stays for ever.' })
  id!: string;

  @Field(() => String, { description: 'Its name in addresses.' })
  slug!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => SoftwarePlan, { description: 'Its plan.' })
  plan!: SoftwarePlan;

  @Field(() => [SupportAdminType], { description: 'Its admins.' })
  admins!: SupportAdminType[];
}

@ObjectType('Support', { description: 'What staff look up. Each field asks again who looks.' })
// oxlint-disable-next-line typescript/no-extraneous-class -- all of its fields are resolved, each for who asks
export class SupportType {}

const REASON = 'Why: it stands in the audit log.';

@InputType('SupportUnblockAddressInput', { description: 'Lets mail leave for an address again.' })
export class SupportUnblockAddressInput {
  @Field(() => String, { description: 'Which address.' })
  email!: string;

  @Field(() => String, { description: REASON })
  reason!: string;
}

@InputType('SupportResetTwoFactorInput', { description: 'For a person who lost device and backup codes.' })
export class SupportResetTwoFactorInput implements TwoFactorReset {
  @Field(() => ID, { description: 'Whose.' })
  webUserId!: string;

  @Field(() => String, { description: 'How you made sure who it is.' })
  identityVerifiedBy!: string;

  @Field(() => String, { description: REASON })
  reason!: string;
}

@InputType('SupportRemoveAdminInput', { description: 'Removes an admin, be it the only one.' })
export class SupportRemoveAdminInput implements AdminRemoval {
  @Field(() => ID, { description: 'The membership of the admin.' })
  membershipId!: string;

  @Field(() => String, { nullable: true, description: 'Whoever takes their place: invited as Admin, or made Admin if a member already.' })
  replacementEmail?: string | null;

  @Field(() => String, { description: REASON })
  reason!: string;
}

@InputType('SupportSetPlanInput', { description: 'Sets the plan of a project space.' })
export class SupportSetPlanInput implements PlanChange {
  @Field(() => ID, { description: 'Of which project space.' })
  projectSpaceId!: string;

  @Field(() => SoftwarePlan, { description: 'The new plan.' })
  plan!: SoftwarePlan;

  @Field(() => String, { description: REASON })
  reason!: string;
}

@InputType('SupportSetAccountActiveInput', { description: 'Deactivates or reactivates an account as a whole.' })
export class SupportSetAccountActiveInput implements ActivityChange {
  @Field(() => ID, { description: 'Whose account.' })
  webUserId!: string;

  @Field(() => Boolean, { description: 'False deactivates it, and ends its sessions.' })
  active!: boolean;

  @Field(() => String, { description: REASON })
  reason!: string;
}

@ObjectType('SupportPayload', { simpleResolvers: true, description: 'Whether it was done, or why not.' })
export class SupportPayload extends Payload {
  @Field(() => Boolean, { description: 'Whether it was done.' })
  done!: boolean;

  @Field(() => String, { nullable: true, description: "What went wrong at the mail provider, where the address is still on one of its lists." })
  providerFault?: string | null;
}
