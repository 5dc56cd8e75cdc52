import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { ProjectSpaceType } from '../project-spaces/project-space.type';
import type { Funnel } from './funnel.repository';
import { type FunnelService } from './funnel.service';

@ObjectType('InvitationFunnel', {
  simpleResolvers: true, description: 'Invitations sent in the last days, by what became of them.',
})
export class InvitationFunnelType implements Funnel {
  @Field(() => Int, { description: 'All that were sent, or sent again, in these days.' })
  sent!: number;

  @Field(() => Int, { description: 'Those whose mail arrived, as a provider told or as accepting shows.' })
  delivered!: number;

  @Field(() => Int, { description: 'Those that were accepted.' })
  accepted!: number;

  @Field(() => Int, { description: 'Those that lapsed without an answer.' })
  expired!: number;

  @Field(() => Int, { description: 'Those whose latest mail came back.' })
  undeliverable!: number;
}

@Resolver(() => ProjectSpaceType)
export class FunnelResolver {
  constructor(private readonly service: FunnelService) {}

  @FieldResolver(() => InvitationFunnelType, { nullable: true, description: 'What became of the invitations of the last days, 1 to 366.' })
  async invitationFunnel(
    @Root() space: ProjectSpaceType,
    @Arg('days', () => Int, { nullable: true, defaultValue: 90, description: 'How many days back.' }) days: number | null,
    @Ctx() { actor }: RequestContext,
  ): Promise<InvitationFunnelType> {
    return await this.service.of(actor, space.id, days ?? 90);
  }
}
