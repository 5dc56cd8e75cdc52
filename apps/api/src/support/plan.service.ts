import type { DataSource } from 'typeorm';
import { NotFound } from '../access/access.errors';
import type { Staff } from '../access/actor';
import { refusalOfNote } from '../access/support-note';
import { type AuditLog } from '../audit/audit-log.service';
import { isUuid } from '../platform/database/keyset';
import { refuseTogether } from '../platform/refusal';
import type { SoftwarePlan } from '../project-spaces/project-space.entity';
import { type ProjectSpaceRepository } from '../project-spaces/project-space.repository';

export interface PlanChange {
  projectSpaceId: string;
  plan: SoftwarePlan;
  reason: string;
}

/** Setting a project space's plan (SUP-4). */
export class PlanService {
  constructor(
    private readonly database: DataSource,
    private readonly spaces: ProjectSpaceRepository,
    private readonly audit: AuditLog,
  ) {}

  async set(staff: Staff, { projectSpaceId, plan, reason }: PlanChange): Promise<void> {
    refuseTogether(
      isUuid(projectSpaceId) ? null : new NotFound('projectSpaceId'), refusalOfNote(reason, 'The reason', 'reason'));
    await this.database.transaction(async (tx) => {
      await this.spaces.lock(tx, projectSpaceId);
      const space = await this.spaces.find(tx, projectSpaceId);
      if (!space) throw new NotFound('projectSpaceId');
      if (space.plan === plan) return;
      await this.spaces.change(tx, projectSpaceId, { plan });
      await this.audit.record(tx, staff, {
        projectSpaceId, action: 'project-space.plan-set', reason: reason.trim(),
        changes: [{ field: 'plan', from: space.plan, to: plan }],
      });
    });
  }
}
