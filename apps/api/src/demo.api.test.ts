import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startUsher, type TestUsher } from '../test/usher';
import { plantDemo } from './demo';

const ADMIN = 'admin@example.org';
const dataDir = mkdtempSync(join(tmpdir(), 'usher-demo-'));
let server: TestUsher;
beforeAll(async () => {
  server = await startUsher({ config: { dataDir } });
});
afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true });
});

/** A further start, with this setting. */
const startedWith = async (demoPassword: string | null) =>
  await plantDemo({ ...server.usher, config: { ...server.config, demoPassword } });

async function change(password: string): Promise<void> {
  const { people, passwords } = server.usher.services;
  const { id } = (await people.findByAddress(ADMIN)) ?? { id: '' };
  const hash = await passwords.hash(password);
  await server.usher.database.transaction(async (tx) => await people.setPassword(tx, id, hash));
}

test('the start names the password of the demo only where one can sign in with it', async () => {
  const first = await startedWith(null);
  expect(first.password).toBe(readFileSync(join(dataDir, 'demo-password'), 'utf8').trim());
  expect(first.text).toBe(`Sign in as ${ADMIN} with the password ${first.password}`);
  expect(await startedWith(null)).toEqual(first);

  const later = await startedWith('set-after-the-first-start');
  expect(later.password).toBe(first.password);
  expect(later.text).toContain('USHER_DEMO_PASSWORD counts at the first start only');

  await change('changed-in-the-app');
  expect(await startedWith(null)).toMatchObject({ password: null, text: expect.stringContaining('the password that was set before') });
  expect((await startedWith('set-after-the-first-start')).text).not.toContain('set-after-the-first-start');
  expect((await startedWith('changed-in-the-app')).password).toBe('changed-in-the-app');
});
