import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { ViewerType } from '../web-users/viewer.type';

@Resolver(() => ViewerType)
export class ViewerSupportResolver {
  @FieldResolver(() => Boolean, { description: 'Whether this is a staff account; what staff may do needs two-factor as well.' })
  isSupport(@Ctx() { actor }: RequestContext): boolean {
    return actor.kind === 'web-user' && actor.isSupport;
  }
}
