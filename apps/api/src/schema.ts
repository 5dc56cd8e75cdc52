import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type ClassType } from 'type-graphql';
import './access/permission.type';
import { SiteResolver } from './access/site.resolver';
import type { Site } from './access/site.type';
import { ApiKeyResolver, MembershipApiKeysResolver, ProjectSpaceApiKeysResolver } from './api-keys/api-key.resolver';
import { BulkDownloadResolver, ProjectSpaceBulkDownloadsResolver } from './bulk-download/bulk-download.resolver';
import {
  BulkUploadResolver, BulkUploadRowResolver, ProjectSpaceBulkUploadsResolver,
} from './bulk-upload/bulk-upload.resolver';
import { ChangeStreamResolver } from './change-streams/change-stream.resolver';
import { HistoryResolver, ProjectSpaceHistoryResolver, ViewerHistoryResolver } from './history/history.resolver';
import { AcceptResolver } from './invitations/accept.resolver';
import {
  InvitationResolver, MembershipInvitationsResolver, ProjectSpaceInvitationsResolver,
} from './invitations/invitation.resolver';
import { FunnelResolver } from './invitations/funnel.resolver';
import { InvitationDeliveryResolver } from './invitations/invitation-delivery.resolver';
import { InviteResolver } from './invitations/invite.resolver';
import { LocationResolver, ProjectSpaceLocationsResolver } from './locations/location.resolver';
import { UndeliverableResolver } from './mail-delivery/undeliverable.resolver';
import {
  MembershipResolver, ProjectSpaceMembershipsResolver, ViewerMembershipsResolver,
} from './memberships/membership.resolver';
import { RemovalResolver } from './memberships/removal.resolver';
import { SelectionResolver } from './memberships/selection.resolver';
import { TwoFactorReminderResolver } from './memberships/two-factor-reminder.resolver';
import { boundLists } from './platform/graphql/list-budget';
import { DateTime } from './platform/graphql/scalars';
import { noBroker, openStreamsWith } from './platform/graphql/streams';
import { ProjectSpaceResolver } from './project-spaces/project-space.resolver';
import { ProjectSpaceRolesResolver, RoleResolver } from './roles/role.resolver';
import type { Services } from './services';
import { EmailChangeResolver } from './sign-in/email-change.resolver';
import { OwnSessionsResolver } from './sign-in/own-sessions.resolver';
import { SignInResolver } from './sign-in/sign-in.resolver';
import { SupportResolver } from './support/support.resolver';
import { ViewerSupportResolver } from './support/viewer-support.resolver';
import { TwoFactorResolver } from './two-factor/two-factor.resolver';
import { ProjectSpaceWebhooksResolver, WebhookResolver } from './webhooks/webhook.resolver';

/** Every resolver with the service it calls. */
function resolversOf(services: Services, site: Site): object[] {
  const { projectSpaces, locations, roles, memberships, invitations } = services;
  return [
    new SiteResolver(site),
    new ProjectSpaceResolver(projectSpaces, services.settings),
    new ProjectSpaceLocationsResolver(locations),
    new LocationResolver(locations, services.locationEdits),
    new TwoFactorResolver(services.twoFactor),
    new SignInResolver(services.signIn, services.passwordResets, services.notMe),
    new OwnSessionsResolver(services.ownSessions, services.signIn),
    new EmailChangeResolver(services.emailChanges),
    new ProjectSpaceRolesResolver(roles),
    new RoleResolver(roles, services.roleEdits),
    new ProjectSpaceMembershipsResolver(memberships),
    new ViewerMembershipsResolver(memberships),
    new MembershipResolver(memberships, projectSpaces),
    new RemovalResolver(services.removals),
    new SelectionResolver(services.selections),
    new ProjectSpaceHistoryResolver(services.history),
    new ViewerHistoryResolver(services.ownHistory),
    new HistoryResolver(services.history),
    new TwoFactorReminderResolver(services.twoFactorReminders),
    new UndeliverableResolver(services.addressBlocks),
    new ProjectSpaceInvitationsResolver(invitations),
    new MembershipInvitationsResolver(invitations),
    new InvitationResolver(invitations, services.corrections, projectSpaces),
    new FunnelResolver(services.funnel),
    new InvitationDeliveryResolver(services.deliveryRows),
    new InviteResolver(services.invite, services.addressStatuses),
    new AcceptResolver(services.accept, services.newInvitationRequests),
    new ProjectSpaceBulkDownloadsResolver(services.bulkDownloads),
    new BulkDownloadResolver(services.bulkDownloads),
    new ProjectSpaceApiKeysResolver(services.apiKeys),
    new MembershipApiKeysResolver(services.apiKeys),
    new ApiKeyResolver(services.apiKeys),
    new ViewerSupportResolver(),
    new ProjectSpaceWebhooksResolver(services.webhooks),
    new WebhookResolver(services.webhooks, services.webhookDeliveries),
    new ProjectSpaceBulkUploadsResolver(services.bulkUploads),
    new BulkUploadResolver(services.bulkUploads, services.resultFiles, projectSpaces),
    new BulkUploadRowResolver(),
    new ChangeStreamResolver(services.bulkUploads, services.bulkDownloads),
    new SupportResolver(
      services.lookUps, services.unblocking, services.twoFactorResets, services.adminRemovals, services.plans,
      services.accountActivity),
  ];
}

export function createSchema(services: Services, site: Site): GraphQLSchema {
  const instances = new Map<unknown, object>(
    resolversOf(services, site).map((resolver) => [resolver.constructor, resolver]));
  const classes = [...instances.keys()] as [ClassType, ...ClassType[]];
  const schema = buildSchemaSync({
    pubSub: noBroker,
    resolvers: classes,
    container: { get: (resolver) => instances.get(resolver) },
    validate: false,
    scalarsMap: [{ type: Date, scalar: DateTime }],
  });
  openStreamsWith(schema, {
    invitationsChanged: async (context, { projectSpaceId }) => await services.changeStreams.ofInvitations(context, String(projectSpaceId)),
    bulkUploadChanged: async (context, { bulkUploadId }) => await services.changeStreams.ofUpload(context, String(bulkUploadId)),
    bulkDownloadChanged: async (context, { bulkDownloadId }) => await services.changeStreams.ofDownload(context, String(bulkDownloadId)),
  });
  boundLists(schema);
  return schema;
}
