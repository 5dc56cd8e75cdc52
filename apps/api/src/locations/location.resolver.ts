import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { ProjectSpaceType } from '../project-spaces/project-space.type';
import type { LocationRow } from './location.repository';
import { type LocationService } from './location.service';
import { LocationConnection, LocationType } from './location.type';

@ArgsType()
class LocationArguments {
  @Field(() => String, { nullable: true, description: 'Part of a name or code, regardless of case.' })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those directly below this one.' })
  parentId?: string | null;

  @Field(() => Int, { nullable: true, defaultValue: 50, description: 'How many, at most 200.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Begin after this cursor.' })
  after?: string | null;
}

@Resolver(() => ProjectSpaceType)
export class ProjectSpaceLocationsResolver {
  constructor(private readonly service: LocationService) {}

  @FieldResolver(() => LocationConnection, { nullable: true, description: 'The organization tree, by name.' })
  async locations(
    @Root() space: ProjectSpaceType, @Args(() => LocationArguments) page: LocationArguments, @Ctx() { actor }: RequestContext,
  ): Promise<unknown> {
    return await this.service.list(actor, space.id, page);
  }

  @FieldResolver(() => LocationType, { nullable: true, description: 'One location.' })
  async location(
    @Root() space: ProjectSpaceType, @Arg('id', () => ID) id: string, @Ctx() context: RequestContext,
  ): Promise<LocationType | null> {
    return await this.service.find(context, space.id, id);
  }
}

@Resolver(() => LocationType)
export class LocationResolver {
  constructor(private readonly locations: LocationService) {}

  @FieldResolver(() => LocationType, { nullable: true, description: 'The location above; null at the top.' })
  async parent(@Root() location: LocationType, @Ctx() context: RequestContext): Promise<LocationType | null> {
    return await this.locations.parentOf(context, location as LocationRow);
  }
}
