import { z } from 'zod';

/**
 * The same schema with the types of values alone: without bounds, patterns, lists of known names and rules between members, and with unknown
 * members kept. It reads what was valid under other rules; defaults and transformations stay. The names in its output may be unknown ones.
 */
export function withoutRules<T>(schema: z.ZodType<T>): z.ZodType<T> {
  return relaxed(schema) as z.ZodType<T>;
}

function relaxed(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const withParts = (parts: object): z.core.$ZodType => z.core.clone(schema, { ...def, checks: [], ...parts });
  switch (def.type) {
    case 'object':
      return withParts({ shape: mapped(def.shape), catchall: z.unknown() });
    case 'record':
      return withParts({ keyType: relaxed(def.keyType), valueType: relaxed(def.valueType) });
    case 'array':
      return withParts({ element: relaxed(def.element) });
    case 'union':
      return withParts({ options: def.options.map(relaxed) });
    case 'tuple':
      return withParts({ items: def.items.map(relaxed) });
    case 'pipe':
      return withParts({ in: relaxed(def.in), out: relaxed(def.out) });
    case 'optional':
    case 'nullable':
    case 'default':
      return withParts({ innerType: relaxed(def.innerType) });
    case 'string':
    case 'enum':
      return z.string();
    case 'number':
      return z.number();
    case 'never':
      return z.unknown();
    default:
      return schema; // literals, booleans, transformations
  }
}

function mapped(shape: Readonly<Record<string, z.core.$ZodType>>): Record<string, z.core.$ZodType> {
  return Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, relaxed(schema)]));
}
