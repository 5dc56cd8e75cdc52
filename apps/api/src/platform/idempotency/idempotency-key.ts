import { createHash } from 'node:crypto';
import { type DocumentNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

const LONGEST = 255;
/** What a header may hold: visible characters of ASCII. */
const VISIBLE = /^[\x21-\x7e]+$/;

export function isIdempotencyKey(key: string): boolean {
  return key.length <= LONGEST && VISIBLE.test(key);
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** The same whatever the order in which a program writes the fields of an object. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]));
}

/** What was asked: document and variables. */
export function fingerprintOf(query: string, operationName: string | null, variables: unknown): Buffer {
  return sha256(JSON.stringify([query, operationName, sorted(variables)]));
}

export interface Claimed {
  scopeId: string;
  keyHash: Buffer;
  /** An advisory lock of the database, for two at once. */
  lock: bigint;
}

export function claimedBy(scopeId: string, key: string): Claimed {
  return { scopeId, keyHash: sha256(key), lock: sha256(`${scopeId} ${key}`).readBigInt64BE() };
}

/** The names of the fields that an operation asks for, fragments included; `__typename` changes nothing. */
export function rootFields(document: DocumentNode, operation: OperationDefinitionNode): string[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const namesIn = (set: SelectionSetNode | undefined): string[] => (set?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value;
    if (selection.kind === Kind.INLINE_FRAGMENT) return namesIn(selection.selectionSet);
    return namesIn(fragments.get(selection.name.value)?.selectionSet);
  });
  return namesIn(operation.selectionSet).filter((name) => !name.startsWith('__'));
}
