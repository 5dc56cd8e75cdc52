import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { describedEnum } from '../platform/graphql/described-enum';
import { Permission } from '../access/permission';
import { Payload } from '../access/user-error.type';
import { Language } from '../mail-texts/language';
import { type ProjectSpace, SoftwarePlan } from './project-space.entity';

describedEnum(SoftwarePlan, 'SoftwarePlan', 'The plan a project space is on.', {
  COMMUNITY: 'Preset roles only.',
  STANDARD: 'Custom roles as well.',
  PRO: 'All of Standard.',
  ADVANCED: 'All of Pro.',
  ENTERPRISE: 'All of Advanced.',
});

describedEnum(Language, 'Language', 'The languages mail is written in.', {
  EN: 'English.',
  FR: 'French.',
  ES: 'Spanish.',
  PT: 'Portuguese.',
});

@ObjectType('ProjectSpace', {
  simpleResolvers: true,
  description: 'A tenant. Every field but id, slug, name and requiresTwoFactor checks the viewer itself, by whatever path it is reached.',
})
export class ProjectSpaceType implements Pick<
  ProjectSpace, 'id' | 'slug' | 'name' | 'plan' | 'language' | 'usesLocations' | 'remindersEnabled' | 'requiresTwoFactor'
> {
  @Field(() => ID, { description: 'Stays for ever.' })
  id!: string;

  @Field(() => String, { description: 'Its part of the address, unique.' })
  slug!: string;

  @Field(() => String, { description: 'What people call it.' })
  name!: string;

  @Field(() => SoftwarePlan, { description: 'The plan it is on; custom roles need STANDARD or higher.' })
  plan!: SoftwarePlan;

  @Field(() => Language, { description: 'In which its mails are written.' })
  language!: Language;

  @Field(() => Boolean, { description: 'Whether its people are assigned to locations.' })
  usesLocations!: boolean;

  @Field(() => Boolean, { description: 'Whether invitations are reminded of, 15 days and 1 day before their end.' })
  remindersEnabled!: boolean;

  @Field(() => Boolean, { description: 'Whether nothing of it is reached without two-factor, but by API keys.' })
  requiresTwoFactor!: boolean;

  @Field(() => Boolean, { description: 'Whether it is closed to the viewer until they have set up two-factor.' })
  viewerMustSetUpTwoFactor!: boolean;

  @Field(() => [Permission], { description: 'What the viewer may do here.' })
  viewerPermissions!: Permission[];
}

@InputType({ description: 'Absent (or null) leaves as it is.' })
export class UpdateProjectSpaceInput {
  @Field(() => ID, { description: 'Which project space.' })
  projectSpaceId!: string;

  @Field(() => String, { nullable: true, description: 'What people call it; at most 200 characters.' })
  name?: string | null;

  @Field(() => Language, { nullable: true, description: 'In which its mails are written.' })
  language?: Language | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether its people are assigned to locations.' })
  usesLocations?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether invitations are reminded of.' })
  remindersEnabled?: boolean | null;

  @Field(() => Boolean, {
    nullable: true, description: 'Whether nothing is reached without two-factor; whoever switches it on must have it.',
  })
  requiresTwoFactor?: boolean | null;
}

/** Those that are answered by what the viewer is. */
export type PlainProjectSpace = Omit<ProjectSpaceType, 'viewerPermissions' | 'viewerMustSetUpTwoFactor'>;


@ObjectType({ simpleResolvers: true, description: 'The project space as it is now, or why nothing was changed.' })
export class ProjectSpacePayload extends Payload {
  @Field(() => ProjectSpaceType, { nullable: true, description: 'Null when refused.' })
  projectSpace?: PlainProjectSpace;
}
