import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from '@swc/core';

const SKIPPED = new Set(['node_modules', 'dist', 'gql']);

export function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesBelow(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

function specifiersIn(file) {
  const { body } = parseSync(readFileSync(file, 'utf8'), {
    syntax: 'typescript', tsx: file.endsWith('x'), decorators: true, target: 'es2022',
  });
  const fixed = body.filter((node) => node.source && /^(Import|Export)/.test(node.type))
    .map((node) => ({ to: node.source.value, typeOnly: isTypeOnly(node) }));
  const lazy = [...readFileSync(file, 'utf8').matchAll(/\bimport\('([^']+)'\)/g)].map(([, to]) => ({ to, typeOnly: false }));
  return [...fixed, ...lazy];
}

function isTypeOnly(node) {
  if (node.typeOnly) return true;
  return node.type === 'ImportDeclaration' && node.specifiers.length > 0 && node.specifiers.every((one) => one.isTypeOnly);
}

function target(file, specifier) {
  if (!specifier.startsWith('.')) return null;
  const base = resolve(dirname(file), specifier);
  const found = [base, `${base}.ts`, `${base}.tsx`, join(base, 'index.ts')].find((path) => existsSync(path) && statSync(path).isFile());
  return found ?? base;
}

/** Every import between files of the tree, by their paths from its root. */
export function importsOf(root, ...folders) {
  return folders.flatMap((folder) => filesBelow(join(root, folder))).flatMap((file) =>
    specifiersIn(file).map(({ to, typeOnly }) => ({
      from: relative(root, file), to: to.startsWith('.') ? relative(root, target(file, to)) : null, name: to, typeOnly,
    })));
}
