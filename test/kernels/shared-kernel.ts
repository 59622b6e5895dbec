import { afterAll, beforeAll } from 'vitest';
import { type RawKernel, startRawKernel } from './raw-client.js';

export interface SharedKernel {
  /** the running kernel; available while the tests run */
  readonly kernel: RawKernel;
  /** runs a cell: the text of its result, or of its traceback */
  result(code: string): Promise<string | undefined>;
}

/** One kernel for all tests of a file, warmed up with one cell. */
export function sharedKernel(folder?: () => string): SharedKernel {
  let kernel: RawKernel;
  beforeAll(async () => {
    kernel = await startRawKernel(folder?.());
    await kernel.run('1');
  }, 60_000);
  afterAll(() => kernel.end());
  return {
    get kernel() {
      return kernel;
    },
    result: async (code) => {
      const { reply, published } = await kernel.run(code);
      if (reply.status !== 'ok') return (reply.traceback as string[]).join('\n');
      const shown = published.find(({ header }) => header.msg_type === 'execute_result');
      return (shown?.content.data as Record<string, string> | undefined)?.['text/plain'];
    },
  };
}
