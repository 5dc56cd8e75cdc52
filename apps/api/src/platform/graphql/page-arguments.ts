import { ArgsType, Field, Int } from 'type-graphql';
import type { PageArguments } from '../database/keyset';

/** Where a page of a list begins, and how long it is. */
@ArgsType()
export class PageArgs implements PageArguments {
  @Field(() => Int, { nullable: true, description: 'So many from the start, at most 200; 50 when nothing is given.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Begin after this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'So many from the end, at most 200.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'End before this cursor.' })
  before?: string | null;
}
