import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../platform/graphql/scalars';
import type { WebUserRow } from './web-user.entity';

@ObjectType('WebUser', { simpleResolvers: true, description: "A person's account, across project spaces." })
export class WebUserType implements WebUserRow {
  @Field(() => ID, { description: 'Stays for ever.' })
  id!: string;

  @Field(() => String, { description: 'The address the account was made with; never changes.' })
  username!: string;

  @Field(() => String, { description: 'Where mail goes; begins as the username.' })
  email!: string;

  @Field(() => String, { description: 'Given name.' })
  firstName!: string;

  @Field(() => String, { description: 'Family name.' })
  lastName!: string;

  @Field(() => DateTime, { nullable: true, description: 'The last sign-in to Usher; null before the first.' })
  lastLogin!: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether signing in asks them for a second factor.' })
  twoFactorEnabled!: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether the account as a whole is deactivated.' })
  deactivated!: boolean;
}
