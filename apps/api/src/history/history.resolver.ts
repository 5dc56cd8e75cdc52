import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import type { AuditChange } from '../audit/audit-event.entity';
import { ProjectSpaceType } from '../project-spaces/project-space.type';
import { ViewerType } from '../web-users/viewer.type';
import type { WebUserRow } from '../web-users/web-user.entity';
import { WebUserType } from '../web-users/web-user.type';
import type { HistoryRow } from './history.repository';
import { type HistoryService } from './history.service';
import { AuditArguments, AuditChangeType, AuditEventConnection, AuditEventType, OwnHistoryArguments } from './history.type';
import { type OwnHistoryService } from './own-history.service';

@Resolver(() => ProjectSpaceType)
export class ProjectSpaceHistoryResolver {
  constructor(private readonly service: HistoryService) {}

  @FieldResolver(() => AuditEventConnection, { nullable: true, description: 'What happened, newest first.' })
  async auditEvents(
    @Root() space: ProjectSpaceType, @Args(() => AuditArguments) { filter, first, after }: AuditArguments,
    @Ctx() { actor }: RequestContext,
  ): Promise<unknown> {
    return await this.service.list(actor, space.id, filter ?? {}, first, after);
  }
}

@Resolver(() => ViewerType)
export class ViewerHistoryResolver {
  constructor(private readonly service: OwnHistoryService) {}

  @FieldResolver(() => AuditEventConnection, { description: "What happened to the viewer's own account, newest first." })
  async securityEvents(
    @Args(() => OwnHistoryArguments) { first, after }: OwnHistoryArguments, @Ctx() { actor }: RequestContext,
  ): Promise<unknown> {
    return await this.service.list(actor, first, after);
  }
}

@Resolver(() => AuditEventType)
export class HistoryResolver {
  constructor(private readonly service: HistoryService) {}

  @FieldResolver(() => WebUserType, { nullable: true, description: 'Who did it; null for the system, for somebody the viewer does not see, and for people who are no member any more.' })
  async actor(@Root() event: HistoryRow, @Ctx() context: RequestContext): Promise<WebUserRow | null> {
    return await this.service.actorOf(context, event);
  }

  @FieldResolver(() => String, { nullable: true, description: "The actor's address as of the event." })
  async actorEmail(@Root() event: HistoryRow, @Ctx() context: RequestContext): Promise<string | null> {
    return await this.service.actorEmailOf(context, event);
  }

  @FieldResolver(() => [AuditChangeType], { description: 'Before and after.' })
  changes(@Root() event: HistoryRow, @Ctx() { actor }: RequestContext): AuditChange[] {
    return this.service.changesOf(actor, event);
  }
}
