import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Payload } from '../access/user-error.type';
import { Secret } from '../platform/idempotency/never-stored';
import { connectionType } from '../platform/graphql/connection';
import { DateTime } from '../platform/graphql/scalars';
import { WebhookEvent } from './webhook-event';
import type { WebhookDelivery } from './webhook-delivery.entity';
import type { Webhook } from './webhook.entity';
import type { NewWebhook, WebhookChange } from './webhook.service';

registerEnumType(WebhookEvent, {
  name: 'WebhookEvent', description: 'What integrators are told of. `MEMBERSHIP_REMOVED` is `membership.removed` in a body.',
  valuesConfig: {
    INVITATION_CREATED: { description: 'Somebody was invited.' },
    INVITATION_DELIVERED: { description: "The invitation's mail arrived." },
    INVITATION_UNDELIVERABLE: { description: "The invitation's mail cannot be delivered." },
    INVITATION_ACCEPTED: { description: 'The invited person joined; MEMBERSHIP_CREATED comes with it.' },
    INVITATION_EXPIRED: { description: 'Its 30 days are over.' },
    INVITATION_REMOVED: { description: 'It was deleted, declined or replaced; its `status` says which.' },
    MEMBERSHIP_CREATED: { description: 'Somebody joined.' },
    MEMBERSHIP_CHANGED: { description: 'Another role, other locations, deactivated or reactivated.' },
    MEMBERSHIP_REMOVED: { description: 'Somebody lost the project space; can be undone for 7 days.' },
    MEMBERSHIP_RESTORED: { description: 'A removal was undone.' },
  },
});

@ObjectType('Webhook', { simpleResolvers: true, description: "Where a project space's events are sent to, signed after Standard Webhooks." })
export class WebhookType implements Pick<Webhook, 'id' | 'url' | 'events' | 'enabled' | 'createdAt'> {
  @Field(() => ID, { description: 'Stays for ever.' })
  id!: string;

  @Field(() => String, { description: 'Each event is a POST to it.' })
  url!: string;

  @Field(() => [WebhookEvent], { description: 'Of what it is told.' })
  events!: WebhookEvent[];

  @Field(() => Boolean, { description: 'Switched off, it is told nothing. An answer of 410 switches it off.' })
  enabled!: boolean;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;
}

@ObjectType('WebhookDelivery', { simpleResolvers: true, description: 'One event for one webhook, and what became of it; kept for 7 days.' })
class WebhookDeliveryType implements Pick<
  WebhookDelivery, 'id' | 'event' | 'at' | 'attempts' | 'statusCode' | 'succeeded' | 'error' | 'nextAttemptAt' | 'body'> {
  @Field(() => ID, { description: 'Also the `webhook-id` header, the same with every attempt.' })
  id!: string;

  @Field(() => WebhookEvent, { description: 'What happened.' })
  event!: WebhookEvent;

  @Field(() => DateTime, { description: 'When it happened.' })
  at!: Date;

  @Field(() => Int, { description: 'How often it was tried.' })
  attempts!: number;

  @Field(() => Int, { nullable: true, description: 'Of the last answer; null where there was none.' })
  statusCode!: number | null;

  @Field(() => Boolean, { description: 'The last answer was of the kind 2xx.' })
  succeeded!: boolean;

  @Field(() => String, { nullable: true, description: 'What went wrong with the last attempt.' })
  error!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it is tried (again); null once it is delivered or given up.' })
  nextAttemptAt!: Date | null;

  @Field(() => String, { description: 'As sent, byte for byte.' })
  body!: string;
}

export const WebhookDeliveryConnection = connectionType(WebhookDeliveryType, 'WebhookDelivery');

@ArgsType()
export class DeliveryArguments {
  @Field(() => Int, { nullable: true, defaultValue: 50, description: 'How many, at most 200.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Begin after this cursor.' })
  after?: string | null;
}

@InputType({ description: 'Whom to tell, and of what.' })
export class CreateWebhookInput implements NewWebhook {
  @Field(() => ID, { description: 'Whose events.' })
  projectSpaceId!: string;

  @Field(() => String, { description: 'Begins with https://, without user name or password; not in a private network.' })
  url!: string;

  @Field(() => [WebhookEvent], { description: 'At least one.' })
  events!: WebhookEvent[];
}

@InputType({ description: 'Absent (or null) leaves as it is.' })
export class UpdateWebhookInput implements WebhookChange {
  @Field(() => ID, { description: 'Which webhook.' })
  webhookId!: string;

  @Field(() => String, { nullable: true, description: 'Another address; what waits goes there too.' })
  url?: string | null;

  @Field(() => [WebhookEvent], { nullable: true, description: 'All it shall be told of: at least one.' })
  events?: WebhookEvent[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Switches it on or off.' })
  enabled?: boolean | null;
}

@InputType({ description: 'Which webhook to delete.' })
export class DeleteWebhookInput {
  @Field(() => ID, { description: 'Goes with its log, and with what waits.' })
  webhookId!: string;
}

@InputType({ description: 'Which webhook gets a new secret.' })
export class RotateWebhookSecretInput {
  @Field(() => ID, { description: 'The former secret signs beside the new one for a day.' })
  webhookId!: string;
}

@InputType({ description: 'Which webhook to try out.' })
export class TestWebhookInput {
  @Field(() => ID, { description: 'Is sent its first event with `"test": true` in the data.' })
  webhookId!: string;
}

@InputType({ description: 'Which delivery to send again.' })
export class ResendWebhookDeliveryInput {
  @Field(() => ID, { description: 'The same body with the same `webhook-id`, at once.' })
  deliveryId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The webhook with its secret, shown this once; or why there is none.' })
export class CreateWebhookPayload extends Payload {
  @Field(() => WebhookType, { nullable: true, description: 'Null when refused.' })
  webhook?: WebhookType;

  @Secret()
  @Field(() => String, { nullable: true, description: 'Verifies deliveries; begins with `whsec_`.' })
  secret?: string;
}

@ObjectType({ simpleResolvers: true, description: 'The webhook as it is now, or why nothing was changed.' })
export class WebhookPayload extends Payload {
  @Field(() => WebhookType, { nullable: true, description: 'Null when refused.' })
  webhook?: WebhookType;
}

@ObjectType({ simpleResolvers: true, description: 'What was deleted, or why nothing was.' })
export class DeleteWebhookPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'Null when refused.' })
  deletedWebhookId?: string;
}
