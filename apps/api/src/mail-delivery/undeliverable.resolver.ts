import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import type { WebUserRow } from '../web-users/web-user.entity';
import { WebUserType } from '../web-users/web-user.type';
import { type AddressBlocks } from './address-blocks.service';

@Resolver(() => WebUserType)
export class UndeliverableResolver {
  constructor(private readonly blocks: AddressBlocks) {}

  @FieldResolver(() => Boolean, { nullable: true, description: 'The address is blocked: nothing is sent to it any more.' })
  async undeliverable(@Root() { email }: WebUserRow, @Ctx() context: RequestContext): Promise<boolean | null> {
    return await context.loader(this.blocks.areBlocked).load(email);
  }
}
