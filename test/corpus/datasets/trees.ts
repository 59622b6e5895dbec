import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encodeWav } from '../../../src/audio/index.js';

/** Files of a small tree by path: text, bytes, or 'sound' for a quarter of a second of audible sound. */
export type Tree = Record<string, string | Uint8Array>;

const samples = Float32Array.from({ length: 4000 }, (_, i) => 0.2 * Math.sin(i / 5));

/** A quarter of a second of a tone at 16 kHz, as a WAV file. */
export const sound: Uint8Array = encodeWav({ samples, sampleRate: 16_000 });
/** The same length, but silent. */
export const silence: Uint8Array = encodeWav({ samples: new Float32Array(4000), sampleRate: 16_000 });
/** Its header states more samples than the file contains. */
export const truncated: Uint8Array = sound.subarray(0, 2000);

export async function plant(folder: string, tree: Tree): Promise<string> {
  for (const [path, content] of Object.entries(tree)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;
const many = (paths: string[], content: Uint8Array = sound): Tree =>
  Object.fromEntries(paths.map((path) => [path, content]));

const audiocapsHeader = 'audiocap_id,youtube_id,start_time,caption';

/** Unsorted rows, every file name pattern, ids that begin with - and _, a clip without audio. */
export const audiocaps: Tree = {
  'train.csv': lines(
    audiocapsHeader,
    '9,--8puiAGLhs,30,"Idling car, train blows horn and passes"',
    '2,_abc,0,A man speaks',
    '5,Gone,10,Rain falls',
    '7,plain,120,A bell rings',
    '11,flacOnly,4,Wind blows',
  ),
  'val.csv': lines(audiocapsHeader, '20,vvv,1,Water runs', '21,vvv,1,A tap is open'),
  'test.csv': lines(audiocapsHeader, ...[0, 1, 2, 3, 4].map((k) => `${30 + k},ttt,60,Test caption ${k}`)),
  ...many([
    'audio/train/--8puiAGLhs_30000_40000.wav',
    'audio/train/_abc_0.wav',
    'audio/train/._plain.wav',
    'audio/train/plain.wav',
    'audio/val/vvv_1.wav',
    'audio/test/Yttt.wav',
  ]),
  'audio/train/flacOnly_4.flac': 'fLaC and something',
};

const clothoHeader = 'file_name,caption_1,caption_2,caption_3,caption_4,caption_5';
const clothoCaptions = (file: string): string => `${file},"One, two.",Two,Three,Four,Five`;

/** Names with spaces, accents and a colon replaced by the file system; metadata in ISO-8859-1. */
export const clotho: Tree = {
  'clotho_captions_evaluation.csv': lines(
    clothoHeader,
    clothoCaptions('Santa Motor.wav'),
    clothoCaptions('Tourne-à-gauche.wav'),
    clothoCaptions('rain: on metal.wav'),
    clothoCaptions('lost.wav'),
  ),
  'clotho_metadata_evaluation.csv': Buffer.from(
    lines(
      'file_name,keywords,sound_id,sound_link,start_end_samples,manufacturer,license',
      'Santa Motor.wav,machine;motor,1,link,"[0, 5]",Zoë,CC0',
      'Tourne-à-gauche.wav,wood,2,link,"[0, 5]",me,CC BY',
    ),
    'latin1',
  ),
  ...many(['evaluation/Santa Motor.wav', 'evaluation/Tourne-à-gauche.wav', 'evaluation/rain_ on metal.wav']),
  'evaluation/._Santa Motor.wav': 'AppleDouble',
  'development/lost.wav': sound,
};

const vocalRow = (file: string, mid: string) => ({ wav: `/data/sls/scratch/author/vocalsound/${file}`, labels: mid });

/** Files inside `data/`, as in some archives; the paths in the lists are the author's. */
export const vocalsound: Tree = {
  'data/datafiles/tr.json': JSON.stringify({ data: [vocalRow('f0003_0_cough.wav', '/m/01b_21')] }),
  'data/datafiles/te.json': JSON.stringify({
    data: [
      vocalRow('m0001_0_throatclearing.wav', '/m/0dl9sf8'),
      vocalRow('m0001_0_sniff.wav', '/m/07ppn3j'),
      { wav: 'C:\\author\\f0009_0_laughter.wav', labels: '/m/01j3sz' },
      vocalRow('f0404_0_sigh.wav', '/m/07plz5l'),
    ],
  }),
  'data/class_labels_indices_vs.csv': lines('index,mid,display_name', '0,/m/01j3sz,Laughter'),
  ...many(
    ['f0003_0_cough', 'm0001_0_throatclearing', 'm0001_0_sniff', 'f0009_0_laughter'].map(
      (name) => `data/audio_16k/${name}.wav`,
    ),
  ),
};

const evaluation = (dialog: string, ...turns: [string, string][]): string =>
  lines(
    '% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]',
    '',
    ...turns.flatMap(([turn, emotion]) => [
      `[140.2250 - 145.6000]\t${dialog}_${turn}\t${emotion}\t[1.5000, 4.0000, 4.5000]`,
      'C-E1:\tAnger;\t()',
      'A-E3:\tval 1; act  4; dom  5;\t()',
      '',
    ]),
  );

/** Excited turns, emotions outside the four classes, files of macOS, one turn without audio. */
export const iemocap: Tree = {
  'Session1/dialog/EmoEvaluation/Ses01F_impro05.txt': evaluation('Ses01F_impro05', ['F019', 'ang'], ['M001', 'fru']),
  'Session1/dialog/EmoEvaluation/._Ses01F_impro05.txt': Buffer.from([0, 5, 22, 7, 255, 254]),
  'Session1/dialog/EmoEvaluation/Categorical/Ses01F_impro05_e1_cat.txt': 'Ses01F_impro05_F019 :Anger; ()',
  'Session5/dialog/EmoEvaluation/Ses05M_script01.txt': evaluation(
    'Ses05M_script01',
    ['F000', 'exc'],
    ['F001', 'hap'],
    ['M002', 'neu'],
    ['M003', 'sad'],
    ['M004', 'xxx'],
    ['M005', 'sad'],
  ),
  ...many([
    'Session1/sentences/wav/Ses01F_impro05/Ses01F_impro05_F019.wav',
    'Session1/sentences/wav/Ses01F_impro05/Ses01F_impro05_M001.wav',
    ...['F000', 'F001', 'M002', 'M003', 'M004'].map(
      (turn) => `Session5/sentences/wav/Ses05M_script01/Ses05M_script01_${turn}.wav`,
    ),
  ]),
};

const note = (family: string) => ({
  note: 1,
  instrument_family_str: family,
  instrument_family: 0,
  pitch: 60,
  velocity: 75,
  sample_rate: 16000,
  qualities_str: [],
});

export const nsynth: Tree = {
  'nsynth-test/examples.json': JSON.stringify({
    'bass_synthetic_068-049-025': note('bass'),
    'keyboard_electronic_001-021-127': note('keyboard'),
    'vocal_acoustic_000-060-100': note('vocal'),
  }),
  ...many([
    'nsynth-test/audio/bass_synthetic_068-049-025.wav',
    'nsynth-test/audio/keyboard_electronic_001-021-127.wav',
  ]),
};

/** mirdata's spelling of one genre, and the file that is corrupt in every copy. */
export const gtzan: Tree = many([
  'genres/blues/blues.00000.wav',
  'genres/blues/._blues.00000.wav',
  'genres/hip-hop/hiphop.00000.wav',
  'genres/jazz/jazz.00053.wav',
  'genres/jazz/jazz.00054.wav',
  'genres/rock/rock.00001.wav',
]);

export const eventBank: Tree = {
  'events.csv': lines(
    'id,category,type,description,file,licence',
    'd1,Animals,dog,A yapping dog.,clips/d1.wav,CC0',
    'd2,Animals,dog,a deep dog,clips/d2.wav,CC0',
    'p1,Music,piano,playing piano,clips/p1.wav,CC BY',
  ),
  ...many(['clips/d1.wav', 'clips/p1.wav']),
};

/** Five dogs, two of them from one recording; speech with and without a second label of the mapping. */
export const standIn: Tree = {
  'ESC-50-master/meta/esc50.csv': lines(
    'filename,fold,target,category,esc10,src_file,take',
    '1-100032-A-0.wav,1,0,dog,True,100032,A',
    '1-110389-A-0.wav,1,0,dog,True,110389,A',
    '1-110389-B-0.wav,1,0,dog,True,110389,B',
    '2-30226-A-0.wav,2,0,dog,True,30226,A',
    '2-30344-A-0.wav,2,0,dog,True,30344,A',
    '3-55555-A-0.wav,3,0,dog,True,55555,A',
    '1-17367-A-10.wav,1,10,rain,True,17367,A',
  ),
  'FSD50K.ground_truth/dev.csv': lines(
    'fname,labels,mids,split',
    '64760,"Male_speech_and_man_speaking,Speech,Human_voice","/m/05zppz,/m/09x0r",train',
    '64761,"Male_speech_and_man_speaking,Conversation,Speech","/m/05zppz,/m/01h8n0",val',
  ),
  ...many([
    ...['1-100032-A', '1-110389-A', '1-110389-B', '2-30226-A', '2-30344-A', '3-55555-A'].map(
      (name) => `ESC-50-master/audio/${name}-0.wav`,
    ),
    'ESC-50-master/audio/1-17367-A-10.wav',
    'FSD50K.dev_audio/64760.wav',
    'FSD50K.dev_audio/64761.wav',
  ]),
};
