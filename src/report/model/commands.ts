/** The commands that reproduce what the page says. */
import type { Origin } from './page.js';

/** A path as one word of a shell. */
export const shellWord = (path: string): string =>
  /^[\w./+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;

/** A recorded command as it is typed. */
export const withNpx = (command: string): string => (command.startsWith('npx ') ? command : `npx ${command}`);

const plan = (of: Origin | undefined): string => (of === undefined ? '' : ` --runs ${of.runs} --seed ${of.seed}`);

/** The attack on a claim, with the runs and the seed of a check. */
export const checkCommand = (id: string, of: Origin | undefined, options = ''): string =>
  `npx contrapose check ${id}${plan(of)}${options}`;

/** The ablation of a claim. */
export const ablateCommand = (id: string, of: Origin | undefined, options = ''): string =>
  `npx contrapose ablate ${id}${plan(of)}${options}`;

/** A claim on an instance of one's own. */
export const evalCommand = (id: string): string => `npx contrapose eval ${id} --instance FILE`;
