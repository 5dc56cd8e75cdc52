import { Field, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../access/user-error.type';

@InputType({ description: 'Where the mail of the account shall go.' })
export class RequestEmailChangeInput {
  @Field(() => String, { description: 'The new address; a link is mailed there.' })
  newEmail!: string;

  @Field(() => String, { description: 'The password, again.' })
  password!: string;

  @Field(() => String, { nullable: true, description: 'Where the person has two-factor: a code of the device, or a backup code.' })
  code?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The link is on its way, or why not.' })
export class RequestEmailChangePayload extends Payload {}

@InputType({ description: 'The link mailed to the new address.' })
export class ConfirmEmailChangeInput {
  @Field(() => String, { description: 'From the mailed link.' })
  token!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Where mail goes from now on, or why nothing was changed.' })
export class ConfirmEmailChangePayload extends Payload {
  @Field(() => String, { nullable: true, description: 'The new e-mail. Null when refused.' })
  email?: string | null;
}
