import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { type Connection, hashOf } from './connection.js';

/** The key and scheme that sign messages. */
export type Signing = Pick<Connection, 'key' | 'signature_scheme'>;

export interface Header {
  msg_id: string;
  session: string;
  username: string;
  date: string;
  msg_type: string;
  version: string;
}

export type Content = Record<string, unknown>;

/** One Jupyter message; `identities` are the routing frames before the delimiter. */
export interface Message {
  identities: Uint8Array[];
  header: Header;
  parent: Header | Record<string, never>;
  metadata: Content;
  content: Content;
  buffers: Uint8Array[];
}

export const protocolVersion: string = '5.5';
const delimiter: Buffer = Buffer.from('<IDS|MSG>');

/** A new message from the kernel, ready to be encoded. */
export function message(
  type: string,
  session: string,
  content: Content,
  parent: Message['parent'] = {},
  identities: Uint8Array[] = [],
): Message {
  const header: Header = {
    msg_id: randomUUID(),
    session,
    username: 'kernel',
    date: new Date().toISOString(),
    msg_type: type,
    version: protocolVersion,
  };
  return { identities, header, parent, metadata: {}, content, buffers: [] };
}

/** The frames of a message, signed over header, parent, metadata and content. */
export function encode(message: Message, signing: Signing): Uint8Array[] {
  const body = [message.header, message.parent, message.metadata, message.content].map((part) =>
    Buffer.from(strictJson(part)),
  );
  return [...message.identities, delimiter, Buffer.from(signature(body, signing)), ...body, ...message.buffers];
}

/** A lone surrogate, such as `'🎧'[0]`, is legal in JavaScript's JSON; strict clients reject the whole message. */
function strictJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!json.includes('\\ud')) return json;
  return json.replace(/\\(?:ud[89a-f][0-9a-f]{2}|.)/g, (part) => (part.length === 6 ? '\\ufffd' : part));
}

/**
 * Decodes a message.
 * @returns undefined unless the frames are a well-formed message with a valid signature
 */
export function decode(frames: Uint8Array[], signing: Signing): Message | undefined {
  const at = frames.findIndex((frame) => delimiter.equals(frame));
  if (at < 0 || frames.length < at + 6) return undefined;
  const [sent, header, parent, metadata, content, ...buffers] = frames.slice(at + 1) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    ...Uint8Array[],
  ];
  if (signing.key && !same(Buffer.from(signature([header, parent, metadata, content], signing)), sent))
    return undefined;
  const parts = [header, parent, metadata, content].map(parseObject);
  if (parts.includes(undefined) || !isHeader(parts[0]!)) return undefined;
  return {
    identities: frames.slice(0, at),
    header: parts[0] as unknown as Header,
    parent: parts[1] as Message['parent'],
    metadata: parts[2] as Content,
    content: parts[3] as Content,
    buffers,
  };
}

/** A header is echoed as the parent of every reply: a nested one might not be serialisable again. */
function isHeader(part: Content): boolean {
  const flat = Object.values(part).every((value) => typeof value !== 'object' || value === null);
  return flat && typeof part.msg_type === 'string' && typeof part.msg_id === 'string';
}

function signature(parts: Uint8Array[], { key, signature_scheme }: Signing): string {
  if (!key) return '';
  const hmac = createHmac(hashOf(signature_scheme), key);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function parseObject(frame: Uint8Array): Content | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Content) : undefined;
  } catch {
    return undefined;
  }
}
