const list = (text) => text.trim().split(/\s+/);

/** Words of captions; the frequent ones first. */
export const sources = list(`
man woman dog bird car engine person child bell water vehicle train door cat truck crowd baby machine clock horse motorcycle siren phone
bus boat plane helicopter sheep duck frog insect rooster pigeon cow goat pig owl crow bee cricket wolf lion mosquito squirrel drill saw
hammer printer typewriter keyboard camera kettle toilet faucet tap shower fan vacuum washer dryer blender mixer grinder sewing-machine
lawnmower chainsaw tractor ambulance racecar bicycle skateboard wheel chain gate window drawer box bag bottle glass plate spoon
knife fork pan radio television speaker guitar piano drum violin flute trumpet whistle harp organ choir singer teacher announcer speaker
toddler teenager boy girl lady gentleman audience fountain stream river wave ocean storm thunderbolt fire campfire firework
rocket gun cannon explosion alarm horn buzzer beeper ticker pendulum elevator escalator crane excavator generator turbine pump compressor
`);
export const sounds = list(`
talk bark run ring speak sing blow hum laugh cry chirp pass roar rattle clank click crack squeak creak drip splash pour gurgle
sizzle pop bang thump knock tap scrape scratch rustle crackle hiss buzz whir whistle honk beep rumble revv idl accelerat grind
drill saw hammer typ snor cough sneez sniff gasp groan moan shout scream yell whisper mumbl giggl chuckl cheer applaud clap stomp walk
jump gallop trot neigh bleat quack croak crow coo moo grunt squeal howl growl meow purr hoot caw clatter clang jingl tinkl chim toll echo
play strum drum vibrat flutter flap swish whoosh zoom skid screech crash slam shatter explod echo fad
`);
export const adjectives = list(`
loud small large young distant old high-pitched low heavy quiet faint deep soft steady sharp metallic wooden electric strong rough
busy distant muffled shrill harsh hollow dull crisp wet dry rusty powerful tiny huge calm angry happy nervous excited elderly female male
adult little big slow fast nearby far unseen plastic old-fashioned two-stroke four-legged
`);
export const adverbs = list(`
loudly softly quietly repeatedly continuously slowly quickly rapidly steadily briefly again twice together faintly constantly
intermittently suddenly gently violently rhythmically nearby outside indoors outdoors overhead afterwards frequently occasionally
sporadically simultaneously
`);
export const places = list(`
background distance street room park forest kitchen garden house city station road field hall church classroom restaurant office garage
workshop basement bathroom bedroom stadium harbor beach lake river bridge tunnel farm barn zoo market mall shop airport highway alley
courtyard stairwell corridor cave valley mountain meadow
`);
export const joints = ['and', 'while', 'as', 'followed by', ', then', 'and then', 'before', ', and', 'with', 'when'];

const add = (ending) => () => ending;
/** Forms of a verb: the auxiliary for singular or plural, and the ending. */
export const endings = [
  [add(''), (plural) => (plural ? '' : 's')],
  [(plural) => (plural ? 'are' : 'is'), add('ing')],
  [add(''), add('ing')],
  [add(''), add('ed')],
  [(plural) => (plural ? 'have been' : 'has been'), add('ing')],
];
