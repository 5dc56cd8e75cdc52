import {
  getNamedType, type GraphQLFieldResolver, type GraphQLSchema, isCompositeType, isIntrospectionType, isNonNullType, isObjectType,
} from 'graphql';
import { isList } from './document-cost';
import { documentTooComplex } from './faults';

/** Items that all lists of one answer may hold together. */
const MOST_LISTED = 100_000;

type Resolve = GraphQLFieldResolver<unknown, unknown>;

const tooMany = () => documentTooComplex(
  `The document is too complex: its lists hold more than ${MOST_LISTED.toLocaleString('en')} items. Ask for fewer lists within lists.`);

/** Of each execution; its variables are its own, while documents and contexts may be shared. */
const listed = new WeakMap<object, number>();

/** Says once that it is too much; every list after that is left out, so that the answer ends soon. */
function counted(resolve: Resolve, leftOut: [] | null): Resolve {
  return (source, args, context, info) => {
    const soFar = () => listed.get(info.variableValues) ?? 0;
    const count = (items: unknown): unknown => {
      if (!Array.isArray(items)) return items;
      if (soFar() > MOST_LISTED) return leftOut;
      const sum = soFar() + items.length;
      listed.set(info.variableValues, sum);
      if (sum > MOST_LISTED) throw tooMany();
      return items;
    };
    if (soFar() > MOST_LISTED) return leftOut;
    const items = resolve(source, args, context, info);
    return items instanceof Promise ? items.then(count) : count(items);
  };
}

/**
 * Ends what brings more than anybody can use. What pages bring is known before (`countNodes`); a list without pages is
 * guessed at there, and multiplies within others. `limitDocuments` leaves nothing of the data of such an answer.
 */
export function boundLists(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve && isList(field.type) && isCompositeType(getNamedType(field.type))) {
        field.resolve = counted(field.resolve, isNonNullType(field.type) ? [] : null);
      }
    }
  }
}
