import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../access/user-error.type';
import { Permission } from '../access/permission';
import type { Role } from './role.entity';

@ObjectType('Role', { simpleResolvers: true, description: 'A named set of permissions in one project space.' })
export class RoleType implements Pick<Role, 'id' | 'name' | 'description' | 'permissions' | 'isAdmin' | 'isPreset' | 'ownLocationsOnly'> {
  @Field(() => ID, { description: 'Stays for ever.' })
  id!: string;

  @Field(() => String, { description: 'Unique in the project space regardless of case.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for, in one line.' })
  description!: string | null;

  @Field(() => [Permission], { description: 'What it allows.' })
  permissions!: Permission[];

  @Field(() => Boolean, { description: 'Everything; cannot be edited or deleted.' })
  isAdmin!: boolean;

  @Field(() => Boolean, { description: 'Came with the project space.' })
  isPreset!: boolean;

  @Field(() => Boolean, { description: "Limited to the holder's own locations and those below." })
  ownLocationsOnly!: boolean;
}

@InputType({ description: 'A role to be made; its permissions bring with them what they imply.' })
export class CreateRoleInput {
  @Field(() => ID, { description: 'Where.' })
  projectSpaceId!: string;

  @Field(() => String, { description: 'Unique in the project space regardless of case; at most 100 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for, in one line of at most 500 characters.' })
  description?: string | null;

  @Field(() => [Permission], { description: 'What it allows: at most what the viewer holds.' })
  permissions!: Permission[];

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: "Limited to the holder's own locations." })
  ownLocationsOnly?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'Null is no list, [] is admins only; only admins give one.' })
  assignableByRoleIds?: string[] | null;
}

@InputType({ description: 'Absent (or null) leaves as it is, but for the list, where null is no list.' })
export class UpdateRoleInput {
  @Field(() => ID, { description: 'Which role.' })
  roleId!: string;

  @Field(() => String, { nullable: true, description: 'Unique in the project space regardless of case.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for; an empty text clears it.' })
  description?: string | null;

  @Field(() => [Permission], { nullable: true, description: 'All that it shall allow.' })
  permissions?: Permission[] | null;

  @Field(() => Boolean, { nullable: true, description: "Limited to the holder's own locations." })
  ownLocationsOnly?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'Null is no list, [] is admins only; only admins change it.' })
  assignableByRoleIds?: string[] | null;
}

@ObjectType({ simpleResolvers: true, description: 'The role as it is now, or why nothing was changed.' })
export class RolePayload extends Payload {
  @Field(() => RoleType, { nullable: true, description: 'Null when refused.' })
  role?: RoleType;
}

@InputType({ description: 'Which role to delete.' })
export class DeleteRoleInput {
  @Field(() => ID, { description: 'Held by nobody.' })
  roleId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What was deleted, or why nothing was.' })
export class DeleteRolePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'Null when refused.' })
  deletedRoleId?: string;
}
