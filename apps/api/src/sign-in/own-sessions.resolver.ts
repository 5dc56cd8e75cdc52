import { Arg, Ctx, FieldResolver, Mutation, Resolver } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import { SetsCookies } from '../platform/idempotency/never-stored';
import { type OwnSessionsService } from './own-sessions.service';
import { EndSessionInput, EndSessionPayload, SessionType } from './own-sessions.type';
import { type SignInService } from './sign-in.service';
import { ViewerType } from '../web-users/viewer.type';

@Resolver(() => ViewerType)
export class OwnSessionsResolver {
  constructor(private readonly service: OwnSessionsService, private readonly signIn: SignInService) {}

  @FieldResolver(() => [SessionType], { description: 'Where the viewer is signed in, the last used first.' })
  async sessions(@Ctx() { actor }: RequestContext): Promise<SessionType[]> {
    return await this.service.list(actor);
  }

  @SetsCookies()
  @Mutation(() => EndSessionPayload, { description: "Ends one of the viewer's sessions, or all but the current one." })
  async endSession(
    @Arg('input', () => EndSessionInput) { sessionId }: EndSessionInput, @Ctx() context: RequestContext,
  ): Promise<EndSessionPayload> {
    return await payload(async () => {
      await this.service.end(context, sessionId ?? null);
      const webUser = await this.signIn.viewer(context);
      return { viewer: webUser && { webUser } };
    });
  }
}
