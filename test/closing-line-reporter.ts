import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with one plain summary line, counted from vitest's results; skipped tests, whose titles state why, are listed before it. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    const brokenFiles = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0).length;
    for (const test of tests.filter((test) => test.result().state === 'skipped'))
      console.log(`skipped: ${test.fullName}`);
    const failed = count('failed') + brokenFiles + unhandledErrors.length;
    console.log(`${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`);
  }
}
