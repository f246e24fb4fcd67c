/** An instruction of a Dockerfile: `RUN npm ci` is `['RUN', 'npm ci']`. */
type Instruction = readonly [name: string, rest: string];

/** What the recipe of the image does: its first stage, as something that can be done without an engine, and what the image is in the end. */
export interface Recipe {
  readonly build: {
    readonly copied: readonly { readonly from: string; readonly to: string }[];
    readonly commands: readonly string[];
  };
  readonly last: { readonly user: string | undefined; readonly entrypoint: unknown };
}

const instructionsOf = (text: string): readonly Instruction[] =>
  text
    .replace(/^\s*#.*\n/gm, '')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .flatMap((line) => {
      const [, name, rest] = /^([A-Z]+) +(.+)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, rest] as const];
    });

/** Reads a Dockerfile of two stages. */
export const recipeOf = (text: string): Recipe => {
  const instructions = instructionsOf(text);
  const second = instructions.findLastIndex(([name]) => name === 'FROM');
  const of = (stage: readonly Instruction[], wanted: string): readonly string[] =>
    stage.filter(([name]) => name === wanted).map(([, rest]) => rest);
  const [first, last] = [instructions.slice(0, second), instructions.slice(second)];
  const copied = of(first, 'COPY').flatMap((rest) => {
    const names = rest.split(/ +/);
    const to = names.at(-1) ?? '.';
    return names.slice(0, -1).map((from) => ({ from, to }));
  });
  const entrypoint = of(last, 'ENTRYPOINT').at(-1);
  return {
    build: { copied, commands: of(first, 'RUN') },
    last: { user: of(last, 'USER').at(-1), entrypoint: entrypoint && (JSON.parse(entrypoint) as unknown) },
  };
};
