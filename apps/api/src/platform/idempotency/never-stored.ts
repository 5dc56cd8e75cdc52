import { getNamedType, type GraphQLSchema, isObjectType } from 'graphql';
import { Extensions } from 'type-graphql';

const SECRET = 'usherSecret';
const COOKIE = 'usherCookie';

/** Marks a field of a payload that lets somebody in, or vouches for somebody. */
export const Secret = (): MethodDecorator & PropertyDecorator => Extensions({ [SECRET]: true });

/** Marks a mutation that sets or clears cookies. */
export const SetsCookies = (): MethodDecorator & PropertyDecorator => Extensions({ [COOKIE]: true });

/** Mutations whose answers carry a secret or a cookie: they cannot be given again (API-3). */
export function neverStoredOf(schema: GraphQLSchema): ReadonlySet<string> {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  return new Set(mutations.filter(({ type, extensions }) => {
    const payload = getNamedType(type);
    const fields = isObjectType(payload) ? Object.values(payload.getFields()) : [];
    return extensions[COOKIE] === true || fields.some((field) => isSecret(field));
  }).map(({ name }) => name));
}

export const isSecret = ({ extensions }: { extensions: Readonly<Record<string, unknown>> }): boolean => extensions[SECRET] === true;
