import { type Stage, type StagePart, stageKey } from '../../stage/index.js';

/** One task of a job array: a stage, or a part of it. */
export interface JobTask {
  /** SLURM_ARRAY_TASK_ID */
  index: number;
  stage: Stage;
  part?: StagePart;
}

/** Tasks of one kind, which start when the jobs that they need have succeeded. */
export interface JobArray {
  /** the kind of the stages, such as 'arm', or 'answers-part' */
  name: string;
  tasks: JobTask[];
  /** of each task */
  gpus: number;
  cores: number;
  needs: Need[];
}

/** A dependency: of each task on the same task of another array, on some tasks of it, or on a job that was submitted before. */
export type Need =
  | { type: 'aftercorr'; array: JobArray }
  | { type: 'afterok'; array: JobArray; indices: number[] }
  | { type: 'afterok'; job: string };

interface Unit {
  task: JobTask;
  level: number;
  needs: Unit[];
  jobs: string[];
}

/**
 * The job arrays of a plan, in an order in which they can be submitted: stages of one kind at one distance from the beginning are one array, so that
 * all arms with all their seeds are; so are the parts of one stage.
 * @param stages those to submit, inputs first
 * @param queued the jobs that will finish other stages, by key
 * @param shards parts of each stage that can be done in parts
 */
export function jobArrays(stages: readonly Stage[], queued: ReadonlyMap<string, string>, shards: number): JobArray[] {
  const units = unitsOf(stages, queued, shards);
  const arrays = new Map<string, { array: JobArray; members: Unit[] }>();
  for (const unit of units.toSorted((a, b) => a.level - b.level)) {
    const { stage, part } = unit.task;
    const [name, isMerge] = [
      part ? `${stage.kind}-part` : stage.kind,
      !part && unit.needs.some(({ task }) => task.part),
    ];
    const gpus = isMerge ? 0 : (stage.gpus ?? 0);
    const id = `${unit.level} ${name} ${gpus} ${part ? stage.name : ''}`;
    const found = arrays.get(id) ?? { array: { name, tasks: [], gpus, cores: 1, needs: [] }, members: [] };
    arrays.set(id, found);
    found.members.push(unit);
    found.array.cores = Math.max(found.array.cores, stage.cores);
    unit.task.index = found.array.tasks.push(unit.task) - 1;
  }
  const ordered = [...arrays.values()];
  const arrayOf = (unit: Unit): JobArray => ordered.find(({ members }) => members.includes(unit))!.array;
  for (const { array, members } of ordered) array.needs = needsOf(members, arrayOf);
  return ordered.map(({ array }) => array);
}

function unitsOf(stages: readonly Stage[], queued: ReadonlyMap<string, string>, shards: number): Unit[] {
  const byKey = new Map<string, Unit>();
  const units: Unit[] = [];
  const add = (task: JobTask, needs: Unit[], jobs: string[]): Unit => {
    const unit = { task, needs, jobs, level: Math.max(-1, ...needs.map(({ level }) => level)) + 1 };
    units.push(unit);
    return unit;
  };
  for (const stage of stages) {
    const inputs = Object.values(stage.inputs).map((input) => stageKey(input));
    const needs = inputs.flatMap((key) => byKey.get(key) ?? []);
    const jobs = inputs.flatMap((key) => queued.get(key) ?? []);
    const parts =
      stage.part && shards > 1 ? Array.from({ length: shards }, (_, at) => ({ index: at + 1, of: shards })) : [];
    const shared = parts.map((part) => add({ index: 0, stage, part }, needs, jobs));
    const own = shared.length > 0 ? add({ index: 0, stage }, shared, []) : add({ index: 0, stage }, needs, jobs);
    byKey.set(stageKey(stage), own);
  }
  return units;
}

/** What the tasks of one array need; where each needs one task of another array, in the same order, it waits for that one alone. */
function needsOf(members: readonly Unit[], arrayOf: (unit: Unit) => JobArray): Need[] {
  const byArray = new Map<JobArray, Unit[][]>();
  for (const array of new Set(members.flatMap(({ needs }) => needs.map(arrayOf))))
    byArray.set(
      array,
      members.map(({ needs }) => needs.filter((need) => arrayOf(need) === array)),
    );
  const inKit = [...byArray].map(([array, perTask]): Need => {
    const isSame = perTask.every((needs, at) => needs.length === 1 && needs[0]!.task.index === members[at]!.task.index);
    if (isSame && array.tasks.length > 1) return { type: 'aftercorr', array };
    const indices = [...new Set(perTask.flat().map(({ task }) => task.index))].sort((a, b) => a - b);
    return { type: 'afterok', array, indices };
  });
  const jobs = [...new Set(members.flatMap((unit) => unit.jobs))].sort();
  return [...inKit, ...jobs.map((job): Need => ({ type: 'afterok', job }))];
}
