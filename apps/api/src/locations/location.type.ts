import { Field, ID, ObjectType } from 'type-graphql';
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
