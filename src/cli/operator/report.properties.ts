import { type Rational, rational } from '../../arithmetic/rational.js';
import { rationalOfText } from '../../ledger/number-text.js';
import { at } from '../../theory/claim.js';
import { absent, given, integer } from '../../theory/space.js';
import { type OperatorOptions, operatorReport } from './report.js';
import type { LayerReport, ReportedNumber } from './report-format.js';

export const one = (source: unknown, options: OperatorOptions = {}): LayerReport => {
  const report = operatorReport(source, options);
  if (Array.isArray(report) || 'undecided' in report)
    throw new Error(`expected a layer, got ${JSON.stringify(report)}`);
  return report as LayerReport;
};

export const world = (...points: (readonly [probability: string, ...views: (readonly string[])[]])[]) => ({
  points: points.map(([probability, ...views]) => ({
    probability,
    x: views[0],
    views: views.map((x) => ({ probability: `1/${views.length}`, x })),
  })),
});
export const instance = (
  weights: string[][][],
  of: object,
  loss: object = { kind: 'simple' },
  layer: number | undefined = 1,
) => ({
  network: { activation: 'relu', weights },
  world: of,
  layer,
  loss,
});

/** The ends of a number as reported. */
export const ends = (a: ReportedNumber): readonly [Rational, Rational] => {
  const [lo, hi] = typeof a === 'object' ? a : [String(a), String(a)];
  const read = (text: string): Rational => rationalOfText(text) ?? rational(404);
  return [read(lo), read(hi)];
};
/** Whether an enclosure has the float64 value inside, once the ends are widened by float64's own error of a few units. */
export const near = (a: ReportedNumber, value: number): boolean => {
  const [lo, hi] = ends(a);
  const slack = Math.abs(value) * 2 ** -48;
  return lo.valueOf() <= value + slack && hi.valueOf() >= value - slack;
};

/** At most two negatives, so that the loss is enumerated quickly. */
export const fewNegatives = at('loss.negatives', (node) =>
  node.kind === 'given'
    ? given(node.about, (siblings) => (node.node(siblings).kind === 'absent' ? absent : integer(1, 2)))
    : node,
);
