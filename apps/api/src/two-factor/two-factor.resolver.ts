import { Arg, Ctx, FieldResolver, Mutation, Resolver } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import { ViewerType } from '../web-users/viewer.type';
import { type TwoFactorService } from './two-factor.service';
import {
  BeginTwoFactorSetupPayload, ConfirmTwoFactorSetupInput, ConfirmTwoFactorSetupPayload, DisableTwoFactorInput,
  DisableTwoFactorPayload, RegenerateBackupCodesInput, RegenerateBackupCodesPayload, TwoFactorStatusType,
} from './two-factor.type';

@Resolver(() => ViewerType)
export class TwoFactorResolver {
  constructor(private readonly service: TwoFactorService) {}

  @FieldResolver(() => TwoFactorStatusType, { description: 'Their second factor.' })
  async twoFactor(@Ctx() { actor }: RequestContext): Promise<TwoFactorStatusType> {
    return await this.service.statusOf(actor);
  }

  @Mutation(() => BeginTwoFactorSetupPayload, { description: 'Makes a secret for an authenticator.' })
  async beginTwoFactorSetup(@Ctx() { actor }: RequestContext): Promise<BeginTwoFactorSetupPayload> {
    return await payload(() => this.service.beginSetup(actor));
  }

  @Mutation(() => ConfirmTwoFactorSetupPayload, { description: 'Turns two-factor on, by the first code of the device, and ends the other sessions.' })
  async confirmTwoFactorSetup(
    @Arg('input', () => ConfirmTwoFactorSetupInput) { code }: ConfirmTwoFactorSetupInput, @Ctx() context: RequestContext,
  ): Promise<ConfirmTwoFactorSetupPayload> {
    return await payload(async () => {
      const { backupCodes, webUser } = await this.service.confirmSetup(context, code);
      return { backupCodes, viewer: { webUser } };
    });
  }

  @Mutation(() => DisableTwoFactorPayload, { description: 'Turns two-factor off.' })
  async disableTwoFactor(
    @Arg('input', () => DisableTwoFactorInput) { password, code }: DisableTwoFactorInput, @Ctx() context: RequestContext,
  ): Promise<DisableTwoFactorPayload> {
    return await payload(async () => ({ viewer: { webUser: await this.service.disable(context, password, code) } }));
  }

  @Mutation(() => RegenerateBackupCodesPayload, { description: 'Ten new backup codes in place of the former ones.' })
  async regenerateBackupCodes(
    @Arg('input', () => RegenerateBackupCodesInput) { code }: RegenerateBackupCodesInput, @Ctx() { actor }: RequestContext,
  ): Promise<RegenerateBackupCodesPayload> {
    return await payload(async () => ({ backupCodes: await this.service.regenerateBackupCodes(actor, code) }));
  }
}
