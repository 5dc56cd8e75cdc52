import { GraphQLError } from 'graphql';
import { refuseWhereClosed, requireAnyOf, requireIdentified } from '../access/access';
import type { Actor, Identified } from '../access/actor';
import type { RequestContext } from '../access/context';
import { Permission } from '../access/permission';
import { type PresentActors } from '../access/present-actor.service';
import { type BulkDownload } from '../bulk-download/bulk-download.entity';
import { type BulkDownloadService } from '../bulk-download/bulk-download.service';
import { type BulkUpload } from '../bulk-upload/bulk-upload.entity';
import { type BulkUploadService } from '../bulk-upload/bulk-upload.service';
import { type InvitationRepository } from '../invitations/invitation.repository';
import { type ChangeFeed } from '../platform/changes/change-feed';
import { openStream, type StreamedSubject } from '../platform/changes/change-stream';
import { type OpenStreams } from '../platform/changes/open-streams';
import { forbidden } from '../platform/graphql/faults';
import type { StreamScope } from '../platform/graphql/stream-scope';

const MOST_NAMED = 100;

export interface InvitationChanges {
  invitationIds: string[];
  hasMore: boolean;
}

type Context = RequestContext & StreamScope;
type Opened<Event> = Promise<AsyncGenerator<Event, void>>;
type Subject = Omit<StreamedSubject, 'owner'>;

/** Streams of what changes. Each event is judged anew, as who listens may have lost the right since (ROL-6, ROL-7). */
export class ChangeStreamService {
  constructor(
    private readonly feed: ChangeFeed,
    private readonly streams: OpenStreams,
    private readonly presentActors: PresentActors,
    private readonly invitations: InvitationRepository,
    private readonly uploads: BulkUploadService,
    private readonly downloads: BulkDownloadService,
  ) {}

  async ofInvitations(context: Context, projectSpaceId: string): Opened<InvitationChanges> {
    const look = async (actor: Actor, ids: string[]) => {
      const standing = requireAnyOf(actor, projectSpaceId, Permission.VIEW_WEB_USERS);
      const seen = standing.area === null || ids.length === 0 ? ids : await this.invitations.seenAmong(standing, ids);
      if (seen.length === 0 && ids.length > 0) return null;
      return { invitationIds: seen.slice(0, MOST_NAMED), hasMore: seen.length > MOST_NAMED };
    };
    requireIdentified(context.actor);
    await look(context.actor, []);
    return await this.open(context, { projectSpaceId, matter: 'invitation' }, look);
  }

  async ofUpload(context: Context, id: string): Opened<BulkUpload> {
    return await this.ofOne(context, id, 'bulk_upload', async (actor) => await this.uploads.find(actor, id));
  }

  async ofDownload(context: Context, id: string): Opened<BulkDownload> {
    return await this.ofOne(context, id, 'bulk_download', async (actor) => await this.downloads.find(actor, id));
  }

  private async ofOne<One extends { projectSpaceId: string }>(
    context: Context, id: string, matter: string, find: (actor: Actor) => Promise<One | null>,
  ): Opened<One> {
    requireIdentified(context.actor);
    const found = await find(context.actor);
    if (!found) refuseWhereClosed(context.actor);
    // One that is not there, and one that is not shown to them, are answered alike.
    if (!found) throw forbidden('There is nothing here for you to follow. It may be somebody else\'s, or gone.');
    return await this.open(context, { projectSpaceId: found.projectSpaceId, matter, subjectId: id },
      async (actor) => (await find(actor)) ?? undefined);
  }

  private async open<Event extends object>(
    { actor, isBehind }: Context, subject: Subject, look: (actor: Actor, ids: string[]) => Promise<Event | null | undefined>,
  ): Opened<Event> {
    const asker = requireIdentified(actor);
    return await openStream(this.feed, this.streams, {
      ...subject, owner: ownerOf(asker), isBehind: () => isBehind(),
      read: async (ids) => {
        const present = await this.presentActors.of(asker);
        return present ? await look(present, ids).catch(endWhereRefused) : undefined;
      },
    });
  }
}

const ownerOf = (actor: Identified) => (actor.kind === 'api-key' ? actor.apiKeyId : actor.webUserId);

/** Who has lost the right is told by the answer when they begin anew. */
function endWhereRefused(error: unknown): undefined {
  if (!(error instanceof GraphQLError)) throw error;
}
