import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../access/user-error.type';
import { Secret } from '../platform/idempotency/never-stored';
import { ViewerType } from '../web-users/viewer.type';
import type { TwoFactorStatus } from './two-factor.service';

@ObjectType('TwoFactorStatus', { simpleResolvers: true, description: "The viewer's own second factor." })
export class TwoFactorStatusType implements TwoFactorStatus {
  @Field(() => Boolean, { description: 'Whether signing in asks for a code.' })
  enabled!: boolean;

  @Field(() => Int, { description: 'How many backup codes are unused.' })
  backupCodesLeft!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What an authenticator needs; nothing asks for a code before one was confirmed.' })
export class BeginTwoFactorSetupPayload extends Payload {
  @Secret()
  @Field(() => String, { nullable: true, description: 'The secret in Base32, to be typed.' })
  secret?: string;

  @Secret()
  @Field(() => String, { nullable: true, description: 'The same for a QR code.' })
  otpauthUri?: string;
}

@InputType({ description: 'The first code of the new device.' })
export class ConfirmTwoFactorSetupInput {
  @Field(() => String, { description: 'Six digits.' })
  code!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Two-factor is on, or why not.' })
export class ConfirmTwoFactorSetupPayload extends Payload {
  @Secret()
  @Field(() => [String], { nullable: true, description: 'Ten codes that work once each; shown this once.' })
  backupCodes?: string[];

  @Field(() => ViewerType, { nullable: true, description: 'Null when refused.' })
  viewer?: ViewerType | null;
}

@InputType({ description: 'Turns two-factor off.' })
export class DisableTwoFactorInput {
  @Field(() => String, { description: 'The present password.' })
  password!: string;

  @Field(() => String, { description: 'A code of the device, or a backup code.' })
  code!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Two-factor is off and all other sessions have ended, or why not.' })
export class DisableTwoFactorPayload extends Payload {
  @Field(() => ViewerType, { nullable: true, description: 'Null when refused.' })
  viewer?: ViewerType | null;
}

@InputType({ description: 'Makes new backup codes.' })
export class RegenerateBackupCodesInput {
  @Field(() => String, { description: 'A code of the device, or a backup code.' })
  code!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The new codes, or why there are none. All other sessions have ended.' })
export class RegenerateBackupCodesPayload extends Payload {
  @Secret()
  @Field(() => [String], { nullable: true, description: 'Ten codes that work once each; shown this once.' })
  backupCodes?: string[];
}
