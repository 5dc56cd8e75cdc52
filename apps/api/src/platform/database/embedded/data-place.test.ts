import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataPlace, removeEmbeddedData } from './data-place';
import { startEmbeddedPostgres } from './embedded-postgres';

const folder = mkdtempSync(join(tmpdir(), 'usher-place-'));
chmodSync(folder, 0o755);

afterAll(() => rmSync(folder, { recursive: true }));

function homeIn(name: string, mode: number): string {
  const above = join(folder, name);
  mkdirSync(above);
  chmodSync(above, mode);
  return join(above, 'data');
}

const asRoot = process.getuid?.() === 0 ? test : test.skip;

test('the database lies in the data folder where its user can enter it', () => {
  const home = homeIn('open', 0o755);
  expect(dataPlace(home)).toEqual({ home, place: home });
});

asRoot('below a folder that only root can enter the files lie elsewhere, as a note tells', async () => {
  const home = homeIn('closed', 0o700);
  const { place } = dataPlace(home);
  const postgres = await startEmbeddedPostgres(home);
  await postgres.stop();
  expect(place).toMatch(/^\/var\/lib\/usher\/[0-9a-f]{16}$/);
  expect(existsSync(join(place, 'postgres', 'PG_VERSION'))).toBe(true);
  expect(readFileSync(join(home, 'WHERE-THE-DATABASE-IS.txt'), 'utf8')).toContain(place);
  removeEmbeddedData(home);
  expect([existsSync(home), existsSync(place)]).toEqual([false, false]);
});

asRoot('the note gives the command that removes this very folder, whatever its name', () => {
  const above = homeIn("with 'quotes' and $HOME", 0o700);
  const { home } = dataPlace(above);
  const note = readFileSync(join(home, 'WHERE-THE-DATABASE-IS.txt'), 'utf8');
  const [, setting] = /^ {2}(USHER_DATA_DIR=.*) npm run usher -- data remove$/m.exec(note) ?? [];
  expect(execFileSync('sh', ['-c', `${setting}; printf %s "$USHER_DATA_DIR"`], { encoding: 'utf8' })).toBe(home);
  removeEmbeddedData(home);
});

asRoot('a folder that is opened to others later keeps the database where it is', async () => {
  const home = homeIn('opened', 0o700);
  const { place } = dataPlace(home);
  await (await startEmbeddedPostgres(home)).stop();
  chmodSync(join(home, '..'), 0o755);
  expect(dataPlace(home)).toEqual({ home, place });
  removeEmbeddedData(home);
});

asRoot('a folder that is closed to others later is refused with the reason, never begun anew elsewhere', async () => {
  const home = homeIn('shut', 0o755);
  await (await startEmbeddedPostgres(home)).stop();
  chmodSync(join(home, '..'), 0o700);
  expect(() => dataPlace(home)).toThrow(/out of reach of the user it runs as/);
});
