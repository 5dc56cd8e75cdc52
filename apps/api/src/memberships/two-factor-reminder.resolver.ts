import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import { type TwoFactorReminderService } from './two-factor-reminder.service';
import { RemindTwoFactorInput, RemindTwoFactorPayload } from './two-factor-reminder.type';

@Resolver()
export class TwoFactorReminderResolver {
  constructor(private readonly service: TwoFactorReminderService) {}

  @Mutation(() => RemindTwoFactorPayload, { description: 'Mails the members who lack two-factor, each at most once a day.' })
  async remindTwoFactor(
    @Arg('input', () => RemindTwoFactorInput) { projectSpaceId }: RemindTwoFactorInput, @Ctx() { actor }: RequestContext,
  ): Promise<RemindTwoFactorPayload> {
    return await payload(async () => ({ mailed: await this.service.remind(actor, projectSpaceId) }));
  }
}
