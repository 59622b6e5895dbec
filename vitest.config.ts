import { defineConfig } from 'vitest/config';

/**
 * Tests whose names end in .slow.test.ts start real trainings, servers, browsers or Jupyter. Those of the kernel start
 * kernels, which takes seconds each; all others are quick.
 */
const slow = 'test/**/*.slow.test.ts';
const kernels = 'test/kernels/**/*.test.ts';
/** Polls only end a test that hangs: how long a thing takes is measured by `npm run bench`, not tested. */
const expectation = { poll: { timeout: 40_000, interval: 20 } };
const quick = { testTimeout: 60_000, maxWorkers: 2, expect: expectation, sequence: { groupOrder: 0 } };

export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line-reporter.ts'],
    projects: [
      // One module graph per worker halves the time. A test that changes the environment therefore restores it.
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [slow, kernels], isolate: false, ...quick } },
      { test: { name: 'kernels', include: [kernels], exclude: [slow], ...quick } },
      { test: { name: 'integration', include: [slow], testTimeout: 600_000, hookTimeout: 900_000, maxWorkers: 1,
          expect: expectation, sequence: { groupOrder: 1 } } },
    ],
  },
});
