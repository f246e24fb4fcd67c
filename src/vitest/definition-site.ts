import { readFileSync } from 'node:fs';

/** A module as Vite's graph knows it. */
export interface GraphModule {
  readonly file: string | null;
  readonly importedModules: Iterable<GraphModule>;
}

/** A line of a file, counted from 1. */
export interface Site {
  readonly file: string;
  readonly line: number;
}

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // a module that is no file, such as a virtual one
  }
};

/** The line on which a text gives a claim its id as a literal. */
const lineOf = (text: string, id: string): number | undefined => {
  const literal = new RegExp(`\\bid:\\s*(['"\`])${id.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}\\1`);
  const at = literal.exec(text)?.index;
  return at === undefined ? undefined : text.slice(0, at).split('\n').length;
};

/**
 * Where a claim is stated: the first file, breadth first from the test's, that gives its id as a literal. The source is searched and no stack is asked,
 * as what runs is another text than what was written.
 */
export const definitionSite = (from: GraphModule | undefined, id: string): Site | undefined => {
  const seen = new Set<GraphModule>();
  let front: readonly GraphModule[] = from ? [from] : [];
  while (front.length > 0) {
    for (const module of front) seen.add(module);
    for (const { file } of front) {
      if (file === null || file.includes('/node_modules/')) continue;
      const line = lineOf(textOf(file), id);
      if (line !== undefined) return { file, line };
    }
    front = [...new Set(front.flatMap(({ importedModules }) => [...importedModules]))].filter((one) => !seen.has(one));
  }
  return undefined;
};
