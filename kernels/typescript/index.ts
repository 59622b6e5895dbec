export type { CellTypes } from './cell-types.js';
export type { Connection } from './connection.js';
export type { DeclaredParameter, ParameterAnswer, ParameterQuestion } from './parameters.js';
export { type Content, decode, encode, type Header, type Message, message, protocolVersion } from './wire.js';
