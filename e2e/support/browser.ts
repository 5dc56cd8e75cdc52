import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** Without a network of its own: what a browser asks of its maker's servers would only fail. */
export const browserArguments = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

function installed(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PLACES].find((path) => existsSync(path));
}

/** One that ships inside an npm package. It is unpacked to a folder of its own, as it reuses any copy it finds. */
async function packaged(): Promise<string> {
  const folder = join(tmpdir(), `usher-chromium-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  const { default: sparticuz } = await import('@sparticuz/chromium');
  return await sparticuz.executablePath();
}

/** `CHROMIUM_PATH`, else an installed one, else Playwright's own, else the packaged one. */
export async function findBrowser(): Promise<string> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const own = chromium.executablePath();
  return installed() ?? (existsSync(own) ? own : await packaged());
}
