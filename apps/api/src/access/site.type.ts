import { Field, ObjectType } from 'type-graphql';

@ObjectType('Site', { simpleResolvers: true, description: 'What any page may need to know of this installation.' })
export class Site {
  @Field(() => String, { description: 'The name of the product.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Address or URL of support.' })
  supportContact!: string | null;

  @Field(() => String, { description: 'Where the terms of service stand.' })
  termsUrl!: string;

  @Field(() => String, { description: 'Which version of them one agrees to today.' })
  termsVersion!: string;

  @Field(() => Boolean, { description: 'Whether caught mail is shown at /mailbox.' })
  mailbox!: boolean;
}
