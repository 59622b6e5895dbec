import { expect, test } from 'vitest';
import {
  type Environment,
  environmentOf,
  recordedEnvironment,
  runEnvironment,
  setVariables,
} from '../../src/notebook/run-environment.js';

test('a run fixes colour, time zone, language, width and options of Node, and records what is set', () => {
  const environment = runEnvironment();
  expect(environment).toMatchObject({ TZ: 'UTC', LC_ALL: 'C.UTF-8', NO_COLOR: '1', COLUMNS: '80' });
  for (const name of ['FORCE_COLOR', 'COLORTERM', 'NODE_OPTIONS', 'LC_TIME', 'LANGUAGE'])
    expect(environment).toHaveProperty(name, undefined);
  expect(setVariables(environment)).toEqual({
    ...{ COLUMNS: '80', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', NO_COLOR: '1', TERM: 'dumb', TZ: 'UTC' },
  });
});

test('--env overrides one variable: with a value, or with that of the shell', () => {
  const shell = { FORCE_COLOR: '3', LANG: 'de_DE.UTF-8' };
  expect(environmentOf(['TZ=Europe/Berlin', 'FORCE_COLOR', 'COLUMNS', 'NODE_OPTIONS=--a=b'], shell)).toEqual({
    TZ: 'Europe/Berlin',
    FORCE_COLOR: '3',
    COLUMNS: undefined,
    NODE_OPTIONS: '--a=b',
  });
  expect(runEnvironment({ FORCE_COLOR: '3' })).toMatchObject({ FORCE_COLOR: '3', NO_COLOR: undefined, TZ: 'UTC' });
});

test.each(['HOME=/', 'tz=UTC', '', '=1', 'toString'])('--env %j is not a variable that a run fixes', (text) => {
  expect(() => environmentOf([text])).toThrow(expect.objectContaining({ code: 'notebook/bad-environment' }));
});

test('of what a notebook records only the fixed variables are used again; those that are not recorded were not set', () => {
  const recorded = (environment_variables: object): Environment =>
    recordedEnvironment({ metadata: { papermill: { environment_variables } } });
  const environment = recorded({ TZ: 'Asia/Tokyo', PATH: '/x', COLUMNS: 3 });
  expect(setVariables(runEnvironment(environment))).toEqual({ TZ: 'Asia/Tokyo' });
  expect(environment).not.toHaveProperty('PATH');
  expect(recorded({})).toEqual({});
  expect(recordedEnvironment({ metadata: {} })).toEqual({});
});
