import { defineConfig } from 'vitest/config';

/** Tests whose names end in .slow.test.ts start real trainings, kernels, browsers or Jupyter; all others are quick. */
export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line-reporter.ts'],
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/**/*.slow.test.ts'], testTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 } } },
      { test: { name: 'integration', include: ['test/**/*.slow.test.ts'], testTimeout: 600_000, hookTimeout: 900_000, maxWorkers: 1,
          sequence: { groupOrder: 1 } } },
    ],
  },
});
