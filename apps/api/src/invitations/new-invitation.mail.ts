import type { DataSource } from 'typeorm';
import { mailTextsIn } from '../mail-texts/mail-texts';
import type { MailContent } from '../platform/mail/mail-content';
import type { Mail } from '../platform/mail/mail.entity';
import { type ProjectSpaceRepository } from '../project-spaces/project-space.repository';

export const NEW_INVITATION_MAIL = 'new-invitation-asked-for';
export const NEW_INVITATION_SUPPORT_MAIL = 'new-invitation-asked-of-support';

/** Tells whoever can invite again that somebody asks for it (INV-9). */
export function composeNewInvitation(database: DataSource, spaces: ProjectSpaceRepository, publicUrl: string) {
  return async ({ params }: Mail): Promise<MailContent> => {
    const [email, name] = [String(params.email), String(params.name)];
    const space = await spaces.get(database.manager, String(params.projectSpaceId));
    const { tag: language, newInvitation: texts, hello, signInAt } = mailTextsIn(space.language);
    const values = { email, space: space.name };
    return {
      language,
      subject: texts.subject(values),
      heading: texts.heading(values),
      paragraphs: [hello({ name }), texts.asks(values)],
      action: { label: texts.look, url: `${publicUrl}/projects/${space.slug}/web-users?${new URLSearchParams({ i_search: email })}` },
      footer: [signInAt({ url: publicUrl })],
    };
  };
}

/** Tells support, where nobody in the project space can be told. */
export function composeNewInvitationForSupport(database: DataSource, spaces: ProjectSpaceRepository, publicUrl: string) {
  return async ({ params }: Mail): Promise<MailContent> => {
    const space = await spaces.get(database.manager, String(params.projectSpaceId));
    const { tag: language, newInvitation: texts, signInAt } = mailTextsIn(space.language);
    const values = { email: String(params.email), space: space.name };
    const command = `npm run usher -- create-project-space --slug ${space.slug} --admin EMAIL`;
    return {
      language,
      subject: texts.subject(values),
      heading: texts.heading(values),
      paragraphs: [texts.asks(values), texts.nobodyElse({ space: space.name, command })],
      footer: [signInAt({ url: publicUrl })],
    };
  };
}
