import type { Random } from '../../src/core/index.js';

/** A chunk with its pad byte. */
export type Chunk = [id: string, body: Buffer];

/** A RIFF/WAVE file, or with a ds64 chunk first an RF64 one. */
export function riff(chunks: readonly Chunk[], magic: 'RIFF' | 'RF64' = 'RIFF'): Buffer {
  const parts = chunks.flatMap(([id, body]) => [
    Buffer.from(id, 'latin1'),
    uint32(magic === 'RF64' && id === 'data' ? 0xffffffff : body.length),
    body,
    Buffer.alloc(body.length % 2),
  ]);
  const body = Buffer.concat([Buffer.from('WAVE'), ...parts]);
  return Buffer.concat([Buffer.from(magic), uint32(magic === 'RF64' ? 0xffffffff : body.length), body]);
}

export interface TestFormat {
  kind: 'pcm' | 'float';
  bits: number;
  channels: number;
  sampleRate: number;
  extensible: boolean;
}

const tags = { pcm: 1, float: 3 };

export function formatChunk({ kind, bits, channels, sampleRate, extensible }: TestFormat): Chunk {
  const body = Buffer.alloc(extensible ? 40 : 16);
  body.writeUInt16LE(extensible ? 0xfffe : tags[kind], 0);
  body.writeUInt16LE(channels, 2);
  body.writeUInt32LE(sampleRate, 4);
  body.writeUInt32LE((sampleRate * channels * bits) / 8, 8);
  body.writeUInt16LE((channels * bits) / 8, 12);
  body.writeUInt16LE(bits, 14);
  if (extensible) {
    body.writeUInt16LE(22, 16);
    body.writeUInt16LE(bits, 18);
    body.writeUInt16LE(tags[kind], 24);
    body.write('000000001000800000aa00389b71', 26, 'hex');
  }
  return ['fmt ', body];
}

/** Random samples of a format, with their bytes and their values as the kit reads them, full scale 1. */
export function randomSamples(
  random: Random,
  { kind, bits }: Pick<TestFormat, 'kind' | 'bits'>,
  count: number,
): { data: Buffer; values: Float32Array } {
  const data = Buffer.alloc((count * bits) / 8);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const at = (i * bits) / 8;
    if (kind === 'float') {
      values[i] = random.uniform(-4, 4);
      if (bits === 32) data.writeFloatLE(values[i]!, at);
      else data.writeDoubleLE(values[i]!, at);
      continue;
    }
    const half = 2 ** (bits - 1);
    const value = random.pick([random.integer(-half, half), -half, half - 1]);
    values[i] = value / (bits === 16 ? 32_767 : half);
    if (bits === 8) data.writeUInt8(value + half, at);
    else data.writeIntLE(value, at, bits / 8);
  }
  return { data, values };
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
