import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readText, writeAtomic } from '../core/index.js';
import { readDataFile } from '../yaml/index.js';
import { processor } from './host.js';

/** The speed of a kind of work, and its origin. */
export interface Speed {
  /** before the first unit starts */
  startSeconds: number;
  secondsPerUnit: number;
  /** the amount that was measured, for work whose amount is not known before it runs; null for a reference figure */
  amount: number | null;
  /** 'measured on this machine, 2026-11-30', or the source of a reference figure */
  origin: string;
}

const referenceSchema = z.strictObject({
  version: z.int().positive(),
  speeds: z.array(
    z.strictObject({
      speed: z.string(),
      startSeconds: z.number().min(0),
      secondsPerUnit: z.number().min(0),
      origin: z.string(),
    }),
  ),
});

/** Speeds as they were last measured, by kind of work. */
const measuredSchema = z.record(
  z.string(),
  z.object({
    startSeconds: z.number(),
    secondsPerUnit: z.number(),
    amount: z.number(),
    date: z.string(),
    cpu: z.string(),
  }),
);

type Measured = z.infer<typeof measuredSchema>;

/** A measurement says little about work that is more than this many times as large: most of its time may be the start. */
const farthest = 20;

/**
 * Known speeds by kind of work: what this machine measured in the store, else the reference figures of speeds.yaml. These are also preferred where
 * an amount is given that is far larger than the measured one.
 */
export async function readSpeeds(store: string): Promise<(speed: string, amount?: number) => Speed | undefined> {
  const measured = await readMeasured(store);
  const { speeds } = readDataFile('data-manifests/catalogue/speeds.yaml', referenceSchema, 'catalogue/invalid');
  const cpu = processor();
  return (name, amount = 0) => {
    const own = measured[name];
    const reference = speeds.find(({ speed }) => speed === name);
    const isNear = own && (amount <= own.amount * farthest || !reference);
    if (isNear && own.cpu === cpu) return { ...own, origin: `measured on this machine, ${own.date}` };
    return reference && { ...reference, amount: null };
  };
}

/** The measured times of a stage, for later estimates. */
export interface Measurement {
  seconds: number;
  /** share done, 0..1, and elapsed seconds at the first and at the last progress report */
  first?: { share: number; seconds: number } | undefined;
  last?: { share: number; seconds: number } | undefined;
}

/**
 * Stores the speed of a finished stage for later plans. The time per unit is measured between the first and the last
 * progress report; the rest is the start. One of far less work does not replace another.
 * @param amount units of the whole stage
 */
export async function storeSpeed(
  store: string,
  speed: string,
  amount: number,
  { seconds, first, last }: Measurement,
): Promise<void> {
  const share = first && last ? last.share - first.share : 0;
  const whole = share > 0 ? (last!.seconds - first!.seconds) / share : seconds;
  const secondsPerUnit = whole / Math.max(1, amount);
  const startSeconds = Math.max(0, seconds - secondsPerUnit * amount);
  const date = new Date().toISOString().slice(0, 10);
  const cpu = processor();
  const measured = await readMeasured(store);
  if ((measured[speed]?.amount ?? 0) > amount * farthest && measured[speed]!.cpu === cpu) return;
  measured[speed] = {
    startSeconds: Number(startSeconds.toFixed(3)),
    secondsPerUnit: Number(secondsPerUnit.toPrecision(4)),
    amount,
    date,
    cpu,
  };
  await writeAtomic(speedsFile(store), `${JSON.stringify(measured, null, 1)}\n`);
}

/** Empty where the file is missing or was damaged: estimates then use the reference figures, and the next stage writes it again. */
async function readMeasured(store: string): Promise<Measured> {
  const file = speedsFile(store);
  return existsSync(file) ? parsed(await readText(file)) : {};
}

function parsed(text: string): Measured {
  try {
    return measuredSchema.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

function speedsFile(store: string): string {
  return join(store, 'speeds.json');
}
