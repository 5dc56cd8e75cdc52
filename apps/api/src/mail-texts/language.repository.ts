import type { DataSource } from 'typeorm';
import { Language } from './language';

export class LanguageRepository {
  constructor(private readonly database: DataSource) {}

  async ofSpace(projectSpaceId: string): Promise<Language> {
    const [space] = await this.database.query<{ language: Language }[]>(
      'SELECT language FROM project_spaces WHERE id = $1', [projectSpaceId]);
    return space?.language ?? Language.EN;
  }

  /** An account has no language of its own: that of the project space they were in last. */
  async ofPerson(webUserId: string): Promise<Language> {
    const [space] = await this.database.query<{ language: Language }[]>(
      `SELECT p.language FROM memberships m JOIN project_spaces p ON p.id = m.project_space_id
       WHERE m.web_user_id = $1 AND m.active
       ORDER BY m.last_access_date DESC NULLS LAST, m.joined_at DESC, m.id LIMIT 1`, [webUserId]);
    return space?.language ?? Language.EN;
  }
}
