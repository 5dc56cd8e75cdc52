import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver } from 'type-graphql';
import { requireSupport, requireSupportReader } from '../access/access';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import { type UnblockingService } from '../mail-delivery/unblocking.service';
import { type TwoFactorResetService } from '../two-factor/two-factor-reset.service';
import { type AccountActivityService } from './account-activity.service';
import { type AdminRemovalService } from './admin-removal.service';
import { type LookUpService } from './look-up.service';
import { type PlanService } from './plan.service';
import {
  SupportAddressType, SupportPayload, SupportProjectSpaceType, SupportRemoveAdminInput, SupportResetTwoFactorInput,
  SupportSetAccountActiveInput, SupportSetPlanInput, SupportType, SupportUnblockAddressInput, SupportWebUserType,
} from './support.type';

const outcomeOf = async (act: () => Promise<string | null | void>): Promise<SupportPayload> => ({
  done: false, ...await payload(async () => await act().then((fault) => ({ done: true, providerFault: fault ?? null }))),
});

@Resolver(() => SupportType)
export class SupportResolver {
  constructor(
    private readonly lookUps: LookUpService,
    private readonly unblocking: UnblockingService,
    private readonly resets: TwoFactorResetService,
    private readonly admins: AdminRemovalService,
    private readonly plans: PlanService,
    private readonly accounts: AccountActivityService,
  ) {}

  @Query(() => SupportType, { nullable: true, description: 'What staff look up; FORBIDDEN for others.' })
  support(@Ctx() { actor }: RequestContext): SupportType {
    requireSupportReader(actor);
    return {};
  }

  @FieldResolver(() => SupportAddressType, { nullable: true, description: 'What became of mail to an address.' })
  async address(
    @Arg('email', () => String, { description: 'In any case.' }) email: string, @Ctx() { actor }: RequestContext,
  ): Promise<SupportAddressType | null> {
    requireSupportReader(actor);
    return await this.unblocking.lookUp(email);
  }

  @FieldResolver(() => SupportWebUserType, { nullable: true, description: 'An account, by either of its addresses.' })
  async webUser(
    @Arg('email', () => String, { description: 'In any case.' }) email: string, @Ctx() { actor }: RequestContext,
  ): Promise<SupportWebUserType | null> {
    requireSupportReader(actor);
    return await this.lookUps.webUser(email);
  }

  @FieldResolver(() => SupportProjectSpaceType, { nullable: true, description: 'A project space, with its plan and admins.' })
  async projectSpace(
    @Arg('slug', () => String, { description: 'As in its address.' }) slug: string, @Ctx() { actor }: RequestContext,
  ): Promise<SupportProjectSpaceType | null> {
    requireSupportReader(actor);
    return await this.lookUps.projectSpace(slug);
  }

  @Mutation(() => SupportPayload, { description: 'Clears what counted against an address, with the mail provider too.' })
  async supportUnblockAddress(
    @Arg('input', () => SupportUnblockAddressInput) input: SupportUnblockAddressInput, @Ctx() { actor }: RequestContext,
  ): Promise<SupportPayload> {
    const staff = requireSupport(actor);
    return await outcomeOf(async () => await this.unblocking.unblock(staff, input.email, input.reason));
  }

  @Mutation(() => SupportPayload, { description: 'Takes away the two-factor of a person who lost it; they are mailed, their sessions end.' })
  async supportResetTwoFactor(
    @Arg('input', () => SupportResetTwoFactorInput) input: SupportResetTwoFactorInput, @Ctx() { actor }: RequestContext,
  ): Promise<SupportPayload> {
    const staff = requireSupport(actor);
    return await outcomeOf(async () => await this.resets.reset(staff, input));
  }

  @Mutation(() => SupportPayload, { description: 'Removes or replaces an admin, be it the only one.' })
  async supportRemoveAdmin(
    @Arg('input', () => SupportRemoveAdminInput) input: SupportRemoveAdminInput, @Ctx() { actor }: RequestContext,
  ): Promise<SupportPayload> {
    const staff = requireSupport(actor);
    return await outcomeOf(async () => await this.admins.remove(staff, input));
  }

  @Mutation(() => SupportPayload, { description: "Sets a project space's plan." })
  async supportSetPlan(
    @Arg('input', () => SupportSetPlanInput) input: SupportSetPlanInput, @Ctx() { actor }: RequestContext,
  ): Promise<SupportPayload> {
    const staff = requireSupport(actor);
    return await outcomeOf(async () => await this.plans.set(staff, input));
  }

  @Mutation(() => SupportPayload, { description: 'Deactivates or reactivates an account as a whole.' })
  async supportSetAccountActive(
    @Arg('input', () => SupportSetAccountActiveInput) input: SupportSetAccountActiveInput, @Ctx() { actor }: RequestContext,
  ): Promise<SupportPayload> {
    const staff = requireSupport(actor);
    return await outcomeOf(async () => await this.accounts.set(staff, input));
  }
}
