import { type Random, randomStream } from '../../core/index.js';
import { events } from './events.js';
import { joined, many, mixClip, numbered, type Planned } from './plan.js';
import { scenes } from './scenes.js';
import { described, describedTogether, eventQuestion, onlyQuestion, questions } from './wording.js';

/** Abilities that the base model needs before an arm can learn from pairs. */
export type DiagnosticName = 'two-events' | 'addressing' | 'addressing-same-scene' | 'only';

/** A question about audios with its only correct answer. */
export interface DiagnosticItem {
  id: string;
  question: string;
  /** absolute paths once read */
  audios: string[];
  answer: string;
  meta: { scenes: string[]; events: string[] };
}

const sceneNames = Object.keys(scenes);
const eventNames = Object.keys(events);

type Make = (random: Random, key: string, index: number) => Planned<Omit<DiagnosticItem, 'id'>>;

const makers: Record<DiagnosticName, Make> = {
  'two-events': twoEvents,
  addressing,
  'addressing-same-scene': addressingSameScene,
  only,
};

export const diagnosticNames: readonly DiagnosticName[] = Object.keys(makers) as DiagnosticName[];

export function planDiagnostic(seed: number, name: DiagnosticName, count: number): Planned<DiagnosticItem> {
  return joined(
    many(count, (index) => {
      const id = `${name}-${numbered(index)}`;
      const key = `diagnostics/${id}`;
      const { clips, rows } = makers[name](randomStream(seed, 'plan', key), key, index);
      return { clips, rows: rows.map((row) => ({ id, ...row })) };
    }),
  );
}

function twoEvents(random: Random, key: string): ReturnType<Make> {
  const scene = random.pick(sceneNames);
  const types = random.sample(eventNames, 2) as [string, string];
  const clip = mixClip(`${key}.wav`, key, scene, types);
  return item([clip], questions.twoEvents, describedTogether(...types), [scene], types);
}

/** Different events over different scenes; questions alternate between the first and the second. */
function addressing(random: Random, key: string, index: number): ReturnType<Make> {
  const places = random.sample(sceneNames, 2);
  const types = random.sample(eventNames, 2);
  const clips = types.map((type, k) => mixClip(`${key}-${k}.wav`, `${key}-${k}`, places[k], [type]));
  return item(clips, eventQuestion(index % 2), described(types[index % 2]!), places, types);
}

/** x+a and x+b over one recording of a scene, as in editing pairs. */
function addressingSameScene(random: Random, key: string, index: number): ReturnType<Make> {
  const scene = random.pick(sceneNames);
  const types = random.sample(eventNames, 2);
  const clips = types.map((type, k) => mixClip(`${key}-${k}.wav`, key, scene, [type]));
  return item(clips, eventQuestion(index % 2), described(types[index % 2]!), [scene], types);
}

/** x with its own event, and x+a; the richer mix is alternately first and second. */
function only(random: Random, key: string, index: number): ReturnType<Make> {
  const scene = random.pick(sceneNames);
  const [own, added] = random.sample(eventNames, 2) as [string, string];
  const pair = [mixClip(`${key}-x.wav`, key, scene, [own]), mixClip(`${key}-xa.wav`, key, scene, [own, added])];
  const place = index % 2;
  return item(place === 1 ? pair : pair.reverse(), onlyQuestion(place), described(added), [scene], [own, added]);
}

function item(
  clips: ReturnType<typeof mixClip>[],
  question: string,
  answer: string,
  inScenes: string[],
  types: string[],
): ReturnType<Make> {
  const audios = clips.map(({ file }) => file);
  return { clips, rows: [{ question, audios, answer, meta: { scenes: inScenes, events: types } }] };
}
