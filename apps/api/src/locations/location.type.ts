import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../access/user-error.type';
import { connectionType } from '../platform/graphql/connection';
import type { Location } from './location.entity';

@ObjectType('Location', { simpleResolvers: true, description: "A place in the project space's organization tree." })
export class LocationType implements Pick<Location, 'id' | 'code' | 'name'> {
  @Field(() => ID, { description: 'Stays for ever.' })
  id!: string;

  @Field(() => String, { description: 'As spreadsheets name it; unique in the project space regardless of case.' })
  code!: string;

  @Field(() => String, { description: 'What people call it.' })
  name!: string;
}

export const LocationConnection = connectionType(LocationType, 'Location');

@InputType({ description: 'A location to be added.' })
export class CreateLocationInput {
  @Field(() => ID, { description: 'Where.' })
  projectSpaceId!: string;

  @Field(() => String, { description: 'Unique in the project space regardless of case; at most 100 characters, no comma.' })
  code!: string;

  @Field(() => String, { description: 'What people call it; at most 255 characters.' })
  name!: string;

  @Field(() => ID, { nullable: true, description: 'The location above; absent at the top.' })
  parentId?: string | null;
}

@InputType({ description: 'Absent (or null) leaves as it is.' })
export class UpdateLocationInput {
  @Field(() => ID, { description: 'Which location.' })
  locationId!: string;

  @Field(() => String, { nullable: true, description: 'What people call it.' })
  name?: string | null;

  @Field(() => ID, { nullable: true, description: 'Under which location it moves, with all below it.' })
  parentId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Moves it to the top.' })
  moveToTop?: boolean | null;
}

@ObjectType({ simpleResolvers: true, description: 'The location as it is now, or why nothing was changed.' })
export class LocationPayload extends Payload {
  @Field(() => LocationType, { nullable: true, description: 'Null when refused.' })
  location?: LocationType;
}

@InputType({ description: 'Which location to delete.' })
export class DeleteLocationInput {
  @Field(() => ID, { description: 'Nobody is assigned to it and nothing lies below it.' })
  locationId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What was deleted, or why nothing was.' })
export class DeleteLocationPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'Null when refused.' })
  deletedLocationId?: string;
}
