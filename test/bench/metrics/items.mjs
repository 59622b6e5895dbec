import { adjectives, adverbs, endings, joints, places, sounds, sources } from './wording.mjs';

const distinct = 10_000;

/** Items with a candidate and five references about the same events, 4 to 25 words each; from 10,000 on they recur under other ids. */
export async function benchItems(count) {
  // the kit is compiled after this file is loaded
  const { randomStream } = await import('../../../dist/src/core/index.js');
  const items = Array.from({ length: Math.min(count, distinct) }, (_, i) => item(randomStream(1, 'bench item', i)));
  return Array.from({ length: count }, (_, i) => ({ ...items[i % distinct], id: `item-${i}` }));
}

function item(random) {
  const events = Array.from({ length: 1 + random.integer(0, 3) }, () => event(random));
  return { candidate: caption(random, events), references: Array.from({ length: 5 }, () => caption(random, events)) };
}

/** What can be heard: frequent sources and sounds come first in their lists. */
function event(random) {
  return { source: often(random, sources), sound: often(random, sounds), place: often(random, places) };
}

/** One wording of events; a listener leaves out some of them and does not know all sources. */
function caption(random, events) {
  const heard = events.filter((_, i) => i === 0 || random.next() < 0.7);
  const clauses = heard.map((one) =>
    clause(random, random.next() < 0.2 ? { ...one, source: often(random, sources) } : one),
  );
  const [text, ...others] = [clauses[0], ...clauses.slice(1).flatMap((next) => [random.pick(joints), next])];
  const sentence = [text, ...others].join(' ').replaceAll(' ,', ',');
  return `${sentence[0].toUpperCase()}${sentence.slice(1)}${random.next() < 0.6 ? '.' : ''}`;
}

function clause(random, { source, sound, place }) {
  const plural = random.next() < 0.3;
  const noun = `${random.next() < 0.35 ? `${often(random, adjectives)} ` : ''}${source}`;
  const subject = plural
    ? `${random.pick(['several', 'some', 'many', 'two'])} ${noun}s`
    : `${random.pick(['a', 'a', 'the', 'one'])} ${noun}`;
  const [form, ending] = random.pick(endings);
  const parts = [subject, form(plural), `${sound}${ending(plural)}`];
  if (random.next() < 0.25) parts.push(often(random, adverbs));
  if (random.next() < 0.4) parts.push(random.pick(['in', 'near', 'from', 'behind']), 'the', place);
  return parts.filter(Boolean).join(' ');
}

/** The k-th value with a probability of about 1 / k. */
function often(random, values) {
  return values[Math.floor(values.length ** random.next()) - 1] ?? values[0];
}
