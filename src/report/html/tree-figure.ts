/** A latent tree: latents as circles, leaves as squares, the law of each edge beside it. */
import { html, type Html } from './escape.js';
import { layered } from './layout.js';
import { latentName } from './words.js';
import { isFields, isMatrix, leafText, matrixMath, namedValue, vectorText, isVector } from './values.js';

interface TreeNode {
  readonly path: string;
  readonly leaf: boolean;
  readonly law: Readonly<Record<string, unknown>>;
}

/** The nodes of a tree by their paths, the root first; nothing where the value is no tree. */
export const treeNodesOf = (value: unknown): readonly TreeNode[] | undefined => {
  if (!isFields(value) || !('children' in value) || !Array.isArray(value.children)) return undefined;
  const nodes = (node: unknown, path: string): readonly TreeNode[] => {
    const { children, ...law } = isFields(node) ? node : {};
    const below: readonly unknown[] = Array.isArray(children) ? children : [];
    return [{ path, leaf: below.length === 0, law }, ...below.flatMap((child, i) => nodes(child, `${path}${i}`))];
  };
  return nodes(value, '');
};

const MOST_NODES = 40;

const idOf = (path: string): string => `z${path}`;
const edgeText = ({ law }: TreeNode): string => ('polarity' in law && !Array.isArray(law.polarity) ? `ρ ${leafText(law.polarity)}` : 'P'); // prettier-ignore

const picture = (nodes: readonly TreeNode[], latent: unknown): Html => {
  const boxes = nodes.map(({ path }) => ({ id: idOf(path), width: 46, height: 30 }));
  const edges = nodes.filter(({ path }) => path !== '').map(({ path }) => [idOf(path.slice(0, -1)), idOf(path)] as const); // prettier-ignore
  const { width, height, at } = layered(boxes, edges, { direction: 'TB', between: 26, layers: 42, keepOrder: true });
  const lines = nodes
    .filter(({ path }) => path !== '')
    .map((node) => {
      const [a, b] = [at(idOf(node.path.slice(0, -1))), at(idOf(node.path))];
      return html`<path class="edge" d="M${a.x} ${a.y + 14}L${b.x} ${b.y - 14}" /><text
          class="label"
          x="${(a.x + b.x) / 2}"
          y="${(a.y + b.y) / 2 + 3}"
          >${edgeText(node)}</text
        >`;
    });
  const marks = nodes.map(({ path, leaf }) => {
    const { x, y } = at(idOf(path));
    const chosen = latent === path && ' chosen';
    const shape = leaf
      ? html`<rect class="${chosen}" x="${x - 17}" y="${y - 14}" width="34" height="28" rx="3" />`
      : html`<circle class="${chosen}" cx="${x}" cy="${y}" r="16" />`;
    return html`${shape}<text class="unit" x="${x}" y="${y + 4}">${latentName(path)}</text>`;
  });
  return html`<svg
    class="graph"
    role="img"
    aria-label="Latent tree of ${nodes.length} nodes"
    viewBox="-4 -6 ${width + 8} ${height + 12}"
    width="${width + 8}"
    height="${height + 12}"
  >
    ${lines}${marks}
  </svg>`;
};

const lawText = (path: string, key: string, value: unknown): Html => {
  const where = path === '' ? 'of the root' : `to ${path}`;
  if (key === 'transition' && isMatrix(value)) return matrixMath(`P(state ${where} | parent)`, value);
  if (key === 'polarity') return html`<span>polarity ρ ${where} = ${isVector(value) ? vectorText(value) : leafText(value)}</span>`; // prettier-ignore
  return namedValue(`${key} ${where}`, value);
};

/** The tree drawn, and the law of every node. `latent` is marked. */
export const treeFigure = (nodes: readonly TreeNode[], latent: unknown): Html =>
  html`${nodes.length <= MOST_NODES && html`<div class="scrolls">${picture(nodes, latent)}</div>`}<ul class="values">${nodes.flatMap(
    ({ path, law }) => Object.entries(law).map(([key, value]) => html`<li>${lawText(path, key, value)}</li>`),
  )}</ul>`; // prettier-ignore
