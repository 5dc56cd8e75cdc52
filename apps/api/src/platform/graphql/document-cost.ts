import {
  type ArgumentNode, type DocumentNode, type FieldNode, type FragmentDefinitionNode, getNamedType,
  type GraphQLNamedType, type GraphQLOutputType, type GraphQLSchema, isCompositeType, isListType, isNonNullType,
  isObjectType, isInterfaceType, Kind, type OperationDefinitionNode, type SelectionSetNode,
} from 'graphql';
import { DOCUMENT_LIMITS } from './document-limits';

const PAGE_BY_DEFAULT = 50;
const LARGEST_PAGE = 200;
/** How many items a list without pages is taken to have. */
const PLAIN_LIST = 10;

interface Asked {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
  defaults: Map<string, unknown>;
}

/** A page size out of bounds is refused by its resolver, with a better message: here it counts as the nearest. */
const withinPage = (size: number) => Math.min(Math.max(Math.trunc(size), 1), LARGEST_PAGE);

function pageArgument(argument: ArgumentNode, { variables, defaults }: Asked): number | null {
  const { value } = argument;
  if (value.kind === Kind.INT) return withinPage(Number(value.value));
  if (value.kind !== Kind.VARIABLE) return null;
  const name = value.name.value;
  const given = Object.hasOwn(variables, name) ? variables[name] : defaults.get(name);
  return typeof given === 'number' ? withinPage(given) : null;
}

function pageSize(field: FieldNode, asked: Asked): number {
  const sizes = (field.arguments ?? [])
    .filter(({ name }) => name.value === 'first' || name.value === 'last')
    .map((argument) => pageArgument(argument, asked))
    .filter((size) => size !== null);
  return sizes.length > 0 ? Math.max(...sizes) : PAGE_BY_DEFAULT;
}

export function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** Nodes that the selections below bring for each of `parents` objects. `inPage`: these are the page's own lists. */
function nodesIn(
  set: SelectionSetNode, type: GraphQLNamedType, parents: number, inPage: boolean, asked: Asked,
): number {
  let nodes = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      nodes += nodesOfField(selection, type, parents, inPage, asked);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? asked.fragments.get(selection.name.value) : selection;
    if (!fragment) continue;
    const condition = fragment.typeCondition ? asked.schema.getType(fragment.typeCondition.name.value) : type;
    nodes += nodesIn(fragment.selectionSet, condition ?? type, parents, inPage, asked);
  }
  return nodes;
}

function nodesOfField(
  field: FieldNode, parent: GraphQLNamedType, parents: number, inPage: boolean, asked: Asked,
): number {
  const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
  if (!definition || !field.selectionSet) return 0;
  const type = getNamedType(definition.type);
  if (!isCompositeType(type)) return 0;

  const paged = definition.args.some(({ name }) => name === 'first');
  const plainList = !paged && !inPage && isList(definition.type);
  const times = paged ? pageSize(field, asked) : plainList ? PLAIN_LIST : 1;
  const items = parents * times;
  return (times > 1 || paged ? items : 0) + nodesIn(field.selectionSet, type, items, paged, asked);
}

/** How many nodes a valid document could bring: page sizes multiplied down its nested lists. */
export function countNodes(
  schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Record<string, unknown>,
): number {
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const defaults = new Map<string, unknown>();
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue?.kind === Kind.INT) defaults.set(variable.name.value, Number(defaultValue.value));
  }
  return nodesIn(operation.selectionSet, root, 1, false, { schema, fragments, variables, defaults });
}

/** Why a document would bring too many nodes, or null. */
export function excessOfNodes(nodes: number): string | null {
  if (nodes <= DOCUMENT_LIMITS.nodes) return null;
  return `The document is too complex: its pages could bring ${nodes} items, more than ${DOCUMENT_LIMITS.nodes}. `
    + 'Ask for smaller pages, or for fewer pages within pages.';
}
