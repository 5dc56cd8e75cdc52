import { Field, ID, ObjectType } from 'type-graphql';
import { Permission } from '../access/permission';
import type { Role } from './role.entity';

@ObjectType('Role', { simpleResolvers: true, description: 'A named set of permissions in one project space.' })
export class RoleType implements Pick<Role, 'id' | 'name' | 'description' | 'permissions' | 'isAdmin' | 'isPreset'> {
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
}
