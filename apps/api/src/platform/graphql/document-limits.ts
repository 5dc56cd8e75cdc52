import {
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, Kind, OperationTypeNode, type SelectionSetNode, visit,
} from 'graphql';

/** What a document may ask for. The standard introspection query, and GraphiQL's, pass. */
export const DOCUMENT_LIMITS = {
  tokens: 2000,
  depth: 12,
  introspectionDepth: 15,
  selections: 500,
  aliases: 30,
  repeats: 20,
  directives: 20,
  directivesPerPlace: 5,
  mutations: 10,
  /** Nodes that pages within pages may bring. */
  nodes: 20_000,
} as const;

/** Lists of the introspection schema that lead back to types: each once on a path, so that no circle is walked. */
const INTROSPECTION_LISTS = new Set(['types', 'fields', 'inputFields', 'interfaces', 'possibleTypes']);

class Excess extends Error {}

interface Place {
  depth: number;
  /** Lists passed on the way here, within introspection; null outside of it. */
  introspection: readonly string[] | null;
  spreads: readonly string[];
}

class Walk {
  private selections = 0;
  private aliases = 0;

  constructor(private readonly fragments: Map<string, FragmentDefinitionNode>) {}

  /** Walks what the executor would, fragments included, and gives up at the first limit: so it always ends soon. */
  enter(set: SelectionSetNode, place: Place, names: Map<string, number>): void {
    for (const selection of set.selections) {
      this.selections += 1;
      atMost('selections', this.selections, 'fields, with those of its fragments');
      if (selection.kind === Kind.FIELD) this.enterField(selection, place, names);
      else if (selection.kind === Kind.INLINE_FRAGMENT) this.enter(selection.selectionSet, place, names);
      else this.enterFragment(selection.name.value, place, names);
    }
  }

  private enterFragment(name: string, place: Place, names: Map<string, number>): void {
    const fragment = this.fragments.get(name);
    // A fragment that is missing or contains itself is refused by validation, with a better message.
    if (!fragment || place.spreads.includes(name)) return;
    this.enter(fragment.selectionSet, { ...place, spreads: [...place.spreads, name] }, names);
  }

  private enterField(field: FieldNode, place: Place, names: Map<string, number>): void {
    if (field.alias) this.aliases += 1;
    atMost('aliases', this.aliases, 'aliases');

    const key = (field.alias ?? field.name).value;
    const repeats = (names.get(key) ?? 0) + 1;
    atMost('repeats', repeats, `times the same field (${key.slice(0, 40)}) in one place`);
    names.set(key, repeats);

    const introspection = introspectionBelow(field, place);
    const depth = place.depth + 1;
    if (introspection) atMost('introspectionDepth', depth, 'levels of introspection');
    else atMost('depth', depth, 'levels');
    if (field.selectionSet) this.enter(field.selectionSet, { ...place, depth, introspection }, new Map());
  }
}

function introspectionBelow(field: FieldNode, place: Place): readonly string[] | null {
  const name = field.name.value;
  if (!place.introspection) return name === '__schema' || name === '__type' ? [] : null;
  if (!INTROSPECTION_LISTS.has(name)) return place.introspection;
  if (place.introspection.includes(name)) {
    throw new Excess(`The document asks for ${name} within ${name}: ask for one type after the other instead.`);
  }
  return [...place.introspection, name];
}

function atMost(limit: keyof typeof DOCUMENT_LIMITS, count: number, what: string): void {
  if (count <= DOCUMENT_LIMITS[limit]) return;
  throw new Excess(`The document is too complex: it has more than ${DOCUMENT_LIMITS[limit]} ${what}.`);
}

function checkDirectives(document: DocumentNode): void {
  let directives = 0;
  visit(document, {
    enter(node) {
      const here = ('directives' in node && node.directives?.length) || 0;
      directives += here;
      atMost('directivesPerPlace', here, 'directives in one place');
      atMost('directives', directives, 'directives');
    },
  });
}

function checkSelections(document: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const walk = new Walk(fragments);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const names = new Map<string, number>();
    walk.enter(definition.selectionSet, { depth: 0, introspection: null, spreads: [] }, names);
    if (definition.operation !== OperationTypeNode.MUTATION) continue;
    atMost('mutations', [...names.values()].reduce((sum, times) => sum + times, 0), 'mutations');
  }
}

/**
 * Why a document is too complex, or null. Looks at its shape alone, so it can run before validation,
 * whose own cost grows with the square of hostile documents.
 */
export function findExcess(document: DocumentNode): string | null {
  try {
    checkDirectives(document);
    checkSelections(document);
    return null;
  } catch (error) {
    if (error instanceof Excess) return error.message;
    throw error;
  }
}
