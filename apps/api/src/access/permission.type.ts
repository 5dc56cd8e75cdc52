import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Permission } from './permission';
import { type PermissionInfo, permissionCatalogue } from './permission-catalogue';

registerEnumType(Permission, {
  name: 'Permission',
  description: 'What a role may allow.',
  valuesConfig: Object.fromEntries(permissionCatalogue.map((info) => [info.permission, { description: info.description }])),
});

@ObjectType('PermissionInfo', { simpleResolvers: true, description: 'A permission, in words.' })
export class PermissionInfoType implements PermissionInfo {
  @Field(() => Permission, { description: 'Its name in the API.' })
  permission!: Permission;

  @Field(() => String, { description: 'A short title.' })
  title!: string;

  @Field(() => String, { description: 'What it allows.' })
  description!: string;

  @Field(() => String, { description: 'Under which heading it stands.' })
  group!: string;

  @Field(() => [Permission], { description: 'The permissions that come with it.' })
  implies!: Permission[];
}
