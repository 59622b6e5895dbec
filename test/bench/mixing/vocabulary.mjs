import { chances } from './synthesis.mjs';

/** Event types by category; no caption below names one of them. */
export const typesByCategory = {
  NaturalSounds: 'thunder waterfall blizzard avalanche geyser hail surf drizzle earthquake campfire gale brook lava',
  Transportation:
    'helicopter tram motorcycle ferry bicycle ambulance tractor rocket airplane subway hovercraft lorry kart',
  IndoorActivities:
    'vacuum kettle blender toaster typewriter microwave dishwasher zipper stapler faucet broom oven shower',
  OutdoorActivities: 'hammer chainsaw shovel lawnmower jackhammer fireworks archery skateboard axe hose rake drill saw',
  Animals: 'dog cat rooster cow sheep frog cricket owl wolf horse pig crow',
  Speech: 'whisper shout lecture announcement debate chant sermon interview mumble cheer gossip monologue',
  Music: 'piano violin trumpet flute guitar banjo accordion cello harp xylophone bagpipe organ',
  HumanSounds: 'sneeze cough laughter applause snore hiccup yawn sigh burp gasp whistle sob',
};

const words = {
  subject:
    'An old farmer,A young teacher,The night guard,A busy cook,Two tourists,A tired clerk,Some neighbours,A crowd',
  verb: 'walks,waits,hurries,wanders,lingers,strolls,gathers,marches,rests,arrives,passes,settles',
  manner: 'slowly,calmly,eagerly,quickly,patiently,carelessly,steadily,together,alone,again',
  place: 'street,market,garden,corridor,station,harbour,meadow,library,stadium,courtyard,forest path,parking lot',
  near: 'beside,behind,across from,close to,in front of,next to',
  landmark: 'tall fence,stone bridge,wooden gate,empty bench,brick wall,red tent,long queue,tiny window',
};
const lists = Object.fromEntries(Object.entries(words).map(([name, list]) => [name, list.split(',')]));

/** An AudioCaps-like caption of nine to fourteen words, from chances in [0, 1). */
export function caption(random) {
  const draw = (name) => lists[name][Math.floor(random() * lists[name].length)];
  return `${draw('subject')} ${draw('verb')} ${draw('manner')} in the ${draw('place')} ${draw('near')} the ${draw('landmark')}`;
}

/** Rows of an events.csv: so many types of each category (all without a number), so many events of each type. */
export function eventRows(eventsOfType, typesOfCategory = Infinity) {
  const moods = ['brief', 'distant', 'muffled', 'clear'];
  return Object.entries(typesByCategory).flatMap(([category, types]) =>
    types
      .split(' ')
      .slice(0, typesOfCategory)
      .flatMap((type) =>
        moods.slice(0, eventsOfType).map((mood) => ({
          id: `${type}-${mood}`,
          category,
          type,
          description: `${mood} ${type}`,
          file: `events/${type}/${type}-${mood}.wav`,
        })),
      ),
  );
}

/** The text of a CSV with the rows' keys as its header. */
export function csv(rows) {
  return [Object.keys(rows[0]), ...rows.map(Object.values)].map((cells) => `${cells.join(',')}\n`).join('');
}

/** Rows as AudioCaps publishes them. */
export function audioCapsRows(count) {
  const random = chances(5);
  return Array.from({ length: count }, (_, i) => ({
    audiocap_id: i + 1,
    youtube_id: `clip${String(i).padStart(7, '0')}`,
    start_time: 10 * Math.floor(30 * random()),
    caption: caption(random),
  }));
}
