import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Permission } from '../access/permission';
import { Payload } from '../access/user-error.type';
import { Secret } from '../platform/idempotency/never-stored';
import { DateTime } from '../platform/graphql/scalars';
import type { ApiKeyRow } from './api-key.repository';
import type { NewApiKey } from './api-key.service';

@ObjectType('ApiKey', { simpleResolvers: true, description: 'With what a program acts for its maker, in one project space.' })
export class ApiKeyType implements Pick<ApiKeyRow, 'id' | 'name' | 'permissions' | 'createdAt' | 'lastUsedAt' | 'expiresAt'> {
  @Field(() => ID, { description: 'Stays for ever.' })
  id!: string;

  @Field(() => String, { description: 'What it is for.' })
  name!: string;

  @Field(() => [Permission], { description: 'What it may do at most; never more than its maker may at the moment.' })
  permissions!: Permission[];

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was last used, to the minute; null: never.' })
  lastUsedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when it works; null: until it is revoked.' })
  expiresAt!: Date | null;
}

@InputType({ description: 'An API key to be made.' })
export class CreateApiKeyInput implements NewApiKey {
  @Field(() => ID, { description: 'The one project space where it works.' })
  projectSpaceId!: string;

  @Field(() => String, { description: 'What it is for; at most 100 characters.' })
  name!: string;

  @Field(() => [Permission], { description: 'At most what the viewer holds; what they imply comes with them.' })
  permissions!: Permission[];

  @Field(() => DateTime, { nullable: true, description: 'Any moment in the future; without it, the key works until it is revoked.' })
  expiresAt?: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'The key that was made, or why none was.' })
export class CreateApiKeyPayload extends Payload {
  @Field(() => ApiKeyType, { nullable: true, description: 'Null when refused.' })
  apiKey?: ApiKeyType;

  @Secret()
  @Field(() => String, { nullable: true, description: 'Shown this once. It goes into `Authorization: Bearer …`.' })
  secret?: string;
}

@InputType({ description: 'Which key to end.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'Its id.' })
  apiKeyId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Which key was ended, or why none was.' })
export class RevokeApiKeyPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'Null when refused.' })
  revokedApiKeyId?: string;
}
