/**
 * The covariance operator on real images: sixteen handwritten digits, each seen moved by one pixel, a ReLU network of three
 * layers with dyadic weights; every layer checked exactly, and what layer 1 amplifies most drawn.
 */
import { checkLayer, differentiableNetwork, topDirection } from './digits-check.js';
import { digitWorld } from './digits-data.js';
import { picture, sideBySide } from './text-art.js';

const SIDE = 7;
const DIGITS = [0, 1, 4, 7];
const EACH = 4;
const WIDTHS = [SIDE ** 2, 8, 6, 4];

const main = (): boolean => {
  const world = digitWorld(DIGITS, EACH, SIDE);
  const network = differentiableNetwork(WIDTHS, world);
  const write = (text: string): boolean => process.stdout.write(`${text}\n`);
  write(
    `${world.points.length} handwritten digits (${DIGITS.join(', ')}), ${SIDE}×${SIDE} in sixteenths, each moved by one pixel four ways`,
  );
  write(`ReLU network ${WIDTHS.join('–')}, weights in fractions of 32, 8 and 2\n`);
  write(
    sideBySide(
      DIGITS.map((digit, i) => ({ title: `a ${digit}`, lines: picture(world.points[i * EACH].x ?? [], SIDE, 1) })),
    ),
  );
  write('\n−∂L_simp/∂vec(W_l) by dual numbers in every direction, against OP_l vec(W_l):');
  const reports = network.weights.map((_, i) => checkLayer(network, world, i + 1));
  for (const { layer, weights, exact, oneBranch, bothBranches, largest } of reports) {
    const equal = (yes: boolean): string => (yes ? 'equal' : 'DIFFERENT');
    write(
      `layer ${layer}: ${weights} weights, one branch ${equal(oneBranch)}, both branches ${equal(bothBranches)} to twice it` +
        ` (${exact ? 'exact: no operation rounded' : 'NOT EXACT: some operation may have rounded'}; largest entry ${largest})`,
    );
  }
  const { value, share, rows } = topDirection(network, world, 1);
  const scale = rows.flat().reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  write(`\nWhat OP_1 amplifies most: eigenvalue ${value.toFixed(1)}, ${(100 * share).toFixed(0)} % of the trace,`);
  write('the change of each hidden unit’s 49 weights (## and ++ up, == and -- down):\n');
  for (let i = 0; i < rows.length; i += 4) {
    const drawn = rows
      .slice(i, i + 4)
      .map((row, k) => ({ title: `unit ${i + k + 1}`, lines: picture(row, SIDE, scale) }));
    write(`${sideBySide(drawn)}\n`);
  }
  return reports.every(
    ({ exact, oneBranch, bothBranches, largest }) => exact && oneBranch && bothBranches && largest > 0,
  );
};

process.exitCode = main() ? 0 : 1;
