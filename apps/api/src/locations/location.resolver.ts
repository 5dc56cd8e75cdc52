import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import { ProjectSpaceType } from '../project-spaces/project-space.type';
import type { LocationRow } from './location.repository';
import { type LocationService } from './location.service';
import { type LocationEditService } from './location-edit.service';
import {
  CreateLocationInput, DeleteLocationInput, DeleteLocationPayload, LocationConnection, LocationPayload, LocationType,
  UpdateLocationInput,
} from './location.type';

@ArgsType()
class LocationArguments {
  @Field(() => String, { nullable: true, description: 'Part of a name or code, regardless of case.' })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those directly below this one.' })
  parentId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those with nothing above them that the viewer sees.' })
  topOnly?: boolean | null;

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

  @FieldResolver(() => [LocationType], {
    nullable: true, description: "Null: the whole project space; else the viewer's own locations.",
  })
  async viewerArea(@Root() space: ProjectSpaceType, @Ctx() context: RequestContext): Promise<LocationType[] | null> {
    return await this.service.areaOf(context, space.id);
  }

  @FieldResolver(() => LocationType, { nullable: true, description: 'One location.' })
  async location(
    @Root() space: ProjectSpaceType, @Arg('id', () => ID, { description: 'Which location.' }) id: string, @Ctx() context: RequestContext,
  ): Promise<LocationType | null> {
    return await this.service.find(context, space.id, id);
  }
}

@Resolver(() => LocationType)
export class LocationResolver {
  constructor(private readonly locations: LocationService, private readonly edits: LocationEditService) {}

  @FieldResolver(() => LocationType, { nullable: true, description: 'The location above; null at the top.' })
  async parent(@Root() location: LocationType, @Ctx() context: RequestContext): Promise<LocationType | null> {
    return await this.locations.parentOf(context, location as LocationRow);
  }

  @FieldResolver(() => Boolean, { description: 'Whether something lies below it.' })
  async hasChildren(@Root() location: LocationType, @Ctx() context: RequestContext): Promise<boolean> {
    return (await this.locations.factsOf(context, location as LocationRow)).hasChildren;
  }

  @FieldResolver(() => Int, { description: 'How many members are assigned to it.' })
  async memberCount(@Root() location: LocationType, @Ctx() context: RequestContext): Promise<number> {
    return (await this.locations.factsOf(context, location as LocationRow)).memberCount;
  }

  @Mutation(() => LocationPayload, { description: 'Adds a location.' })
  async createLocation(
    @Arg('input', () => CreateLocationInput) input: CreateLocationInput, @Ctx() { actor }: RequestContext,
  ): Promise<LocationPayload> {
    return await payload(async () => ({ location: await this.edits.create(actor, input) }));
  }

  @Mutation(() => LocationPayload, { description: 'Renames or moves a location, with all that lies below it.' })
  async updateLocation(
    @Arg('input', () => UpdateLocationInput) input: UpdateLocationInput, @Ctx() { actor }: RequestContext,
  ): Promise<LocationPayload> {
    return await payload(async () => ({ location: await this.edits.change(actor, input) }));
  }

  @Mutation(() => DeleteLocationPayload, { description: 'Deletes a location that nobody is assigned to.' })
  async deleteLocation(
    @Arg('input', () => DeleteLocationInput) input: DeleteLocationInput, @Ctx() { actor }: RequestContext,
  ): Promise<DeleteLocationPayload> {
    return await payload(async () => ({ deletedLocationId: await this.edits.delete(actor, input.locationId) }));
  }
}
