import type { DataSource } from 'typeorm';
import { requireIdentified, requirePermission } from '../access/access';
import { Invalid, Required, TooLong } from '../access/access.errors';
import type { Actor, Identified } from '../access/actor';
import { Permission } from '../access/permission';
import { changesBetween } from '../audit/audit-changes';
import { type AuditLog } from '../audit/audit-log.service';
import type { Language } from '../mail-texts/language';
import type { Transaction } from '../platform/database/data-source';
import { type Refusal, refuseTogether } from '../platform/refusal';
import type { ProjectSpace } from './project-space.entity';
import { OwnTwoFactorMissing } from './project-space.errors';
import { type ProjectSpaceRepository } from './project-space.repository';
import { type StandingLock } from './standing-lock.service';

export interface SettingsChange {
  projectSpaceId: string;
  name?: string | null;
  language?: Language | null;
  usesLocations?: boolean | null;
  remindersEnabled?: boolean | null;
  requiresTwoFactor?: boolean | null;
}

type Settings = Pick<ProjectSpace, 'name' | 'language' | 'usesLocations' | 'remindersEnabled' | 'requiresTwoFactor'>;

const LONGEST_NAME = 200;
const CONTROL = /\p{Cc}|\p{Cs}/u;

function refusalOfName(name: string): Refusal | null {
  if (name === '') return new Required('The name', 'name');
  if (name.length > LONGEST_NAME) return new TooLong('The name', LONGEST_NAME, 'name');
  return CONTROL.test(name) ? new Invalid('A name is one line of text.', 'name') : null;
}

function settingsAfter(before: Settings, change: Omit<SettingsChange, 'projectSpaceId'>): Settings {
  return {
    name: change.name?.trim() ?? before.name, language: change.language ?? before.language,
    usesLocations: change.usesLocations ?? before.usesLocations,
    remindersEnabled: change.remindersEnabled ?? before.remindersEnabled,
    requiresTwoFactor: change.requiresTwoFactor ?? before.requiresTwoFactor,
  };
}

/** As the audit log keeps them. */
const shown = ({ name, language, usesLocations, remindersEnabled, requiresTwoFactor }: Settings) => ({
  name, language, usesLocations: String(usesLocations), remindersEnabled: String(remindersEnabled),
  requiresTwoFactor: String(requiresTwoFactor),
});

/** The settings of a project space. */
export class SettingsService {
  constructor(
    private readonly database: DataSource,
    private readonly spaces: ProjectSpaceRepository,
    private readonly lock: StandingLock,
    private readonly audit: AuditLog,
  ) {}

  /** Absent leaves as it is. */
  async change(actor: Actor, { projectSpaceId, ...change }: SettingsChange): Promise<ProjectSpace> {
    requirePermission(actor, projectSpaceId, Permission.EDIT_PROJECT_SETTINGS);
    const asker = requireIdentified(actor);
    return await this.database.transaction(async (tx) => {
      await this.lock.take(tx, actor, projectSpaceId, Permission.EDIT_PROJECT_SETTINGS);
      const before = await this.spaces.get(tx, projectSpaceId);
      const after = settingsAfter(before, change);
      refuseTogether(
        refusalOfName(after.name), await this.refusalOfPlaces(tx, projectSpaceId, after),
        await this.refusalOfTwoFactor(tx, asker, before, after));
      await this.spaces.change(tx, projectSpaceId, after);
      const changes = changesBetween(shown(before), shown(after));
      if (changes.length > 0) await this.audit.record(tx, actor, { projectSpaceId, action: 'project-space.changed', changes });
      return { ...before, ...after };
    });
  }

  /** Organizations cannot be switched off while a role is limited to them (ROL-7). */
  private async refusalOfPlaces(tx: Transaction, projectSpaceId: string, { usesLocations }: Settings): Promise<Refusal | null> {
    if (usesLocations || !(await this.spaces.hasLimitedRole(tx, projectSpaceId))) return null;
    return new Invalid('A role is limited to its holder\'s own locations. Change or delete that role first.', 'usesLocations');
  }

  /** Whoever switches it on must have it, also who does so by a key (TFA-3). */
  private async refusalOfTwoFactor(
    tx: Transaction, { webUserId }: Identified, before: Settings, after: Settings,
  ): Promise<Refusal | null> {
    const isSwitchedOn = after.requiresTwoFactor && !before.requiresTwoFactor;
    return isSwitchedOn && !(await this.spaces.hasTwoFactor(tx, webUserId)) ? new OwnTwoFactorMissing() : null;
  }
}
