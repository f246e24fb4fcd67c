/** A layered network with its weights on the edges. */
import { html, type Html } from './escape.js';
import { layered, type Placed } from './layout.js';
import { isFields, isMatrix, isVector, leafText, namedValue, placeName, subscript } from './values.js';

/** More would be a tangle: larger networks are shown by their matrices alone. */
const MOST_UNITS = 8;
const MOST_EDGES = 40;
const SIZE = 34;

interface LayeredNetwork {
  readonly weights: readonly (readonly (readonly unknown[])[])[];
  readonly biases: readonly unknown[];
  readonly activation: string;
  readonly top: string;
}

/** A value as a network of layers, where it is one: matrices that fit, one on another. */
export const networkOf = (value: unknown): LayeredNetwork | undefined => {
  if (!isFields(value) || !Array.isArray(value.weights) || value.weights.length === 0) return undefined;
  const weights: readonly unknown[] = value.weights;
  if (!weights.every(isMatrix)) return undefined;
  if (weights.some((W, l) => l > 0 && W[0].length !== weights[l - 1].length)) return undefined;
  return {
    weights,
    biases: Array.isArray(value.biases) ? value.biases : [],
    activation: typeof value.activation === 'string' ? value.activation : '',
    top: typeof value.top === 'string' ? value.top : '',
  };
};

const unit = (layer: number, i: number): string => `${layer}.${i}`;

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly weight: string;
  /** Where along the edge its label stands: apart from those of its neighbours. */
  readonly share: number;
}

const edgesOf = ({ weights }: LayeredNetwork): readonly Edge[] =>
  weights.flatMap((W, l) =>
    W.flatMap((row, i) =>
      row.map((weight, j) => ({
        from: unit(l, j),
        to: unit(l + 1, i),
        weight: leafText(weight),
        share: row.length > 1 && W.length > 1 ? 0.3 + (0.4 * ((i + j) % 3)) / 2 : 0.5,
      })),
    ),
  );

const edge = ({ from, to, weight, share }: Edge, at: (id: string) => Placed): Html => {
  const [a, b] = [at(from), at(to)];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [dx, dy] = [((b.x - a.x) / length) * (SIZE / 2), ((b.y - a.y) / length) * (SIZE / 2)];
  const [x, y] = [a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share];
  return html`<path
      class="${weight === '0' ? 'zero' : 'edge'}"
      d="M${a.x + dx} ${a.y + dy}L${b.x - dx} ${b.y - dy}"
    /><text class="label" x="${x}" y="${y + 3.5}">${weight}</text>`;
};

const widthsOf = ({ weights }: LayeredNetwork): readonly number[] => [weights[0][0].length, ...weights.map((W) => W.length)]; // prettier-ignore

const unitName = (l: number, i: number): string =>
  l === 0 ? `x${subscript(i + 1)}` : `f${subscript(l)}${widthMark(i)}`;
const widthMark = (i: number): string => `,${subscript(i + 1)}`;

const layerWord = (l: number, { weights, activation, top }: LayeredNetwork): string => {
  if (l === 0) return 'input';
  return l === weights.length && top === 'linear' ? 'linear' : activation;
};

const picture = (network: LayeredNetwork): Html => {
  const widths = widthsOf(network);
  const units = widths.flatMap((n, l) => Array.from({ length: n }, (_, i) => ({ l, i, id: unit(l, i) })));
  const edges = edgesOf(network);
  const boxes = units.map(({ id }) => ({ id, width: SIZE, height: SIZE }));
  const { width, height, at } = layered(boxes, edges.map(({ from, to }) => [from, to] as const), { direction: 'LR', between: 14, layers: 74, keepOrder: true }); // prettier-ignore
  const biasOf = (l: number, i: number): string | undefined => {
    const b = network.biases[l - 1];
    return isVector(b) && b[i] !== undefined ? leafText(b[i]) : undefined;
  };
  const drawn = units.map(({ l, i, id }) => {
    const { x, y } = at(id);
    const bias = biasOf(l, i);
    return html`<circle cx="${x}" cy="${y}" r="${SIZE / 2}" /><text class="unit" x="${x}" y="${y + 4}"
        >${unitName(l, i)}</text
      >${bias !== undefined && html`<text class="bias" x="${x}" y="${y + SIZE / 2 + 11}">b ${bias}</text>`}`;
  });
  const captions = widths.map((_, l) => html`<text class="caption" x="${at(unit(l, 0)).x}" y="-6">${layerWord(l, network)}</text>`); // prettier-ignore
  return html`<svg
    class="graph"
    role="img"
    aria-label="Network of ${widths.join(', ')} units, its weights on the edges"
    viewBox="-14 -20 ${width + 28} ${height + 38}"
    width="${width + 28}"
    height="${height + 38}"
  >
    ${captions}${edges.map((each) => edge(each, at))}${drawn}
  </svg>`;
};

/** A network drawn, and its matrices. */
export const networkFigure = (network: LayeredNetwork): Html => {
  const small = Math.max(...widthsOf(network)) <= MOST_UNITS && edgesOf(network).length <= MOST_EDGES;
  const biases = network.biases.map((b, l) => html`<li>${namedValue(placeName('biases', l), b)}</li>`);
  return html`${small && html`<div class="scrolls">${picture(network)}</div>`}<ul class="values">${network.weights.map(
    (W, l) => html`<li>${namedValue(placeName('weights', l), W)}</li>`,
  )}${biases}<li>activation ${network.activation}, top ${network.top}</li></ul>`; // prettier-ignore
};
