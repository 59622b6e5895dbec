import { types } from 'node:util';

/** Whether a value is a plain object: no class instance, no proxy. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || types.isProxy(value)) return false;
  return [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

/** The stored value of a member: getters, which may be slow or throw, are not called. */
export function ownValue(value: object, key: string | number): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}
