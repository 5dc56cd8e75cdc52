import { readArgs, say, UsageError } from './cli-output';
import { SoftwarePlan } from './project-spaces/project-space.entity';
import type { ProjectSpaceRecord } from './support/support-record.repository';
import type { Usher } from './usher';

function read(args: string[]) {
  const { values, positionals } = readArgs({
    args, allowPositionals: true, options: { reason: { type: 'string' }, as: { type: 'string' }, replacement: { type: 'string' } },
  });
  return { ...values, positionals };
}

export async function spaceWith({ services }: Usher, slug: string): Promise<ProjectSpaceRecord> {
  const space = await services.lookUps.projectSpace(slug);
  if (!space) throw new UsageError(`There is no project space "${slug}".`);
  return space;
}

export function planOf(name: string, option: string): SoftwarePlan {
  const plan = Object.values(SoftwarePlan).find((one) => one === name.toUpperCase());
  if (!plan) throw new UsageError(`${option} is one of ${Object.values(SoftwarePlan).join(', ')}.`);
  return plan;
}

/** `remove-admin` (SUP-4). */
export async function removeAdmin(usher: Usher, args: string[]): Promise<void> {
  const { positionals: [slug, email], replacement, reason, as } = read(args);
  if (!slug || !email || !reason) throw new UsageError('remove-admin needs SLUG, EMAIL and --reason.');
  const { services } = usher;
  const { id } = await services.staff.getPerson(email);
  const { membershipId } = await services.lookUps.getAdmin((await spaceWith(usher, slug)).id, id);
  await services.adminRemovals.remove(
    await services.staff.actingAs(as), { membershipId, replacementEmail: replacement, reason });
  say(`${email} is no longer an admin of ${slug}.${replacement ? ` ${replacement} takes their place.` : ''}`);
}

/** `set-plan` (SUP-4). */
export async function setPlan(usher: Usher, args: string[]): Promise<void> {
  const { positionals: [slug, name], reason, as } = read(args);
  if (!slug || !name || !reason) throw new UsageError('set-plan needs SLUG, PLAN and --reason.');
  const plan = planOf(name, 'PLAN');
  const { id: projectSpaceId } = await spaceWith(usher, slug);
  await usher.services.plans.set(await usher.services.staff.actingAs(as), { projectSpaceId, plan, reason });
  say(`${slug} is on ${plan}.`);
}

/** `account deactivate` and `account reactivate` (SUP-4). */
export async function account({ services }: Usher, [act, ...args]: string[]): Promise<void> {
  const { positionals: [email], reason, as } = read(args);
  if ((act !== 'deactivate' && act !== 'reactivate') || !email || !reason) {
    throw new UsageError('Write account deactivate EMAIL --reason REASON, or account reactivate EMAIL --reason REASON.');
  }
  const { id: webUserId } = await services.staff.getPerson(email);
  await services.accountActivity.set(await services.staff.actingAs(as), { webUserId, active: act === 'reactivate', reason });
  say(`The account of ${email} is ${act}d.`);
}
