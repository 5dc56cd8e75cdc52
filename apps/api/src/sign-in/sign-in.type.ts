import { Field, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../access/user-error.type';
import { Secret } from '../platform/idempotency/never-stored';
import { ViewerType } from '../web-users/viewer.type';

@InputType({ description: 'Who wants in.' })
export class SignInInput {
  @Field(() => String, { description: "The account's username or e-mail." })
  email!: string;

  @Field(() => String, { description: 'The password.' })
  password!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The signed-in person, or a challenge, or why not. Session cookies come with the answer.' })
export class SignInPayload extends Payload {
  @Field(() => ViewerType, { nullable: true, description: 'Null when refused, or when the second step is missing.' })
  viewer?: ViewerType | null;

  @Secret()
  @Field(() => String, { nullable: true, description: 'To be answered with verifyTwoFactor within ten minutes.' })
  challenge?: string | null;
}

@InputType({ description: 'The second step of signing in.' })
export class VerifyTwoFactorInput {
  @Field(() => String, { description: 'From signIn.' })
  challenge!: string;

  @Field(() => String, { description: 'A code of the device, or a backup code.' })
  code!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Signed out; the cookies are cleared.' })
export class SignOutPayload extends Payload {}

@InputType({ description: 'Whose password is forgotten.' })
export class RequestPasswordResetInput {
  @Field(() => String, { description: "The account's username or e-mail." })
  email!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The answer does not tell whether the account exists.' })
export class RequestPasswordResetPayload extends Payload {}

@InputType({ description: 'A new password by a mailed link.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'From the mailed link.' })
  token!: string;

  @Field(() => String, { description: '8 to 256 characters.' })
  newPassword!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Done, or why not. Every session of the person has ended.' })
export class ResetPasswordPayload extends Payload {}

@InputType({ description: 'The link of a security notice.' })
export class ReportNotMeInput {
  @Field(() => String, { description: 'From the mailed link.' })
  token!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Done, or why not. A link to choose a new password is on its way.' })
export class ReportNotMePayload extends Payload {}

@InputType({ description: 'Absent leaves as it is.' })
export class UpdateProfileInput {
  @Field(() => String, { nullable: true, description: 'Given name.' })
  firstName?: string | null;

  @Field(() => String, { nullable: true, description: 'Family name.' })
  lastName?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The person as they are now, or why nothing was changed.' })
export class UpdateProfilePayload extends Payload {
  @Field(() => ViewerType, { nullable: true, description: 'Null when refused.' })
  viewer?: ViewerType | null;
}

@InputType({ description: "A new password by the person's own hand." })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The present one.' })
  currentPassword!: string;

  @Field(() => String, { description: '8 to 256 characters.' })
  newPassword!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Done, or why not. All other sessions of the person have ended.' })
export class ChangePasswordPayload extends Payload {}
