import { parseEmailAddress } from '../web-users/email-address';
import { notAnAdmin } from './support.errors';
import type { ProjectSpaceRecord, SupportRecordRepository, WebUserRecord } from './support-record.repository';

/** Looking up whom support is asked about. */
export class LookUpService {
  constructor(private readonly records: SupportRecordRepository) {}

  async webUser(email: string): Promise<WebUserRecord | null> {
    const parsed = parseEmailAddress(email);
    return 'address' in parsed ? await this.records.webUser(parsed.address) : null;
  }

  async projectSpace(slug: string): Promise<ProjectSpaceRecord | null> {
    return await this.records.projectSpace(slug.trim().toLowerCase());
  }

  /** For the command line, where an admin is named by address. */
  async getAdmin(projectSpaceId: string, webUserId: string): Promise<{ membershipId: string }> {
    const membershipId = await this.records.adminMembership(projectSpaceId, webUserId);
    if (membershipId === null) throw notAnAdmin();
    return { membershipId };
  }
}
