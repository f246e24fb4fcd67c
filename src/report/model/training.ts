/** Training records as pages. */
import { DEFAULTS, RELEASED, type TrainingSettings } from '../../experiments/settings.js';
import { trainingAnchor } from './anchors.js';
import type { ReadTraining } from './inputs.js';
import type { TrainingPage } from './page.js';

/** The options that say settings; those at their default are left out. */
const optionsOf = (settings: TrainingSettings): readonly string[] => {
  const standard = { ...DEFAULTS, ...(settings.exact && { loss: 'simple' }) };
  const all = settings.released.length === RELEASED.length;
  return (Object.keys(DEFAULTS) as (keyof TrainingSettings)[]).flatMap((name) => {
    const value = settings[name];
    if (name === 'steps' && !settings.exact) return [];
    if (name === 'normalise' && settings.released.includes('normalise-epsilon')) return [];
    if (name === 'released') return all ? ['--as-released'] : settings.released.length > 0 ? [`--released ${settings.released.join(',')}`] : []; // prettier-ignore
    if (JSON.stringify(value) === JSON.stringify(standard[name])) return [];
    if (typeof value === 'boolean') return value ? [`--${name}`] : [];
    return [`--${name} ${typeof value === 'object' ? value.join(',') : value}`];
  });
};

/** The command that trains with these settings. */
export const trainCommand = (settings: TrainingSettings): string =>
  ['npx contrapose train latent-tree', ...optionsOf(settings)].join(' ');

const titleOf = ({ exact, released }: TrainingSettings): string => {
  const how = exact ? 'the exact gradient' : 'sampled tuples';
  if (released.length === 0) return `By the formulas of the paper, ${how}`;
  return released.length === RELEASED.length ? `As released, ${how}` : `With ${released.join(', ')}, ${how}`;
};

/** A page for each table of runs. */
export const trainingPages = (training: readonly ReadTraining[]): readonly TrainingPage[] =>
  training.map(({ file, table, runs }, i) => ({
    file,
    anchor: trainingAnchor(i + 1),
    title: runs.length > 0 ? `${titleOf(table.settings)}: the runs themselves` : titleOf(table.settings),
    table,
    runs,
    command: trainCommand(table.settings),
  }));
