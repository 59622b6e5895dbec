export { type Connection, type Content, decode, encode, type Header, type Message, message } from './wire.js';
