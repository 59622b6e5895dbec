import { AccError } from '../../core/index.js';
import { checkVersions, installedVersions, trainerVersions } from '../../trainer/index.js';
import { type Asked, type AskOptions, askQuestions } from './ask.js';
import { rememberSelfTest } from './last-self-test.js';
import { type RecordedAnswers, recordedAnswers, type SelfTestQuestions, selfTestQuestions } from './questions.js';
import { type Suspect, suspects, suspectsText } from './suspects.js';

/** A question with its answers. */
export interface ComparedAnswer {
  id: string;
  question: string;
  recorded: string;
  answer: string;
  equal: boolean;
}

/** The result of a self-test in which every answer was the recorded one. */
export interface SelfTest {
  answers: ComparedAnswer[];
  /** packages of other versions, which gave the same answers */
  otherVersions: Suspect[];
}

/**
 * Asks a shipped tiny model 16 questions about synthesised clips, and compares its answers with the recorded ones: the test that notices
 * packages which train or answer wrongly without an error.
 * @throws AccError 'trainer/wrong-transformers', 'trainer/wrong-swift' before anything is asked; 'experiment/answers-differ' with the answers and
 * the packages that are suspected; 'experiment/other-clips'; what askQuestions throws, with the packages that are suspected
 */
export async function selfTest(options: AskOptions): Promise<SelfTest> {
  const { environment } = options;
  const versions = await trainerVersions(environment);
  checkVersions(versions);
  const questions = selfTestQuestions();
  const recorded = await recordedAnswers();
  const packages = await installedVersions(environment);
  const otherVersions = suspects({ ...packages, python: versions.python }, recorded.versions);
  const asked = await askQuestions(questions, options).catch((error: unknown) => {
    throw options.signal.aborted ? error : withSuspects(error, otherVersions);
  });
  requireSameClips(asked, recorded);
  const answers = compareAnswers(questions, asked.answers, recorded.answers);
  const different = answers.filter(({ equal }) => !equal);
  if (different.length === 0) {
    if (options.model === undefined) await rememberSelfTest(packages);
    return { answers, otherVersions };
  }
  throw new AccError('experiment/answers-differ', {
    message: `${different.length} of ${answers.length} answers of the self-test differ from the recorded ones`,
    hint: [...different.map(differenceText), suspectsText(otherVersions), reinstall].join('\n  '),
    details: { answers, suspects: otherVersions },
  });
}

const reinstall =
  'do not train with this environment; "npm run acc -- env --reinstall" installs the versions of environment.yml';

/** Pairs each question with its recorded answer and that of this environment. */
export function compareAnswers(
  { questions }: SelfTestQuestions,
  answers: Asked['answers'],
  recorded: RecordedAnswers['answers'],
): ComparedAnswer[] {
  const byId = new Map(answers.map(({ id, answer }) => [id, answer]));
  return questions.map(({ id, question }) => {
    const [answer, expected] = [byId.get(id)!, recorded[id]!];
    return { id, question, recorded: expected, answer, equal: answer === expected };
  });
}

/** 'violin: "organ", recorded "violin"' */
function differenceText({ id, answer, recorded }: ComparedAnswer): string {
  return `${id}: ${JSON.stringify(answer)}, recorded ${JSON.stringify(recorded)}`;
}

/** An error of `swift`, which an unfitting package may have caused. */
function withSuspects(error: unknown, found: readonly Suspect[]): unknown {
  if (!(error instanceof AccError)) return error;
  const { code, message, file, hint, details } = error;
  return new AccError(code, {
    message: `the self-test could not be answered: ${message}`,
    ...(file !== undefined && { file }),
    hint: [hint, suspectsText(found)].filter(Boolean).join('\n  '),
    details,
    cause: error,
  });
}

/** Other clips have other answers, whatever the packages are. */
function requireSameClips({ clips }: Asked, recorded: RecordedAnswers): void {
  const other = Object.keys(clips).find((file) => clips[file] !== recorded.clips[file]);
  if (other === undefined) return;
  throw new AccError('experiment/other-clips', {
    message: `the clip ${other} of the self-test has other samples than the recorded one`,
    hint: `the answers say nothing about the Python environment; Node ${process.versions.node} computes otherwise, or the kit was changed`,
  });
}
