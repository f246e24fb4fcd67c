/** A world: the points of the data with the views an augmentation makes of them. */
import * as Plot from '@observablehq/plot';
import { html, type Html } from './escape.js';
import { plotted, SERIES, SYMBOLS } from './plot.js';
import { plural } from './words.js';
import { isFields, isVector, leafText, numberOf, vectorText } from './values.js';

interface Place {
  readonly point: number;
  readonly role: 'view' | 'positive';
  readonly at: readonly unknown[];
  readonly probability: unknown;
}

/** The list of points of a value, where it has one. */
export const pointsOf = (value: unknown): readonly unknown[] | undefined =>
  isFields(value) && Array.isArray(value.points) && value.points.some(isFields) ? value.points : undefined;

const placesIn = (views: unknown, point: number, role: Place['role']): readonly Place[] =>
  Array.isArray(views)
    ? views.flatMap((view: unknown) =>
        isFields(view) && isVector(view.x) ? [{ point, role, at: view.x, probability: view.probability }] : [],
      )
    : [];

const placesOf = (points: readonly unknown[]): readonly Place[] =>
  points.flatMap((point, i) =>
    isFields(point) ? [...placesIn(point.views, i, 'view'), ...placesIn(point.positives, i, 'positive')] : [],
  );

const MOST_PLACES = 40;

/** Places closer than this share of the plane are written as one. */
const drawn = (places: readonly Place[]) => {
  const data = places.map(({ point, role, at, probability }) => ({
    x: numberOf(at[0]) ?? 0,
    y: at.length > 1 ? (numberOf(at[1]) ?? 0) : 0,
    name: `point ${point + 1}`,
    label: `${role === 'positive' ? '+' : ''}${leafText(probability ?? '')}`,
    role,
  }));
  const labels = new Map<string, (typeof data)[number]>();
  for (const each of data) {
    const key = `${each.x} ${each.y}`;
    const known = labels.get(key);
    labels.set(key, known ? { ...known, label: `${known.label}; ${each.label}` } : each);
  }
  return { data, labels: [...labels.values()] };
};

const ends = (values: readonly number[]): [number, number] => {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const pad = (high - low || 1) * 0.18;
  return [low - pad, high + pad];
};

const picture = (places: readonly Place[], dimension: number): Html | undefined => {
  const numeric = places.every(({ at }) => at.length === dimension && at.every((x) => numberOf(x) !== undefined));
  if (dimension < 1 || dimension > 2 || !numeric || places.length > MOST_PLACES) return undefined;
  const { data, labels } = drawn(places);
  const names = [...new Set(data.map(({ name }) => name))];
  const plane = dimension === 2;
  return plotted(`Views of ${plural(names.length, 'point')} ${plane ? 'in the plane' : 'on a line'}`, {
    width: 300,
    height: plane ? 250 : 96,
    marginLeft: 34,
    marginRight: 20,
    marginTop: 18,
    marginBottom: 30,
    x: { domain: ends(data.map(({ x }) => x)), label: 'x₁', ticks: 5, grid: true },
    y: plane ? { domain: ends(data.map(({ y }) => y)), label: 'x₂', ticks: 5, grid: true } : { axis: null, domain: [-1, 1] }, // prettier-ignore
    color: { domain: names, range: SERIES },
    symbol: { domain: names, range: SYMBOLS },
    marks: [
      ...(plane ? [Plot.ruleX([0], { strokeOpacity: 0.35 })] : []),
      Plot.ruleY([0], { strokeOpacity: 0.35 }),
      Plot.dot(data, { x: 'x', y: 'y', stroke: 'name', symbol: 'name', r: 6, strokeWidth: 2, strokeDasharray: '', fill: 'var(--card)', fillOpacity: 0.4 }), // prettier-ignore
      Plot.text(labels, { x: 'x', y: 'y', text: 'label', dy: -13, fontSize: 10, stroke: 'var(--card)', fill: 'currentColor' }), // prettier-ignore
    ],
  });
};

const symbolOf = (i: number): string => ['●', '■', '▲', '◆', '★', '✚'][i] ?? '●';

const row = (point: unknown, i: number): Html => {
  const { probability, x, views: _, positives: __, ...rest } = isFields(point) ? point : {};
  const places = placesOf([point]);
  const datum = isVector(x) ? ` at ${vectorText(x)}` : '';
  const more = Object.entries(rest).map(([key, value]) => html`, ${key} ${isVector(value) ? vectorText(value) : leafText(JSON.stringify(value))}`); // prettier-ignore
  return html`<li><span class="series-${(i % 6) + 1}" aria-hidden="true">${symbolOf(i)}</span> point ${i + 1}${datum}, probability ${leafText(probability ?? '–')}${more}: ${places.map(
    ({ role, at, probability: share }, k) => [k > 0 && '; ', `${role} ${vectorText(at)} with ${leafText(share ?? '–')}`],
  )}</li>`; // prettier-ignore
};

/** The points with their views, drawn in one or two dimensions, and as a list. */
export const worldFigure = (points: readonly unknown[]): Html => {
  const places = placesOf(points);
  return html`${picture(places, places[0]?.at.length ?? 0)}
    <ul class="values">
      ${points.map(row)}
    </ul>`;
};
