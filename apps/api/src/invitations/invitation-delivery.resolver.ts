import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { type DeliveryEventRow, type DeliveryRepository } from '../mail-delivery/delivery.repository';
import { DeliveryEventType } from '../mail-delivery/delivery-event.type';
import type { InvitationRow } from './invitation-row.repository';
import { InvitationType } from './invitation.type';

@Resolver(() => InvitationType)
export class InvitationDeliveryResolver {
  constructor(private readonly deliveries: DeliveryRepository) {}

  @FieldResolver(() => [DeliveryEventType], { description: 'What became of its mails, oldest first; of the newest 100 events.' })
  async deliveryEvents(@Root() { id }: InvitationRow, @Ctx() context: RequestContext): Promise<DeliveryEventRow[]> {
    return (await context.loader(this.deliveries.timeLines).load(id)) ?? [];
  }
}
