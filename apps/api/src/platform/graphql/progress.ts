import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'How much of a job is done.' })
export class Progress {
  @Field(() => Int, { description: 'Rows so far.' })
  done!: number;

  @Field(() => Int, { nullable: true, description: 'Of so many; null while that is not known.' })
  total!: number | null;
}
