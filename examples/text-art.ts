/** From strongly negative to strongly positive, by steps of two fifths of the scale. */
const MARKS = ['==', '--', ' .', '++', '##'] as const;

/** One line a row of `side` numbers: == and -- below 0, ## and ++ above, a dot near it. `scale` is the number drawn strongest. */
export const picture = (values: readonly number[], side: number, scale: number): string[] =>
  Array.from({ length: side }, (_, row) =>
    values
      .slice(row * side, (row + 1) * side)
      .map((v) => MARKS[Math.max(0, Math.min(4, Math.round((v / scale) * 2.5) + 2))])
      .join(''),
  );

/** Pictures beside one another under their titles. */
export const sideBySide = (
  pictures: readonly { readonly title: string; readonly lines: readonly string[] }[],
): string => {
  const width = Math.max(
    ...pictures.flatMap(({ title, lines }) => [title.length, ...lines.map((line) => line.length)]),
  );
  const cells = pictures.map(({ title, lines }) => [title, ...lines].map((line) => line.padEnd(width)));
  return cells[0]
    .map((_, row) =>
      cells
        .map((cell) => cell[row])
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
};
