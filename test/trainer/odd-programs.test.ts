import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environmentOfFile } from '../environment.js';
import { temporaryFolder, temporaryFolderOfFile } from '../temporary.js';
import { answerWith, buildWithTrue, leftIn, trainWith } from './odd-swift.js';

environmentOfFile('ACC_DEVICE_LOCKS', temporaryFolderOfFile());

const text = (part: string): unknown => expect.stringContaining(part);

/** What `swift sft` does, and the error that it comes to. */
const trainings: [what: string, code: string, error: object][] = [
  ['ends well without a checkpoint', '', { code: 'trainer/not-finished', message: text('no checkpoint') }],
  [
    'ends well before its last step',
    'checkpoint(10)',
    { code: 'trainer/not-finished', message: text('before its last step') },
  ],
  [
    'logs a loss that is not a number, and hangs',
    'log(5, 2.0); log(10, float("nan")); time.sleep(600)',
    {
      code: 'trainer/diverged',
      message: text('NaN at step 10 of 20'),
      hint: text('--set swift.arm.learning_rate=0.00005'),
    },
  ],
  [
    'ends with a loss that is not a number',
    'log(5, 2.0); log(20, float("inf")); checkpoint(20)',
    { code: 'trainer/diverged', message: text('Infinity at step 20') },
  ],
  [
    'runs out of GPU memory',
    'fail("No module named \'flash_attn\'\\ntorch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2 GiB")',
    {
      code: 'trainer/gpu-memory',
      hint: text('--set swift.arm.per_device_train_batch_size=2 --set swift.arm.gradient_accumulation_steps=8'),
    },
  ],
  ['is killed', 'os.kill(os.getpid(), signal.SIGKILL)', { code: 'trainer/killed', message: text('SIGKILL') }],
  ['has a child that is killed', 'sys.exit(-9)', { code: 'trainer/killed', message: text('SIGKILL') }],
  ['is killed in a shell', 'sys.exit(137)', { code: 'trainer/killed', message: text('SIGKILL') }],
  ['crashes', 'os.kill(os.getpid(), signal.SIGSEGV)', { code: 'trainer/process-failed', message: text('SIGSEGV') }],
  ['aborts', 'os.abort()', { code: 'trainer/process-failed', message: text('SIGABRT') }],
  [
    'fails without a word',
    'sys.exit(3)',
    { code: 'trainer/process-failed', message: text('status 3'), hint: 'the log is empty' },
  ],
  [
    'does not know a flag',
    "raise ValueError(\"remaining_argv: ['--lora_rnk', '8']\")",
    { code: 'trainer/unknown-flag', message: text('--lora_rnk') },
  ],
  ['lacks a file', 'open("/no/such model/x.bin")', { code: 'trainer/missing-file', file: '/no/such model/x.bin' }],
  [
    'cannot decode a clip',
    'fail("soundfile.LibsndfileError: Error opening \'/clips/a b.wav\': Format not recognised.")',
    { code: 'trainer/bad-audio', file: '/clips/a b.wav' },
  ],
  ['finds the disk full', 'raise OSError(28, "No space left on device")', { code: 'core/disk-full' }],
  ['finds the memory full', 'raise MemoryError()', { code: 'trainer/memory' }],
  [
    'finds no GPU',
    'raise RuntimeError("No CUDA GPUs are available")',
    { code: 'trainer/driver', hint: text('--set devices=0') },
  ],
  [
    'finds an old driver',
    'fail("RuntimeError: The NVIDIA driver on your system is too old (found version 11040)")',
    { code: 'trainer/driver' },
  ],
  ['lacks a package', 'import no_such_package', { code: 'trainer/wrong-packages', message: text('no_such_package') }],
  [
    'writes bytes that are no text',
    'sys.stderr.buffer.write(bytes(range(256)) * 999); sys.exit(1)',
    { code: 'trainer/process-failed' },
  ],
  [
    'starts a process in a session of its own and fails',
    'note(subprocess.Popen(["sleep", "600"], start_new_session=True).pid); sys.exit(1)',
    { code: 'trainer/process-failed', message: text('status 1') },
  ],
  [
    'uses another learning rate, and hangs',
    'say_settings(learning_rate=0.1); time.sleep(600)',
    { code: 'trainer/settings-differ', message: text('learning_rate is 0.1, not 0.0001'), hint: text('swift.arm.') },
  ],
  [
    'does not say which settings it used',
    'log(20, 1.5); checkpoint(20); os.remove(os.path.join(output, "checkpoint-20", "args.json"))',
    { code: 'trainer/settings-differ', message: text('does not say') },
  ],
  [
    'forks and dies',
    'if os.fork(): os._exit(1)\nnote(os.getpid()); time.sleep(600)',
    { code: 'trainer/process-failed' },
  ],
];

test.each(trainings)('a swift that %s is a named error, and none of its processes is left', async (_, code, error) => {
  const folder = temporaryFolder();
  await expect(trainWith(code, { folder })).rejects.toMatchObject(error);
  expect(leftIn(folder)).toEqual([]);
});

test('files for TensorBoard are kept with the logs of a training', async () => {
  const folder = temporaryFolder();
  const events = 'os.makedirs(output + "/runs"); open(output + "/runs/events.out.tfevents.1", "w").close()';
  await trainWith(`${events}; log(20, 1.5); checkpoint(20)`, { folder });
  expect(readdirSync(join(folder, 'tensorboard'))).toEqual(['events.out.tfevents.1']);
  expect(readdirSync(join(folder, 'model'))).not.toContain('runs');
});

test('of a training with other settings nothing is left to go on from', async () => {
  const folder = temporaryFolder();
  await expect(
    trainWith('checkpoint(10); say_settings(learning_rate=0.1); log(20, 1.5); checkpoint(20)', { folder }),
  ).rejects.toMatchObject({ code: 'trainer/settings-differ' });
  expect(existsSync(join(folder, 'swift')) || existsSync(join(folder, 'model'))).toBe(false);
});

test('a training that ends well ends the processes that it leaves, and garbage in its log does no harm', async () => {
  const folder = temporaryFolder();
  const orphan = 'note(subprocess.Popen(["sleep", "600"], start_new_session=True).pid)';
  const garbage =
    'open(os.path.join(output, "logging.jsonl"), "wb").write(b"\\x00{\\n[1]\\nnull\\n" + bytes(range(256)) + b"\\n")';
  expect((await trainWith(`${garbage}; log(20, 1.5); checkpoint(20); ${orphan}`, { folder })).steps).toBe(20);
  expect(leftIn(folder)).toEqual([]);
});

test('a swift that hangs, and its child that ignores signals, end when the run is stopped', async () => {
  const folder = temporaryFolder();
  const stop = new AbortController();
  const code =
    'signal.signal(signal.SIGTERM, signal.SIG_IGN)\nlog(5, 2.0)\nos.fork()\nnote(os.getpid())\ntime.sleep(600)';
  const running = trainWith(code, { folder, signal: stop.signal });
  const poll = setInterval(() => leftIn(folder).length > 2 && stop.abort(), 50);
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  clearInterval(poll);
  expect(leftIn(folder)).toEqual([]);
});

test('of 100 MB of output the end is kept', async () => {
  const folder = temporaryFolder();
  await expect(
    trainWith('for _ in range(100): sys.stderr.write("x" * 1000000)\nfail("\\nthe end")', { folder }),
  ).rejects.toMatchObject({ code: 'trainer/process-failed', hint: text('the end') });
  const [log, before] = ['swift.log', 'swift.log.before'].map((name) => statSync(join(folder, name)).size);
  expect(log! + before!).toBeLessThan(70e6);
});

test('a program that is not there, or no program, is named', async () => {
  const folder = temporaryFolder();
  const gone = `os.remove(__file__); os.execv(sys.executable, [sys.executable, "-c", "open('/no/swift')"])`;
  await expect(trainWith(gone, { folder })).rejects.toMatchObject({ code: 'trainer/missing-file', file: '/no/swift' });
});

test('a build of a model that ends well without one is a named error', async () => {
  await expect(buildWithTrue()).rejects.toMatchObject({ code: 'trainer/model-damaged', message: text('config.json') });
});

/** What `swift infer` does, and the error that it comes to. */
const answers: [what: string, code: string, error: object][] = [
  ['ends well without answers', '', { code: 'trainer/answers-missing', message: text('3 of 3') }],
  ['leaves out a row', 'answer("a", "c")', { code: 'trainer/answers-missing', message: text(': b') }],
  ['answers a row twice', 'answer("a", "b", "c", "b")', { code: 'trainer/answers-doubled' }],
  [
    'writes no JSON',
    'open(flags["--result_path"], "w").write("Answer: rain\\n")',
    { code: 'trainer/bad-answers', line: 1 },
  ],
  ['writes other JSON', 'open(flags["--result_path"], "w").write("null\\n")', { code: 'trainer/bad-answers', line: 1 }],
  [
    'runs out of GPU memory with one row at a time',
    'fail("torch.OutOfMemoryError: CUDA out of memory.")',
    { code: 'trainer/gpu-memory', hint: expect.not.stringContaining('max_batch_size') },
  ],
  [
    'searches with beams of its own, and hangs',
    'say_settings(num_beams=4); time.sleep(600)',
    { code: 'trainer/settings-differ', message: text('num_beams is 4, not 1') },
  ],
];

test.each(answers)('a swift infer that %s is a named error', async (_, code, error) => {
  await expect(answerWith(code)).rejects.toMatchObject(error);
});

test('where the memory of the GPU is full, answering goes on with half as many rows, and a rerun begins with as many', async () => {
  const folder = temporaryFolder();
  const warnings: string[] = [];
  const code =
    'if int(flags["--max_batch_size"]) > 2: answer("a", "b"); fail("torch.OutOfMemoryError: CUDA out of memory.")';
  const { batch, answers } = await answerWith(`${code}\nanswer(*asked())`, folder, warnings);
  expect({ batch, ids: answers.map(({ id }) => id) }).toEqual({ batch: 2, ids: ['a', 'b', 'c'] });
  expect(warnings).toEqual([
    'the GPU ran out of memory while answering 8 rows at once: goes on with 4',
    'the GPU ran out of memory while answering 4 rows at once: goes on with 2',
  ]);
  expect((await answerWith('answer(*asked())', folder, warnings)).batch).toBe(2);
  expect(warnings.length).toBe(2);
});

test('the answers before a failure are kept, but for the incomplete last line', async () => {
  const folder = temporaryFolder();
  await expect(
    answerWith('answer(*"abcdefgh"); open(flags["--result_path"], "a").write("{\\"lab"); sys.exit(1)', folder),
  ).rejects.toBeDefined();
  expect((await answerWith('sys.exit(1)', folder)).answers.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});
