import { sound } from './trees.js';

const audio = sound.length;
const caption = { audiocap_id: '7', youtube_id: '--0PQM4-hqg', start_time: 30, caption: 'A dog barks, then howls' };
const captions = {
  ...{ file_name: 'Tourne-à-gauche.wav', caption_1: 'One, two.' },
  ...{ caption_2: 'B', caption_3: 'C', caption_4: 'D', caption_5: 'E' },
};
const esc = (id: string, category: string, target: string, src_file: string, take: string): object => {
  const file = { filename: `${id}-${target}.wav`, src_file, take };
  return { ...file, category, target, fold: id.slice(0, 1), esc10: 'True' };
};

/** What a reader of Croissant finds in the files of published.ts, by dataset and record set; sounds as numbers of bytes. */
export const publishedRecords: Readonly<Record<string, Readonly<Record<string, readonly object[]>>>> = {
  'audiocaps-v1': { train: [caption], val: [caption], test: [caption] },
  'audiocaps-v2': { train: [caption], val: [caption], test: [caption] },
  'auditeval-events': {
    events: [
      { id: 'd1', category: 'Animals', type: 'dog', description: 'A yapping dog.', file: 'clips/d1.wav' },
      { id: 'd2', category: 'Animals', type: 'dog', description: 'a deep dog', file: 'clips/d2.wav' },
      { id: 'p1', category: 'Music', type: 'piano', description: 'playing piano', file: 'clips/p1.wav' },
    ],
  },
  'clotho-v2.1': { development: [captions], validation: [captions], evaluation: [captions] },
  gtzan: {
    excerpts: ['blues.00000', 'hiphop.00000', 'jazz.00053', 'jazz.00054', 'rock.00001'].map((id) => ({
      ...{ id, audio },
      genre: id.split('.')[0],
    })),
  },
  iemocap: {
    turns: [
      ...['F019', 'M001'].map((turn) => ({ turn: `Ses01F_impro05_${turn}`, audio })),
      ...['F000', 'F001', 'M002', 'M003', 'M004'].map((turn) => ({ turn: `Ses05M_script01_${turn}`, audio })),
    ],
  },
  'nsynth-test': {
    notes: ['bass_synthetic_068-049-025', 'keyboard_electronic_001-021-127'].map((note_str) => ({ note_str, audio })),
  },
  'stand-in-events': {
    esc50: [
      esc('1-100032-A', 'dog', '0', '100032', 'A'),
      esc('1-110389-A', 'dog', '0', '110389', 'A'),
      esc('1-110389-B', 'dog', '0', '110389', 'B'),
      esc('2-30226-A', 'dog', '0', '30226', 'A'),
      esc('2-30344-A', 'dog', '0', '30344', 'A'),
      esc('3-55555-A', 'dog', '0', '55555', 'A'),
      esc('1-17367-A', 'rain', '10', '17367', 'A'),
    ],
    fsd50k: [
      {
        ...{ fname: '64760', labels: 'Male_speech_and_man_speaking,Speech,Human_voice' },
        ...{ mids: '/m/05zppz,/m/09x0r', split: 'train' },
      },
      {
        ...{ fname: '64761', labels: 'Male_speech_and_man_speaking,Conversation,Speech' },
        ...{ mids: '/m/05zppz,/m/01h8n0', split: 'val' },
      },
    ],
  },
  vocalsound: {
    classes: [{ index: '0', mid: '/m/01j3sz', display_name: 'Laughter' }],
    recordings: ['f0003_0_cough', 'f0009_0_laughter', 'm0001_0_sniff', 'm0001_0_throatclearing'].map((name) => ({
      ...{ file: `${name}.wav`, audio },
    })),
  },
};
