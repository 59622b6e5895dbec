import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AccError, ErrorCode, ErrorFacts } from '../../src/core/index.js';

/** The connection file that Jupyter passes to a kernel (jupyter_client docs, "Connection files"). */
export interface Connection {
  transport: string;
  ip: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
  /** an empty key disables signing */
  key: string;
  /** `hmac-` followed by the name of a hash */
  signature_scheme: string;
  kernel_name?: string;
  /** the keys of CurveZMQ, in Z85; without them messages are signed but not encrypted */
  curve_publickey?: string | null;
  curve_secretkey?: string | null;
}

export const portNames = ['shell_port', 'iopub_port', 'stdin_port', 'control_port', 'hb_port'] as const;

/**
 * Reads and validates the connection file.
 * @throws AccError kernel/connection-file, kernel/signature-scheme
 */
export async function readConnection(file: string): Promise<Connection> {
  let found: Partial<Connection>;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw await accError('kernel/connection-file', { message: `the connection file cannot be read: ${cause}`, file });
  }
  const { transport = 'tcp', ip = '127.0.0.1', key = '', signature_scheme = 'hmac-sha256' } = found ?? {};
  const wrong = portNames.find((name) => !isPort(found?.[name]));
  if (wrong) throw await accError('kernel/connection-file', { message: `${wrong} is not a port number`, file });
  if (transport !== 'tcp' && transport !== 'ipc')
    throw await accError('kernel/connection-file', { message: `transport ${transport} is neither tcp nor ipc`, file });
  if (key && !canSign(signature_scheme))
    throw await accError('kernel/signature-scheme', {
      message: `messages cannot be signed with ${signature_scheme}`,
      file,
      hint: 'use hmac-sha256',
    });
  if (isEncrypted(found) && !/^[!-~]{40}$/.test(found.curve_secretkey ?? ''))
    throw await accError('kernel/connection-file', { message: 'curve_secretkey is not a key of CurveZMQ', file });
  return { ...found, transport, ip, key, signature_scheme } as Connection;
}

/** Whether the client demands encryption. */
export function isEncrypted({ curve_publickey, curve_secretkey }: Partial<Connection>): boolean {
  return (curve_publickey ?? curve_secretkey ?? undefined) !== undefined;
}

/** The name of the signing hash; empty if the scheme is not an HMAC. */
export function hashOf(signatureScheme: string): string {
  return signatureScheme.startsWith('hmac-') ? signatureScheme.slice('hmac-'.length) : '';
}

/** Imports the error class on demand, so that a normal start does not wait for it. */
export async function accError(code: ErrorCode, facts: ErrorFacts): Promise<AccError> {
  const core = await import('../../src/core/index.js');
  return new core.AccError(code, facts);
}

function canSign(signatureScheme: string): boolean {
  try {
    return createHmac(hashOf(signatureScheme), 'key') !== undefined;
  } catch {
    return false;
  }
}

function isPort(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) < 65_536;
}
