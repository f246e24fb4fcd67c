/** Layered drawings of directed graphs: dagre places, this draws. */
import * as dagre from '@dagrejs/dagre';

/** What is used of dagre: its own types name their files without extensions, which NodeNext does not resolve. */
interface Dagre {
  readonly graphlib: { readonly Graph: new () => Graph };
  readonly layout: (graph: Graph, options: { readonly disableOptimalOrderHeuristic: boolean }) => void;
}
interface Graph {
  readonly setGraph: (label: Readonly<Record<string, string | number>>) => void;
  readonly setDefaultEdgeLabel: (label: () => object) => void;
  readonly setNode: (id: string, size: { readonly width: number; readonly height: number }) => void;
  readonly setEdge: (from: string, to: string) => void;
  readonly graph: () => { readonly width?: number; readonly height?: number };
  readonly node: (id: string) => Placed;
}
const { graphlib, layout } = dagre as unknown as Dagre;

/** A node with its size, and once it is placed its middle. */
export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface Placed {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly at: (id: string) => Placed;
}

/** Nodes in layers along their edges, left to right or top to bottom. Edges to nodes that are not there are left out. */
export const layered = (
  nodes: readonly Box[],
  edges: readonly (readonly [from: string, to: string])[],
  {
    direction,
    between,
    layers,
    keepOrder = false,
  }: {
    readonly direction: 'LR' | 'TB';
    readonly between: number;
    readonly layers: number;
    /** Nodes of a layer stand in the order they are given in, whatever crosses. */
    readonly keepOrder?: boolean;
  },
): Layout => {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: direction, nodesep: between, ranksep: layers, marginx: 4, marginy: 4 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  const known = new Set(nodes.map(({ id }) => id));
  for (const [from, to] of edges) if (known.has(from) && known.has(to)) graph.setEdge(from, to);
  layout(graph, { disableOptimalOrderHeuristic: keepOrder });
  const { width = 0, height = 0 } = graph.graph();
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    at: (id) => {
      const { x, y } = graph.node(id);
      return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
    },
  };
}; // prettier-ignore
