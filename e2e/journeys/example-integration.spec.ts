import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, request, test } from '@playwright/test';
import { CuttingProxy } from '../support/cutting-proxy.ts';
import { Inbox } from '../support/inbox.ts';
import { ADMIN, newDataDir, type RunningUsher, startServer } from '../support/server.ts';

const PROGRAM = fileURLToPath(new URL('../../examples/invite-from-csv/invite.mjs', import.meta.url));
const PEOPLE = Array.from({ length: 60 }, (_, index) => `listed-${index}@example.org`);
const KILLED_AFTER = 15;

async function ask(url: string, query: string, variables: object = {}, headers: Record<string, string> = {}) {
  const api = await request.newContext({ baseURL: url, extraHTTPHeaders: headers });
  if (!headers.authorization) {
    await api.post('/graphql', { data: {
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }', variables: { input: ADMIN },
    } });
  }
  const { data } = await (await api.post('/graphql', { data: { query, variables } })).json();
  await api.dispose();
  return data;
}

async function keyOf({ url }: RunningUsher): Promise<string> {
  const { projectSpace: { id: projectSpaceId, viewerPermissions: permissions } } = await ask(url, '{ projectSpace(slug: "demo") { id viewerPermissions } }');
  const made = await ask(url, 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }', {
    input: { projectSpaceId, name: 'List', permissions } });
  return made.createApiKey.secret;
}

test('API-3: a program that invites from a list survives the server being killed half-way: everybody is invited once, by one mail', async () => {
  test.setTimeout(180_000);
  const inbox = new Inbox();
  const smtpUrl = await inbox.start();
  const dataDir = newDataDir();
  const list = join(dataDir, 'people.csv');
  writeFileSync(list, `email,role\n${PEOPLE.map((email) => `${email},Read Only`).join('\n')}\n`);
  const first = await startServer(smtpUrl, dataDir, { WORKERS: 'off' }); // what becomes of a mail under way is another story
  const proxy = new CuttingProxy(first.url);
  const proxyUrl = await proxy.start();
  const key = await keyOf(first);

  const run = async (told: { output: string }) => {
    const program = spawn(process.execPath, [PROGRAM, 'demo', list], { env: { ...process.env, USHER_URL: proxyUrl, USHER_KEY: key } });
    program.stdout.on('data', (piece: Buffer) => { told.output += piece.toString(); });
    const [code] = await once(program, 'exit');
    return code;
  };
  const told = { output: '' };
  const ended = run(told);
  await expect.poll(() => told.output.split('\n').length, { intervals: [20] }).toBeGreaterThan(KILLED_AFTER);
  // What was done just before the end, and nobody was told.
  proxy.isCutting = true;
  await expect.poll(() => proxy.lost, { intervals: [20] }).toBeGreaterThan(0);
  await first.kill();
  expect(told.output.split('\n').length).toBeLessThan(PEOPLE.length);
  const second = await startServer(smtpUrl, dataDir);
  proxy.target = second.url;
  proxy.isCutting = false;
  expect(await ended, told.output).toBe(0);
  expect(told.output).toContain('60 invited, 0 in already, 0 refused');

  const ofEverybody = '{ projectSpace(slug: "demo") { invitations(first: 200) { totalCount nodes { email } } } }';
  const { projectSpace: { invitations } } = await ask(second.url, ofEverybody, {}, { authorization: `Bearer ${key}` });
  expect(invitations.totalCount).toBe(PEOPLE.length);
  expect(invitations.nodes.map(({ email }: { email: string }) => email).sort()).toEqual([...PEOPLE].sort());

  // Run once more, whoever was invited is not invited again: the first answers are given once more.
  const again = { output: '' };
  expect(await run(again)).toBe(0);
  expect(again.output).toContain('60 invited, 0 in already, 0 refused');
  await expect.poll(() => PEOPLE.filter((email) => inbox.countTo(email) === 0), { timeout: 40_000 }).toEqual([]);
  expect(PEOPLE.filter((email) => inbox.countTo(email) !== 1)).toEqual([]);
  await proxy.stop();
  await second.stop();
  await inbox.stop();
});
