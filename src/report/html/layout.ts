/** Layered drawings of directed graphs: dagre places, this draws. */
import { graphlib, layout } from '@dagrejs/dagre';

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
  { direction, between, layers }: { readonly direction: 'LR' | 'TB'; readonly between: number; readonly layers: number },
): Layout => {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: direction, nodesep: between, ranksep: layers, marginx: 4, marginy: 4 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  const known = new Set(nodes.map(({ id }) => id));
  for (const [from, to] of edges) if (known.has(from) && known.has(to)) graph.setEdge(from, to);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { readonly width?: number; readonly height?: number };
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    at: (id) => {
      const { x, y } = graph.node(id) as { readonly x: number; readonly y: number };
      return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
    },
  };
}; // prettier-ignore
