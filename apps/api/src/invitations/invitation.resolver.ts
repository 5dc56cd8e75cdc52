import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import type { LocationRow } from '../locations/location.repository';
import { LocationType } from '../locations/location.type';
import { MembershipType } from '../memberships/membership.type';
import type { MembershipRow } from '../memberships/membership-row.repository';
import { SortDirection } from '../platform/database/ordering';
import { type ProjectSpaceService } from '../project-spaces/project-space.service';
import { ProjectSpaceType } from '../project-spaces/project-space.type';
import type { WebUserRow } from '../web-users/web-user.entity';
import { WebUserType } from '../web-users/web-user.type';
import { type CorrectionService } from './correction.service';
import { InvitationOrderField, InvitationStatus } from './invitation-list.repository';
import { type InvitationService } from './invitation.service';
import {
  InvitationArguments, InvitationConnection, InvitationIdsInput, InvitationPayload, InvitationsPayload,
  InvitationType, RemoveInvitationInput, RemoveInvitationPayload, ResendInvitationInput, UpdateInvitationInput,
} from './invitation.type';
import type { InvitationRow } from './invitation-row.repository';

const NEWEST_FIRST = { field: InvitationOrderField.INVITED_AT, direction: SortDirection.DESC };

@Resolver(() => ProjectSpaceType)
export class ProjectSpaceInvitationsResolver {
  constructor(private readonly service: InvitationService) {}

  @FieldResolver(() => InvitationConnection, { nullable: true, description: 'The open invitations, a page at a time.' })
  async invitations(
    @Root() space: ProjectSpaceType, @Args(() => InvitationArguments) asked: InvitationArguments,
    @Ctx() { actor }: RequestContext,
  ): Promise<unknown> {
    return await this.service.list(actor, space.id, asked, asked.filter ?? {}, asked.orderBy ?? NEWEST_FIRST);
  }

  @FieldResolver(() => InvitationType, { nullable: true, description: 'One open invitation.' })
  async invitation(
    @Root() space: ProjectSpaceType, @Arg('id', () => ID, { description: 'Which invitation.' }) id: string, @Ctx() { actor }: RequestContext,
  ): Promise<unknown> {
    return await this.service.find(actor, space.id, id);
  }
}

@Resolver(() => MembershipType)
export class MembershipInvitationsResolver {
  constructor(private readonly service: InvitationService) {}

  @FieldResolver(() => Int, { description: 'Their open invitations to others, in this project space.' })
  async sentInvitationCount(@Root() member: MembershipRow, @Ctx() context: RequestContext): Promise<number> {
    return await this.service.sentCountOf(context, member);
  }
}

@Resolver(() => InvitationType)
export class InvitationResolver {
  constructor(
    private readonly service: InvitationService,
    private readonly corrections: CorrectionService,
    private readonly spaces: ProjectSpaceService,
  ) {}

  @FieldResolver(() => ProjectSpaceType, { description: 'Where to.' })
  projectSpace(@Root() invitation: InvitationRow, @Ctx() { actor }: RequestContext): unknown {
    return this.spaces.of(actor, invitation.projectSpaceId);
  }

  @FieldResolver(() => [LocationType], { description: 'Those the viewer sees; the first is the primary one.' })
  locations(@Root() invitation: InvitationRow, @Ctx() { actor }: RequestContext): LocationRow[] {
    return this.service.locationsOf(actor, invitation);
  }

  @FieldResolver(() => WebUserType, { nullable: true, description: 'Who invited; null for Usher itself, for somebody the viewer does not see, and for people who are no member any more.' })
  async invitedBy(@Root() invitation: InvitationRow, @Ctx() context: RequestContext): Promise<WebUserRow | null> {
    return await this.service.inviterOf(context, invitation);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'Of who invited; `formerMember` says since when they are gone.' })
  async invitedById(@Root() invitation: InvitationRow, @Ctx() context: RequestContext): Promise<string | null> {
    return await this.service.inviterIdOf(context, invitation);
  }

  @FieldResolver(() => InvitationStatus, { description: 'Pending until it expires.' })
  status(@Root() invitation: InvitationRow): InvitationStatus {
    return this.service.statusOf(invitation);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may change role or locations.' })
  viewerCanEdit(@Root() invitation: InvitationRow, @Ctx() { actor }: RequestContext): boolean {
    return this.service.viewerCan(actor, invitation).edit;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may send it again.' })
  viewerCanResend(@Root() invitation: InvitationRow, @Ctx() { actor }: RequestContext): boolean {
    return this.service.viewerCan(actor, invitation).resend;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may delete it.' })
  viewerCanRemove(@Root() invitation: InvitationRow, @Ctx() { actor }: RequestContext): boolean {
    return this.service.viewerCan(actor, invitation).remove;
  }

  @Mutation(() => InvitationPayload, { description: 'Changes role or locations: sends no mail, moves no clock. Correcting the address sends a new invitation in its place.' })
  async updateInvitation(
    @Arg('input', () => UpdateInvitationInput) input: UpdateInvitationInput, @Ctx() { actor }: RequestContext,
  ): Promise<InvitationPayload> {
    return await payload(async () => ({ invitation: await this.corrections.change(actor, input) }));
  }

  @Mutation(() => InvitationPayload, { description: 'Sends a new link with 30 new days; the old link stops working.' })
  async resendInvitation(
    @Arg('input', () => ResendInvitationInput) input: ResendInvitationInput, @Ctx() { actor }: RequestContext,
  ): Promise<InvitationPayload> {
    return await payload(async () => ({ invitation: await this.service.resend(actor, input.invitationId) }));
  }

  @Mutation(() => InvitationsPayload, { description: 'Resends up to 100, each with its own outcome.' })
  async resendInvitations(
    @Arg('input', () => InvitationIdsInput) input: InvitationIdsInput, @Ctx() { actor }: RequestContext,
  ): Promise<InvitationsPayload> {
    return { outcomes: [], ...(await payload(() => this.service.resendMany(actor, input.invitationIds))) } as InvitationsPayload;
  }

  @Mutation(() => RemoveInvitationPayload, { description: 'Deletes an invitation; its link ends at once.' })
  async removeInvitation(
    @Arg('input', () => RemoveInvitationInput) input: RemoveInvitationInput, @Ctx() { actor }: RequestContext,
  ): Promise<RemoveInvitationPayload> {
    return await payload(async () => ({ removedInvitationId: (await this.service.remove(actor, input.invitationId)).id }));
  }

  @Mutation(() => InvitationsPayload, { description: 'Deletes up to 100, each with its own outcome.' })
  async removeInvitations(
    @Arg('input', () => InvitationIdsInput) input: InvitationIdsInput, @Ctx() { actor }: RequestContext,
  ): Promise<InvitationsPayload> {
    return { outcomes: [], ...(await payload(() => this.service.removeMany(actor, input.invitationIds))) } as InvitationsPayload;
  }
}
