import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Progress } from '../../src/core/index.js';
import { callPython, findPython, type ScriptOptions } from '../../src/python/index.js';
import { temporaryFolder } from '../temporary.js';

const python = await findPython([8, 20]);
const options: ScriptOptions = { python, signal: new AbortController().signal };

test('a script receives the request, reports its progress and returns the answer; its printed output is separate', async () => {
  const file = script(`
def answer(request, progress):
    print("noise")
    progress(1, 2)
    return {"twice": request["text"] * 2, "nan": [float("nan")], "flags": __import__("sys").flags.optimize}`);
  const seen: Progress[] = [];
  const onProgress = (progress: Progress): void => void seen.push(progress);
  const answer = await callPython(file, { text: 'é\u2028' }, { ...options, onProgress, flags: ['-O'] });
  expect(answer).toEqual({ twice: 'é\u2028é\u2028', nan: [null], flags: 1 });
  expect(seen).toEqual([{ done: 1, total: 2 }]);
});

test('an exception, an exit, a missing module and a missing interpreter are named errors', async () => {
  const failing = script('def answer(request, progress):\n    raise ValueError("no such thing")');
  await expect(callPython(failing, {}, options)).rejects.toMatchObject({
    code: 'python/script-failed',
    message: expect.stringContaining('ValueError: no such thing'),
    details: { type: 'ValueError', message: 'no such thing', module: null },
  });
  const dying = script('import os, sys\nsys.stderr.write("last words")\nsys.stderr.flush()\nos._exit(3)');
  await expect(callPython(dying, {}, options)).rejects.toMatchObject({
    code: 'python/script-failed',
    message: expect.stringContaining('exit status 3'),
    hint: expect.stringContaining('last words'),
  });
  const wanting = script('import module_that_is_nowhere');
  await expect(callPython(wanting, {}, options)).rejects.toMatchObject({ code: 'python/module-missing' });
  await expect(callPython(wanting, {}, { ...options, python: '/nowhere/python' })).rejects.toMatchObject({
    code: 'python/not-found',
  });
});

test('a signal and a timeout end the script and its children', async () => {
  const folder = temporaryFolder();
  const file = script(`
import subprocess, time
def answer(request, progress):
    child = subprocess.Popen(["sleep", "60"])
    open(request["file"], "w").write(str(child.pid))
    progress(0, 1)
    time.sleep(60)`);
  const controller = new AbortController();
  const stopped = callPython(
    file,
    { file: join(folder, 'a') },
    {
      ...options,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    },
  );
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  const late = callPython(file, { file: join(folder, 'b') }, { ...options, timeoutSeconds: 1 });
  await expect(late).rejects.toMatchObject({ code: 'python/script-timeout' });
  await wait(100);
  for (const name of ['a', 'b']) expect(alive(Number(readFileSync(join(folder, name), 'utf8')))).toBe(false);
});

function script(text: string): string {
  const file = join(temporaryFolder(), 'script.py');
  writeFileSync(file, text);
  return file;
}

/** A zombie, which only waits to be reaped by its parent, counts as ended. */
function alive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
