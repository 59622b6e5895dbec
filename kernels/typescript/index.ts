export { type Connection, type Content, decode, encode, type Header, type Message, message } from './wire.js';
export type { CellTypes } from './worker/check-cells.js';
