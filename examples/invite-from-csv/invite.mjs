import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { readCsv } from './csv.mjs';
import { Usher } from './usher.mjs';

const SPACE = 'query ($slug: String!) { projectSpace(slug: $slug) { id assignableRoles { id name } } }';
const INVITE = `mutation ($input: InviteWebUserInput!) {
  inviteWebUser(input: $input) { invitation { id } userErrors { code message retryAfter } }
}`;
const AT_ONCE = 4;
/** They are in already: by an earlier run, or by somebody else. */
const IN_ALREADY = new Set(['ALREADY_INVITED', 'ALREADY_MEMBER']);

const [slug, file] = process.argv.slice(2);
const { USHER_URL = 'http://localhost:3000', USHER_KEY, USHER_PATIENCE = '600' } = process.env;
if (!slug || !file || !USHER_KEY) {
  process.stderr.write('Usage: USHER_KEY=usher_… node invite.mjs PROJECT_SPACE people.csv\n');
  process.exit(2);
}

const usher = new Usher(USHER_URL, USHER_KEY, Number(USHER_PATIENCE));
const { projectSpace } = await usher.ask(SPACE, { slug });
if (!projectSpace) throw new Error(`This key does not belong to the project space ${slug}.`);
const roleIds = new Map(projectSpace.assignableRoles.map(({ id, name }) => [name.toLowerCase(), id]));

/** The same row always has the same key, so that it makes no difference how often the row is sent. */
const keyOf = (row, attempt) => createHash('sha256').update(JSON.stringify([slug, row.email, row.role, attempt])).digest('hex');

/** Invites one person; answers with what became of it. */
async function invite(row) {
  const roleId = roleIds.get(row.role?.toLowerCase());
  if (!roleId) return { refused: `the role ${row.role || '(none)'} cannot be handed out by this key` };
  for (let attempt = 0; ; attempt += 1) {
    const input = { projectSpaceId: projectSpace.id, email: row.email ?? '', roleId };
    const { inviteWebUser: { userErrors: [error] } } = await usher.ask(INVITE, { input }, keyOf(row, attempt));
    if (!error) return { invited: true };
    if (IN_ALREADY.has(error.code)) return { invited: false };
    if (error.code !== 'RATE_LIMITED') return { refused: error.message };
    // A refusal is an answer as well, and is kept under its key: the next attempt has another.
    await sleep(error.retryAfter * 1000);
  }
}

const rows = readCsv(await readFile(file, 'utf8'));
const outcomes = [];
async function work() {
  for (let row = rows.shift(); row; row = rows.shift()) {
    const outcome = await invite(row).catch((error) => ({ refused: error.message }));
    outcomes.push(outcome);
    const words = outcome.refused ?? (outcome.invited ? 'invited' : 'is in already');
    process.stdout.write(`${row.email}: ${words}\n`);
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, work));

const refused = outcomes.filter((outcome) => outcome.refused).length;
const invited = outcomes.filter((outcome) => outcome.invited).length;
process.stdout.write(`${invited} invited, ${outcomes.length - invited - refused} in already, ${refused} refused\n`);
process.exitCode = refused > 0 ? 1 : 0;
