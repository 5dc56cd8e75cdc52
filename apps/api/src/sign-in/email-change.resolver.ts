import { Arg, Ctx, FieldResolver, Mutation, Resolver } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import { type EmailChangeService } from './email-change.service';
import {
  ConfirmEmailChangeInput, ConfirmEmailChangePayload, RequestEmailChangeInput, RequestEmailChangePayload,
} from './email-change.type';
import { ViewerType } from '../web-users/viewer.type';

@Resolver(() => ViewerType)
export class EmailChangeResolver {
  constructor(private readonly service: EmailChangeService) {}

  @FieldResolver(() => String, { nullable: true, description: 'An e-mail asked for and not yet confirmed.' })
  async pendingEmail(@Ctx() { actor }: RequestContext): Promise<string | null> {
    return await this.service.pendingOf(actor);
  }

  @Mutation(() => RequestEmailChangePayload, { description: 'Mails a link to the new address, and tells the present one.' })
  async requestEmailChange(
    @Arg('input', () => RequestEmailChangeInput) { newEmail, password, code }: RequestEmailChangeInput,
    @Ctx() context: RequestContext,
  ): Promise<RequestEmailChangePayload> {
    return await payload(async () => {
      await this.service.request(context, newEmail, password, code ?? null);
      return {};
    });
  }

  @Mutation(() => ConfirmEmailChangePayload, { description: 'Makes the new address the e-mail of its account, once per link.' })
  async confirmEmailChange(
    @Arg('input', () => ConfirmEmailChangeInput) { token }: ConfirmEmailChangeInput, @Ctx() context: RequestContext,
  ): Promise<ConfirmEmailChangePayload> {
    return await payload(async () => ({ email: await this.service.confirm(context, token) }));
  }
}
