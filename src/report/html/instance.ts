/** An instance drawn: networks, worlds and trees as pictures, everything else in a list. */
import { html, type Html } from './escape.js';
import { networkFigure, networkOf } from './network-figure.js';
import { treeFigure, treeNodesOf } from './tree-figure.js';
import { isFields, namedValue, placeName } from './values.js';
import { pointsOf, worldFigure } from './world-figure.js';

const figure = (name: string, content: Html): Html =>
  html`<figure>
    <figcaption>${name}</figcaption>
    ${content}
  </figure>`;

/** Matrices by the node they are at, as a network on a tree has them. */
const placedMatrices = (value: Readonly<Record<string, unknown>>): Html => {
  const items = Object.entries(value).flatMap(([key, child]) =>
    isFields(child)
      ? Object.entries(child).map(([place, each]) => namedValue(placeName(key, place), each))
      : [namedValue(key, child)],
  );
  return html`<ul class="values">
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`;
};

const drawnField = (key: string, value: unknown, latent: unknown): Html | undefined => {
  const network = networkOf(value);
  if (network) return figure(key, networkFigure(network));
  const points = pointsOf(value);
  if (points && isFields(value)) {
    const { points: _, ...rest } = value;
    const more = Object.entries(rest).map(([name, each]) => html`<li>${namedValue(name, each)}</li>`);
    return figure(
      key,
      html`${worldFigure(points)}${
        more.length > 0 &&
        html`<ul class="values">
          ${more}
        </ul>`
      }`,
    );
  }
  const nodes = treeNodesOf(value);
  if (nodes) return figure(key, treeFigure(nodes, latent));
  if (isFields(value)) return figure(key, placedMatrices(value));
  return undefined;
};

/** The fields of an instance: figures first, then the small ones as a list. */
export const instanceFigures = (instance: unknown): Html => {
  if (!isFields(instance)) return html`<p><code>${JSON.stringify(instance)}</code></p>`;
  const drawn: Html[] = [];
  const small: Html[] = [];
  for (const [key, value] of Object.entries(instance)) {
    const picture = drawnField(key, value, instance.latent);
    if (picture) drawn.push(picture);
    else small.push(html`<li>${namedValue(key, value)}</li>`);
  }
  const rest =
    small.length > 0 &&
    figure(
      'and',
      html`<ul class="values">
        ${small}
      </ul>`,
    );
  return html`<div class="figures">${drawn}${rest}</div>`;
};
