import { expect, it } from 'vitest';
import { claims } from '../theory/index.js';
import { handOver } from './hand-over.js';

const report = {
  id: 'a/b',
  verdict: 'holds' as const,
  asExpected: true,
  evidence: {},
  instances: 1,
  discarded: 0,
  shapes: 1,
  degree: null,
  worstMargin: 0,
};
const timed = { ...report, seconds: 1, mutants: [{ name: 'm', text: '', refuted: true, cases: 1, seconds: 1 }] };
const plan = { runs: 10, seed: 7 };

it('a report is handed over without its seconds, beside what the test keeps there itself', () => {
  const task = { meta: { own: 1 } };
  handOver(task, { ...claims[0], title: 'mine' }, timed, { ...plan, file: 'mine.mjs' });
  expect(task.meta).toEqual({
    own: 1,
    contrapose: {
      report: { ...report, mutants: [{ name: 'm', text: '', refuted: true, cases: 1 }] },
      title: 'mine',
      ...plan,
      file: 'mine.mjs',
    },
  });
});

it('a claim of the package is handed over with its place', () => {
  const task = { meta: {} };
  handOver(task, claims[3], report, plan);
  expect(task.meta).toEqual({ contrapose: { report, title: claims[3].title, ...plan, place: 3 } });
});
