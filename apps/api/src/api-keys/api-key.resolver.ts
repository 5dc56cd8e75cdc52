import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import { MembershipType } from '../memberships/membership.type';
import type { MembershipRow } from '../memberships/membership-row.repository';
import { ProjectSpaceType } from '../project-spaces/project-space.type';
import { WebUserType } from '../web-users/web-user.type';
import type { ApiKeyRow } from './api-key.repository';
import { hintOf } from './api-key-secret';
import { type ApiKeyService } from './api-key.service';
import {
  ApiKeyType, CreateApiKeyInput, CreateApiKeyPayload, RevokeApiKeyInput, RevokeApiKeyPayload,
} from './api-key.type';

@Resolver(() => ProjectSpaceType)
export class ProjectSpaceApiKeysResolver {
  constructor(private readonly service: ApiKeyService) {}

  @FieldResolver(() => [ApiKeyType], { nullable: true, description: 'The API keys that are not revoked, newest first; at most 100.' })
  async apiKeys(@Root() space: ProjectSpaceType, @Ctx() context: RequestContext): Promise<unknown> {
    return await this.service.list(context, space.id);
  }
}

@Resolver(() => MembershipType)
export class MembershipApiKeysResolver {
  constructor(private readonly service: ApiKeyService) {}

  @FieldResolver(() => Int, { description: 'Their API keys in this project space.' })
  async apiKeyCount(@Root() member: MembershipRow, @Ctx() context: RequestContext): Promise<number> {
    return await this.service.countOf(context, member);
  }
}

@Resolver(() => ApiKeyType)
export class ApiKeyResolver {
  constructor(private readonly service: ApiKeyService) {}

  @Query(() => ApiKeyType, { nullable: true, description: 'The key this request was made with; null for a person.' })
  async apiKey(@Ctx() context: RequestContext): Promise<unknown> {
    return await this.service.current(context);
  }

  @FieldResolver(() => String, { description: 'The first characters, to tell keys apart.' })
  hint(@Root() key: ApiKeyRow): string {
    return hintOf(key.prefix);
  }

  @FieldResolver(() => WebUserType, { nullable: true, description: 'Who made it; null once they are no member any more.' })
  async createdBy(@Root() key: ApiKeyRow, @Ctx() context: RequestContext): Promise<unknown> {
    return await this.service.makerOf(context, key);
  }

  @Mutation(() => CreateApiKeyPayload, { description: 'Makes an API key; its secret is answered this once.' })
  async createApiKey(
    @Arg('input', () => CreateApiKeyInput) input: CreateApiKeyInput, @Ctx() { actor }: RequestContext,
  ): Promise<unknown> {
    return await payload(() => this.service.create(actor, input));
  }

  @Mutation(() => RevokeApiKeyPayload, { description: 'Ends an API key with its next request, and all keys that were made with it.' })
  async revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput) input: RevokeApiKeyInput, @Ctx() context: RequestContext,
  ): Promise<RevokeApiKeyPayload> {
    return await payload(async () => ({ revokedApiKeyId: await this.service.revoke(context, input.apiKeyId) }));
  }
}
