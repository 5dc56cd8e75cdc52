import 'reflect-metadata';
import { constants, getPriority, setPriority } from 'node:os';
import { address } from './cli-address';
import { download, upload } from './cli-bulk';
import { keys } from './cli-keys';
import { ArgumentError, readArgs, say, UsageError } from './cli-output';
import { account, planOf, removeAdmin, setPlan } from './cli-support';
import { usageOf } from './cli-usage';
import { warnOfLackingKeys } from './lacking-keys';
import { Language } from './mail-texts/language';
import { type Config, ConfigError, isAddressSet, loadConfig, loadDataDir } from './platform/config';
import { notedAddress } from './platform/config/noted-address';
import { removeEmbeddedData } from './platform/database/embedded/data-place';
import { startEmbeddedPostgres } from './platform/database/embedded/embedded-postgres';
import { createLogger } from './platform/http/logger';
import { refusalRecords } from './platform/refusal';
import { SoftwarePlan } from './project-spaces/project-space.entity';
import { createUsher, type Usher } from './usher';

function languageOf(name: string | undefined): Language {
  const language = Object.values(Language).find((one) => one === (name ?? Language.EN).toUpperCase());
  if (!language) throw new UsageError(`--language is one of ${Object.values(Language).join(', ')}.`);
  return language;
}

async function inviteFirstAdmin({ firstAdmins }: Usher['services'], slug: string, admin: string): Promise<void> {
  const { link, ended } = await firstAdmins.inviteAnew(slug, admin);
  say(`Nobody ever joined project space ${slug}. ${admin} is invited as its admin anew; earlier links to them do not work any more.`);
  if (ended.length > 0) say(`These invitations as its admin have ended: ${ended.join(', ')}.`);
  say(link);
}

async function createProjectSpace({ services }: Usher, args: string[]): Promise<void> {
  const { values } = readArgs({
    args, options: {
      slug: { type: 'string' }, name: { type: 'string' }, admin: { type: 'string' }, plan: { type: 'string' },
      language: { type: 'string' },
    },
  });
  const { slug, name, admin, plan, language } = values;
  if (!slug || !admin) throw new UsageError('create-project-space needs --slug, --name and --admin.');
  const isAwaited = await services.firstAdmins.isAwaited(slug);
  if (isAwaited && (name ?? plan ?? language) !== undefined) {
    throw new UsageError(`Project space ${slug} is there already, and nobody ever joined it. To invite its first admin anew, give --slug and --admin alone.`);
  }
  if (isAwaited) return await inviteFirstAdmin(services, slug, admin);
  if (!name) throw new UsageError(`create-project-space needs a --name: "${slug}" is no project space that is there and that nobody ever joined.`);
  const link = await services.founding.foundWithAdmin({ slug, name, plan: planOf(plan ?? SoftwarePlan.STANDARD, '--plan'), language: languageOf(language) }, admin);
  say(`Project space ${slug} is made, and ${admin} is invited as its admin:\n${link}`);
}

async function createSupport({ services }: Usher, args: string[]): Promise<void> {
  const { email } = readArgs({ args, options: { email: { type: 'string' } } }).values;
  if (!email) throw new UsageError('create-support needs --email.');
  const link = await services.staff.create(email);
  say(`${email} is support staff. This link works once, for a day: set the password there, sign in, and set up two-factor:\n${link}`);
}

async function resetTwoFactor({ services }: Usher, args: string[]): Promise<void> {
  const { values, positionals: [email] } = readArgs({
    args, allowPositionals: true,
    options: { 'identity-verified-by': { type: 'string' }, reason: { type: 'string' }, as: { type: 'string' } },
  });
  const { 'identity-verified-by': identityVerifiedBy, reason, as } = values;
  if (!email || !identityVerifiedBy || !reason) {
    throw new UsageError('reset-two-factor needs an EMAIL, --identity-verified-by and --reason.');
  }
  const { id } = await services.staff.getPerson(email);
  await services.twoFactorResets.reset(await services.staff.actingAs(as), { webUserId: id, identityVerifiedBy, reason });
  say(`Two-factor of ${email} is reset. They are mailed, and all their sessions have ended.`);
}

async function work(usher: Usher): Promise<void> {
  setPriority(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL)); // pages that are served on the same machine come first
  await usher.work();
  await warnOfLackingKeys(usher);
  say('Working on jobs. Stop with Ctrl-C.');
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** Links begin with what is set here, else with where a server of the same data folder says that it is. */
function configured(): Config {
  const config = loadConfig();
  const publicUrl = config.databaseUrl === null && !isAddressSet() ? notedAddress(config.dataDir) : null;
  return { ...config, publicUrl: publicUrl ?? config.publicUrl };
}

/** Runs a command on the configured database; the embedded one is started for it where it is not running. */
async function withUsher(command: (usher: Usher) => Promise<void>): Promise<void> {
  const config = configured();
  const embedded = config.databaseUrl === null ? await startEmbeddedPostgres(config.dataDir) : null;
  const usher = await createUsher(config, config.databaseUrl ?? embedded?.url ?? '', { logger: createLogger({ level: 'warn' }) });
  try {
    await command(usher);
  } finally {
    await usher.stop();
    await embedded?.stop();
  }
}

function removeData(): void {
  const folder = loadDataDir();
  const gone = removeEmbeddedData(folder);
  say(gone.length === 0 ? `There is no data of Usher in ${folder}. USHER_DATA_DIR names another folder.`
    : `The data of Usher in ${folder} is removed:`);
  for (const path of gone) say(`  ${path}`);
}

type Command = (usher: Usher, args: string[]) => Promise<void>;

const COMMANDS = new Map<string | undefined, Command>([
  ['create-project-space', createProjectSpace], ['create-support', createSupport], ['reset-two-factor', resetTwoFactor],
  ['address', address], ['remove-admin', removeAdmin], ['set-plan', setPlan], ['account', account], ['upload', upload],
  ['download', download], ['keys', keys],
]);

/** Those that take nothing more. */
const BARE = new Map<string | undefined, (usher: Usher) => Promise<void>>([
  ['migrate', async () => { say('The database is at the present version.'); }], ['worker', work],
]);

async function main([name, ...args]: string[]): Promise<void> {
  const [command, bare] = [COMMANDS.get(name), BARE.get(name)];
  if (name === undefined || name === 'help' || [name, ...args].includes('--help')) say(usageOf(name === 'help' ? args[0] : name).trimEnd());
  else if (command) await withUsher(async (usher) => await command(usher, args));
  else if (bare) {
    readArgs({ args });
    await withUsher(bare);
  } else if (name === 'data') {
    readArgs({ args: args.slice(1) });
    if (args[0] !== 'remove') throw new UsageError('Write data remove.');
    removeData();
  } else throw new UsageError(`There is no command "${name}". usher --help lists all.`);
}

function explain(error: unknown, command: string | undefined): string {
  if (error instanceof ArgumentError) return `${error.message}\n\n${usageOf(command).trimEnd()}`;
  if (error instanceof UsageError || error instanceof ConfigError) return error.message;
  try {
    return refusalRecords(error).map(({ message }) => message).join('\n');
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

const given = process.argv.slice(2);
main(given).catch((error: unknown) => {
  process.stderr.write(`${explain(error, given[0])}\n`);
  process.exitCode = 1;
});
