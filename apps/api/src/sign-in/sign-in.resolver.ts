import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import { SetsCookies } from '../platform/idempotency/never-stored';
import type { WebUser } from '../web-users/web-user.entity';
import { type NotMeService } from './not-me.service';
import { type PasswordResetService } from './password-reset.service';
import { type SignInService } from './sign-in.service';
import {
  ChangePasswordInput, ChangePasswordPayload, ReportNotMeInput, ReportNotMePayload, RequestPasswordResetInput, RequestPasswordResetPayload,
  ResetPasswordInput, ResetPasswordPayload, SignInInput, SignInPayload, SignOutPayload, UpdateProfileInput,
  UpdateProfilePayload, VerifyTwoFactorInput,
} from './sign-in.type';
import { ViewerType } from '../web-users/viewer.type';

const viewerOf = (webUser: WebUser | null): ViewerType | null => webUser && { webUser };
const nothing = async (work: Promise<void>) => {
  await work;
  return {};
};

@Resolver()
export class SignInResolver {
  constructor(
    private readonly service: SignInService, private readonly resets: PasswordResetService,
    private readonly notMe: NotMeService,
  ) {}

  @Query(() => ViewerType, { nullable: true, description: 'The signed-in person, or null.' })
  async viewer(@Ctx() context: RequestContext): Promise<ViewerType | null> {
    return viewerOf(await this.service.viewer(context));
  }

  @SetsCookies()
  @Mutation(() => SignInPayload, { description: 'Signs in; the answer sets the session cookies.' })
  async signIn(
    @Arg('input', () => SignInInput) input: SignInInput, @Ctx() context: RequestContext,
  ): Promise<SignInPayload> {
    return await payload(async () => {
      const { webUser, challenge } = await this.service.signIn(context, input.email, input.password);
      return { viewer: viewerOf(webUser), challenge };
    });
  }

  @SetsCookies()
  @Mutation(() => SignInPayload, { description: 'The second step of signing in, with a code of the device or a backup code.' })
  async verifyTwoFactor(
    @Arg('input', () => VerifyTwoFactorInput) { challenge, code }: VerifyTwoFactorInput, @Ctx() context: RequestContext,
  ): Promise<SignInPayload> {
    return await payload(async () => ({ viewer: viewerOf(await this.service.answerChallenge(context, challenge, code)) }));
  }

  @SetsCookies()
  @Mutation(() => SignOutPayload, { description: 'Ends the present session.' })
  async signOut(@Ctx() context: RequestContext): Promise<SignOutPayload> {
    return await payload(() => nothing(this.service.signOut(context)));
  }

  @SetsCookies()
  @Mutation(() => SignInPayload, { description: 'Rotates the session; `viewer` is null where there is none.' })
  async refreshSession(@Ctx() context: RequestContext): Promise<SignInPayload> {
    return await payload(async () => ({ viewer: viewerOf(await this.service.refresh(context)) }));
  }

  @Mutation(() => RequestPasswordResetPayload, { description: 'Mails a link that sets a new password.' })
  async requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput) input: RequestPasswordResetInput, @Ctx() context: RequestContext,
  ): Promise<RequestPasswordResetPayload> {
    return await payload(() => nothing(this.resets.request(context, input.email)));
  }

  @Mutation(() => ResetPasswordPayload, { description: 'Sets a new password by a mailed link, once.' })
  async resetPassword(
    @Arg('input', () => ResetPasswordInput) input: ResetPasswordInput, @Ctx() context: RequestContext,
  ): Promise<ResetPasswordPayload> {
    return await payload(() => nothing(this.resets.reset(context, input.token, input.newPassword)));
  }

  @Mutation(() => ReportNotMePayload, { description: 'Answers a security notice by its mailed link, once: ends all sessions and the password, and mails a link to choose a new one.' })
  async reportNotMe(
    @Arg('input', () => ReportNotMeInput) { token }: ReportNotMeInput, @Ctx() context: RequestContext,
  ): Promise<ReportNotMePayload> {
    return await payload(() => nothing(this.notMe.report(context, token)));
  }

  @Mutation(() => UpdateProfilePayload, { description: "Changes the viewer's name." })
  async updateProfile(
    @Arg('input', () => UpdateProfileInput) input: UpdateProfileInput, @Ctx() context: RequestContext,
  ): Promise<UpdateProfilePayload> {
    return await payload(async () => ({ viewer: viewerOf(await this.service.changeProfile(context, input)) }));
  }

  @Mutation(() => ChangePasswordPayload, { description: "Changes the viewer's password." })
  async changePassword(
    @Arg('input', () => ChangePasswordInput) input: ChangePasswordInput, @Ctx() context: RequestContext,
  ): Promise<ChangePasswordPayload> {
    return await payload(() => nothing(this.service.changePassword(context, input.currentPassword, input.newPassword)));
  }
}
