import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';

const API = join(__dirname, '..');
const PARTS = ['src', 'migrations'];

/** Compiles the API as it stands, so that processes of their own can run it and be killed. */
export function compileApi(): { cli: string; main: string; remove: () => void } {
  const folder = join(API, 'node_modules/.cache', `api-${process.pid}`);
  for (const part of PARTS) {
    const names = readdirSync(join(API, part), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((one) => one.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(one))) {
      const { code } = transformSync(readFileSync(join(API, part, name), 'utf8'), {
        filename: name, module: { type: 'commonjs' },
        jsc: {
          target: 'es2023', parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
      });
      const file = join(folder, part, name.replace(/ts$/, 'js'));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, code);
    }
  }
  return { cli: join(folder, 'src/cli.js'), main: join(folder, 'src/main.js'), remove: () => rmSync(folder, { recursive: true }) };
}
