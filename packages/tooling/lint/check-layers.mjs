import { basename } from 'node:path';
import { emptyNames, featureOrder, layerOf, webOrder } from './order.mjs';
import { filesBelow, importsOf } from './modules.mjs';

const API = 'apps/api/src/';
const WEB = 'apps/web/src/';

const isTest = (path) => /\.(test|fixture|soak)\.tsx?$/.test(path);

function apiPlace(path) {
  if (!path.startsWith(API)) return null;
  const parts = path.slice(API.length).split('/');
  const [, suffix = ''] = /\.(\w+)\.ts$/.exec(basename(path)) ?? [];
  return { feature: parts.length > 1 ? parts[0] : null, layer: layerOf[suffix] };
}

function apiFindings({ from, to }) {
  const left = apiPlace(from);
  const right = to && apiPlace(to);
  if (!left || !right || left.feature === null || isTest(from)) return [];
  const findings = [];
  if (left.feature === 'platform' && right.feature !== 'platform') findings.push(`${from}: platform knows no feature, but imports ${to}`);
  const [before, after] = [featureOrder.indexOf(right.feature), featureOrder.indexOf(left.feature)];
  if (left.feature !== 'platform' && right.feature !== 'platform' && before > after) {
    findings.push(`${from}: ${left.feature} comes before ${right.feature}, but imports ${to}`);
  }
  if (left.feature !== 'platform' && right.feature === null) findings.push(`${from}: a feature does not import ${to}`);
  if (left.feature !== 'platform' && right.feature !== 'platform' && right.layer > left.layer) {
    findings.push(`${from}: its layer is below that of ${to}, which it imports`);
  }
  return findings;
}

function webPlace(path) {
  if (!path.startsWith(WEB)) return null;
  const [first, second] = path.slice(WEB.length).split('/');
  return { place: webOrder.indexOf(first.replace(/(\.test)?\.tsx?$/, '')), feature: first === 'features' ? second : null };
}

function webFindings({ from, to }) {
  const left = webPlace(from);
  if (!left || !to) return [];
  const right = webPlace(to);
  if (!right) return to.startsWith('apps/api') ? [`${from}: the web app imports nothing of the API, but ${to}`] : [];
  if (right.place > left.place) return [`${from}: imports ${to}, which comes after it`];
  const joins = left.feature !== null && right.feature !== null && left.feature !== right.feature;
  return joins ? [`${from}: features never import each other, but it imports ${to}`] : [];
}

/** Cycles among imports that exist at run time. */
function cycles(imports) {
  const next = new Map();
  for (const { from, to, typeOnly } of imports) if (to && !typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set();
  const found = [];
  const visit = (file, trail) => {
    if (trail.includes(file)) return found.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
    if (done.has(file)) return undefined;
    for (const to of next.get(file) ?? []) visit(to, [...trail, file]);
    return done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return found.map((trail) => `a cycle: ${trail}`);
}

function strayFolders(root) {
  const paths = ['apps', 'packages', 'e2e'].flatMap((folder) => filesBelow(`${root}/${folder}`)).map((path) => path.slice(root.length + 1));
  const named = paths.filter((path) => path.split('/').slice(0, -1).some((part) => emptyNames.includes(part)));
  const unknown = paths.filter((path) => path.startsWith(API) && path.slice(API.length).includes('/'))
    .filter((path) => !['platform', ...featureOrder].includes(path.slice(API.length).split('/')[0]));
  return [...named.map((path) => `${path}: a folder's name says what it holds`), ...unknown.map((path) => `${path}: no such feature in the order`)];
}

/** All that breaks the order of layers and features, a line each. */
export function checkLayers(root) {
  const imports = importsOf(root, 'apps/api/src', 'apps/web/src');
  return [...new Set([
    ...imports.flatMap(apiFindings), ...imports.flatMap(webFindings), ...cycles(imports), ...strayFolders(root),
  ])];
}
