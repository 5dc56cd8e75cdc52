import 'reflect-metadata';
import { constants, getPriority, setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { address } from './cli-address';
import { download, upload } from './cli-bulk';
import { keys } from './cli-keys';
import { say, UsageError } from './cli-output';
import { account, planOf, removeAdmin, setPlan } from './cli-support';
import { warnOfLackingKeys } from './lacking-keys';
import { Language } from './mail-texts/language';
import { ConfigError, loadConfig, loadDataDir } from './platform/config';
import { removeEmbeddedData } from './platform/database/embedded/data-place';
import { startEmbeddedPostgres } from './platform/database/embedded/embedded-postgres';
import { createLogger } from './platform/http/logger';
import { refusalRecords } from './platform/refusal';
import { SoftwarePlan } from './project-spaces/project-space.entity';
import { createUsher, type Usher } from './usher';

const HELP = `usher: the operator's command line, also while the server runs

  create-project-space --slug S --name N --admin EMAIL [--plan PLAN] [--language LANGUAGE]
      makes a project space (STANDARD and EN by default), invites its admin and prints the link
  create-support --email EMAIL
      makes a staff account and prints a single-use link that sets its password; two-factor is set up after it
  reset-two-factor EMAIL --identity-verified-by HOW --reason REASON [--as STAFF_EMAIL]
      for a person who lost device and backup codes: takes their two-factor away, mails them and ends their sessions
  address lookup EMAIL
      what is known of mail to an address: its block, bounces, complaints and mails
  address unblock EMAIL --reason REASON [--as STAFF_EMAIL]
      clears what counted against an address, with SendGrid too: mail leaves for it again
  remove-admin SLUG EMAIL --reason REASON [--replacement EMAIL] [--as STAFF_EMAIL]
      removes an admin, be it the only one; the replacement is invited as Admin, or made Admin if a member already
  set-plan SLUG PLAN --reason REASON [--as STAFF_EMAIL]
      sets the plan of a project space
  account deactivate EMAIL --reason REASON [--as STAFF_EMAIL]
  account reactivate EMAIL --reason REASON [--as STAFF_EMAIL]
      an account as a whole: deactivated, it cannot sign in, and its sessions end
  upload FILE --project SLUG [--apply]
      checks a spreadsheet of web users and prints what it would do there; with --apply it is done, in the name of the operator
  download [FILE] --project SLUG
      writes everybody of a project space into FILE, an .xlsx or .csv; without one into user.xlsx
  keys status
      what each key of ENCRYPTION_KEY is needed for, and which can be removed
  keys move
      moves second factors and webhook secrets to the newest key
  migrate
      brings the database to the present version
  worker
      works on jobs until it is stopped, for where servers run with WORKERS=off
  data remove
      removes the embedded database and its secrets for good, those in USHER_DATA_DIR where that is set
`;

function languageOf(name: string | undefined): Language {
  const language = Object.values(Language).find((one) => one === (name ?? Language.EN).toUpperCase());
  if (!language) throw new UsageError(`--language is one of ${Object.values(Language).join(', ')}.`);
  return language;
}

async function createProjectSpace({ services }: Usher, args: string[]): Promise<void> {
  const { values } = parseArgs({
    args, options: {
      slug: { type: 'string' }, name: { type: 'string' }, admin: { type: 'string' }, plan: { type: 'string' },
      language: { type: 'string' },
    },
  });
  const { slug, name, admin, plan, language } = values;
  if (!slug || !name || !admin) throw new UsageError('create-project-space needs --slug, --name and --admin.');
  const link = await services.founding.foundWithAdmin({ slug, name, plan: planOf(plan ?? SoftwarePlan.STANDARD, '--plan'), language: languageOf(language) }, admin);
  say(`Project space ${slug} is made, and ${admin} is invited as its admin:\n${link}`);
}

async function createSupport({ services }: Usher, args: string[]): Promise<void> {
  const { email } = parseArgs({ args, options: { email: { type: 'string' } } }).values;
  if (!email) throw new UsageError('create-support needs --email.');
  const link = await services.staff.create(email);
  say(`${email} is support staff. This link works once, for a day: set the password there, sign in, and set up two-factor:\n${link}`);
}

async function resetTwoFactor({ services }: Usher, args: string[]): Promise<void> {
  const { values, positionals: [email] } = parseArgs({
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

/** Runs a command on the configured database; the embedded one is started for it where it is not running. */
async function withUsher(command: (usher: Usher) => Promise<void>): Promise<void> {
  const config = loadConfig();
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

async function main([name, ...args]: string[]): Promise<void> {
  if (name === 'create-project-space') await withUsher((usher) => createProjectSpace(usher, args));
  else if (name === 'create-support') await withUsher((usher) => createSupport(usher, args));
  else if (name === 'reset-two-factor') await withUsher((usher) => resetTwoFactor(usher, args));
  else if (name === 'address') await withUsher((usher) => address(usher, args));
  else if (name === 'remove-admin') await withUsher((usher) => removeAdmin(usher, args));
  else if (name === 'set-plan') await withUsher((usher) => setPlan(usher, args));
  else if (name === 'account') await withUsher((usher) => account(usher, args));
  else if (name === 'upload') await withUsher((usher) => upload(usher, args));
  else if (name === 'download') await withUsher((usher) => download(usher, args));
  else if (name === 'keys') await withUsher((usher) => keys(usher, args));
  else if (name === 'migrate') await withUsher(async () => { say('The database is at the present version.'); });
  else if (name === 'worker') await withUsher(work);
  else if (name === 'data' && args[0] === 'remove') {
    removeData();
  } else if (name === undefined || name === '--help' || name === 'help') say(HELP);
  else throw new UsageError(`There is no command "${name}". usher --help lists all.`);
}

function explain(error: unknown): string {
  if (error instanceof UsageError || error instanceof ConfigError) return error.message;
  try {
    return refusalRecords(error).map(({ message }) => message).join('\n');
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
