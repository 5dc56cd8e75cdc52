import type { DataSource } from 'typeorm';
import { requirePermission } from '../access/access';
import { Invalid, Required, TooLong } from '../access/access.errors';
import type { Actor } from '../access/actor';
import { Permission } from '../access/permission';
import { changesBetween } from '../audit/audit-changes';
import { type AuditLog } from '../audit/audit-log.service';
import type { Language } from '../mail-texts/language';
import { type Refusal, refuseTogether } from '../platform/refusal';
import type { ProjectSpace } from './project-space.entity';
import { type ProjectSpaceRepository } from './project-space.repository';
import { type StandingLock } from './standing-lock.service';

export interface SettingsChange {
  projectSpaceId: string;
  name?: string | null;
  language?: Language | null;
  usesLocations?: boolean | null;
  remindersEnabled?: boolean | null;
}

const LONGEST_NAME = 200;
const CONTROL = /\p{Cc}|\p{Cs}/u;

function refusalOfName(name: string): Refusal | null {
  if (name === '') return new Required('The name', 'name');
  if (name.length > LONGEST_NAME) return new TooLong('The name', LONGEST_NAME, 'name');
  return CONTROL.test(name) ? new Invalid('A name is one line of text.', 'name') : null;
}

/** The settings of a project space. */
export class SettingsService {
  constructor(
    private readonly database: DataSource,
    private readonly spaces: ProjectSpaceRepository,
    private readonly lock: StandingLock,
    private readonly audit: AuditLog,
  ) {}

  /** Absent leaves as it is. Organizations cannot be switched off while a role is limited to them (ROL-7). */
  async change(
    actor: Actor, { projectSpaceId, name, language, usesLocations, remindersEnabled }: SettingsChange,
  ): Promise<ProjectSpace> {
    requirePermission(actor, projectSpaceId, Permission.EDIT_PROJECT_SETTINGS);
    return await this.database.transaction(async (tx) => {
      await this.lock.take(tx, actor, projectSpaceId, Permission.EDIT_PROJECT_SETTINGS);
      const before = await this.spaces.get(tx, projectSpaceId);
      const after = {
        name: name?.trim() ?? before.name, language: language ?? before.language,
        usesLocations: usesLocations ?? before.usesLocations, remindersEnabled: remindersEnabled ?? before.remindersEnabled,
      };
      const losesAreas = !after.usesLocations && (await this.spaces.hasLimitedRole(tx, projectSpaceId));
      refuseTogether(
        refusalOfName(after.name),
        losesAreas ? new Invalid('A role is limited to its holder\'s own locations. Change or delete that role first.', 'usesLocations') : null);
      await this.spaces.change(tx, projectSpaceId, after);
      const shown = (space: typeof after) => ({
        name: space.name, language: space.language, usesLocations: String(space.usesLocations),
        remindersEnabled: String(space.remindersEnabled),
      });
      const changes = changesBetween(shown(before), shown(after));
      if (changes.length > 0) await this.audit.record(tx, actor, { projectSpaceId, action: 'project-space.changed', changes });
      return { ...before, ...after };
    });
  }
}
