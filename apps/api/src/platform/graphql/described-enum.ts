import { registerEnumType } from 'type-graphql';

/** An enumeration of the schema, each of whose values says what it means: one without words does not compile. */
export function describedEnum<Values extends Record<string, string>>(
  values: Values, name: string, description: string, words: Record<keyof Values, string>,
): void {
  const valuesConfig = Object.fromEntries(Object.entries<string>(words).map(([value, text]) => [value, { description: text }]));
  registerEnumType(values, { name, description, valuesConfig: valuesConfig as Parameters<typeof registerEnumType<Values>>[1]['valuesConfig'] });
}
