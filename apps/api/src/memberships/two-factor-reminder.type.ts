import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../access/user-error.type';

@InputType({ description: 'Whose members are asked.' })
export class RemindTwoFactorInput {
  @Field(() => ID, { description: 'The project space.' })
  projectSpaceId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'How many are mailed, or why nobody is.' })
export class RemindTwoFactorPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'Without those who were mailed within the last day; null when refused.' })
  mailed?: number;
}
