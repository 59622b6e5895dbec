import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

/** The connection file that Jupyter hands to a kernel (jupyter_client docs, "Connection files"). */
export interface Connection {
  transport: string;
  ip: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
  /** an empty key switches signing off */
  key: string;
  signature_scheme: string;
  kernel_name?: string;
}

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

export const protocolVersion = '5.4';
const delimiter: Buffer = Buffer.from('<IDS|MSG>');

/** A message of ours, ready to be encoded. */
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
export function encode(message: Message, key: string): Uint8Array[] {
  const body = [message.header, message.parent, message.metadata, message.content].map((part) =>
    Buffer.from(JSON.stringify(part)),
  );
  return [...message.identities, delimiter, Buffer.from(signature(body, key)), ...body, ...message.buffers];
}

/**
 * The message in these frames.
 * @returns undefined for anything that is not a well-formed message with a right signature: it must not be acted upon
 */
export function decode(frames: Uint8Array[], key: string): Message | undefined {
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
  if (key && !same(Buffer.from(signature([header, parent, metadata, content], key)), sent)) return undefined;
  const parts = [header, parent, metadata, content].map(parseObject);
  if (parts.includes(undefined) || typeof parts[0]?.msg_type !== 'string' || typeof parts[0].msg_id !== 'string')
    return undefined;
  return {
    identities: frames.slice(0, at),
    header: parts[0] as unknown as Header,
    parent: parts[1] as Message['parent'],
    metadata: parts[2] as Content,
    content: parts[3] as Content,
    buffers,
  };
}

function signature(parts: Uint8Array[], key: string): string {
  if (!key) return '';
  const hmac = createHmac('sha256', key);
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
