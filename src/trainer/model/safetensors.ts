import { open } from 'node:fs/promises';

/** What the header of a safetensors file says. */
export interface SafetensorsHeader {
  /** shapes of the tensors by name */
  tensors: Record<string, number[]>;
  /** size of the whole file */
  bytes: number;
}

interface Tensor {
  shape: number[];
  data_offsets: [number, number];
}

/** Of the largest header that the format allows: a larger number is damage. */
const largestHeader = 100_000_000;

/**
 * Reads the header of a safetensors file: eight bytes with the length of a JSON object, and in that object where each tensor begins and ends
 * (github.com/huggingface/safetensors, "Format").
 * @returns undefined where there is no such header
 */
export async function safetensorsHeader(file: string): Promise<SafetensorsHeader | undefined> {
  const handle = await open(file);
  try {
    const length = Buffer.alloc(8);
    const { bytesRead } = await handle.read(length, 0, 8, 0);
    const size = bytesRead === 8 ? Number(length.readBigUInt64LE()) : 0;
    if (size === 0 || size > largestHeader) return undefined;
    const text = Buffer.alloc(size);
    const read = await handle.read(text, 0, size, 8);
    return read.bytesRead === size ? parsed(text.toString('utf8'), 8 + size) : undefined;
  } finally {
    await handle.close();
  }
}

function parsed(text: string, start: number): SafetensorsHeader | undefined {
  try {
    const { __metadata__: _, ...tensors } = JSON.parse(text) as Record<string, Tensor>;
    const end = Object.values(tensors).reduce((last, { data_offsets }) => Math.max(last, data_offsets[1]), 0);
    const shapes = Object.entries(tensors).map(([name, { shape }]) => [name, shape]);
    return { tensors: Object.fromEntries(shapes), bytes: start + end };
  } catch {
    return undefined;
  }
}
