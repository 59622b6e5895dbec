import { types } from 'node:util';

/** Whether a value is an object of data alone: no class, no proxy. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || types.isProxy(value)) return false;
  return [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

/** A member of a value as it is stored: getters, which may be slow or throw, are not called. */
export function ownValue(value: object, key: string | number): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}
