import { expect, test } from 'vitest';
import { instruction, instructionTemplates, isInstruction } from '../../src/editing/index.js';

test('every instruction has the form of one, whatever its style; captions and labels have not', () => {
  for (const style of Object.keys(instructionTemplates))
    for (const operation of ['add', 'delete', 'replace'] as const)
      expect(isInstruction(instruction(operation, ['A dog barking.', 'A bell.'], style).text)).toBe(true);
  expect(isInstruction('remove the bell sound')).toBe(true);
  for (const text of ['A dog barks.', 'laughter', 'Additional noise.', '']) expect(isInstruction(text)).toBe(false);
});
