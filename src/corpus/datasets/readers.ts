import { readAudiocaps } from './audiocaps.js';
import { readClotho } from './clotho.js';
import type { DatasetReader } from './contents.js';
import { readEventBank } from './event-bank.js';
import { readGtzan } from './gtzan.js';
import { readIemocap } from './iemocap.js';
import { readNsynth } from './nsynth.js';
import { readStandIn } from './stand-in.js';
import { readVocalsound } from './vocalsound.js';

/** The readers by the names that the `adapter` of a manifest may have. */
export const readers: Readonly<Record<string, DatasetReader>> = {
  audiocaps: readAudiocaps,
  clotho: readClotho,
  vocalsound: readVocalsound,
  iemocap: readIemocap,
  nsynth: readNsynth,
  gtzan: readGtzan,
  'event-bank': readEventBank,
  'stand-in': readStandIn,
};
