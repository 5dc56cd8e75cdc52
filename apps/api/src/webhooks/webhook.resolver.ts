import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import { ProjectSpaceType } from '../project-spaces/project-space.type';
import { type WebhookDeliveryService } from './webhook-delivery.service';
import type { Webhook } from './webhook.entity';
import { type WebhookService } from './webhook.service';
import {
  CreateWebhookInput, CreateWebhookPayload, DeleteWebhookInput, DeleteWebhookPayload, DeliveryArguments,
  ResendWebhookDeliveryInput, RotateWebhookSecretInput, TestWebhookInput, UpdateWebhookInput, WebhookDeliveryConnection,
  WebhookPayload, WebhookType,
} from './webhook.type';

@Resolver(() => ProjectSpaceType)
export class ProjectSpaceWebhooksResolver {
  constructor(private readonly service: WebhookService) {}

  @FieldResolver(() => [WebhookType], { nullable: true, description: 'Whom integrators want told; not for people limited to an area.' })
  async webhooks(@Root() space: ProjectSpaceType, @Ctx() { actor }: RequestContext): Promise<WebhookType[]> {
    return await this.service.list(actor, space.id);
  }

  @FieldResolver(() => WebhookType, { nullable: true, description: 'One of them; null where there is none.' })
  async webhook(
    @Root() space: ProjectSpaceType, @Arg('id', () => ID, { description: 'Which webhook.' }) id: string, @Ctx() { actor }: RequestContext,
  ): Promise<WebhookType | null> {
    return await this.service.find(actor, space.id, id);
  }
}

@Resolver(() => WebhookType)
export class WebhookResolver {
  constructor(private readonly service: WebhookService, private readonly log: WebhookDeliveryService) {}

  @FieldResolver(() => WebhookDeliveryConnection, { description: 'The log of the last 7 days, newest first.' })
  async deliveries(
    @Root() webhook: WebhookType, @Args(() => DeliveryArguments) { first, after }: DeliveryArguments,
    @Ctx() { actor }: RequestContext,
  ): Promise<unknown> {
    return await this.log.list(actor, webhook as Webhook, first, after);
  }

  @Mutation(() => CreateWebhookPayload, { description: 'Makes a webhook; its secret is shown this once.' })
  async createWebhook(
    @Arg('input', () => CreateWebhookInput) input: CreateWebhookInput, @Ctx() { actor }: RequestContext,
  ): Promise<CreateWebhookPayload> {
    return await payload(async () => await this.service.create(actor, input));
  }

  @Mutation(() => WebhookPayload, { description: 'Changes address or events, or switches it on or off.' })
  async updateWebhook(
    @Arg('input', () => UpdateWebhookInput) input: UpdateWebhookInput, @Ctx() { actor }: RequestContext,
  ): Promise<WebhookPayload> {
    return await payload(async () => ({ webhook: await this.service.change(actor, input) }));
  }

  @Mutation(() => DeleteWebhookPayload, { description: 'Deletes a webhook with its log.' })
  async deleteWebhook(
    @Arg('input', () => DeleteWebhookInput) input: DeleteWebhookInput, @Ctx() { actor }: RequestContext,
  ): Promise<DeleteWebhookPayload> {
    return await payload(async () => ({ deletedWebhookId: await this.service.delete(actor, input.webhookId) }));
  }

  @Mutation(() => CreateWebhookPayload, { description: 'Makes a new secret, shown this once.' })
  async rotateWebhookSecret(
    @Arg('input', () => RotateWebhookSecretInput) input: RotateWebhookSecretInput, @Ctx() { actor }: RequestContext,
  ): Promise<CreateWebhookPayload> {
    return await payload(async () => await this.service.rotateSecret(actor, input.webhookId));
  }

  @Mutation(() => WebhookPayload, { description: 'Sends a delivery about nobody, to try the receiver out.' })
  async testWebhook(
    @Arg('input', () => TestWebhookInput) input: TestWebhookInput, @Ctx() { actor }: RequestContext,
  ): Promise<WebhookPayload> {
    return await payload(async () => ({ webhook: await this.log.test(actor, input.webhookId) }));
  }

  @Mutation(() => WebhookPayload, { description: 'Sends a delivery again, at once.' })
  async resendWebhookDelivery(
    @Arg('input', () => ResendWebhookDeliveryInput) input: ResendWebhookDeliveryInput, @Ctx() { actor }: RequestContext,
  ): Promise<WebhookPayload> {
    return await payload(async () => ({ webhook: await this.log.resend(actor, input.deliveryId) }));
  }
}
