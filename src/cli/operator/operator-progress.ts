import { RESOLUTION } from '../../kernels/spectrum.js';
import { lateProgress } from '../progress.js';
import type { Surroundings } from '../surroundings.js';
import type { OperatorOptions } from './report.js';

/** Powers of ten that a residual falls through before an eigenpair is found. */
const DIGITS = Math.round(-Math.log10(RESOLUTION));

/** The display of `operator`: a step for each layer, and with a spectrum for each power of ten that its residuals fall through. */
export const operatorProgress = (
  io: Surroundings,
  spectrum: boolean,
): Required<Pick<OperatorOptions, 'onLayer' | 'onResidual'>> & { readonly stop: () => void } => {
  const started = performance.now();
  let progress: ReturnType<typeof lateProgress> | undefined;
  let fallen = 0;
  const step = (of: number, name: string): void => {
    progress ??= lateProgress(io, of * (spectrum ? DIGITS + 1 : 1), 'steps', undefined, started);
    progress.finished(name);
  };
  const fallTo = (digits: number, l: number, of: number): void => {
    while (spectrum && fallen < Math.min(DIGITS, digits)) step(of, `layer ${l}: residual below 1e-${++fallen}`);
  };
  return {
    onResidual: (l, relative, of) => fallTo(Math.floor(-Math.log10(relative)), l, of),
    onLayer: (l, of) => {
      fallTo(DIGITS, l, of);
      step(of, `layer ${l}`);
      fallen = 0;
    },
    stop: () => progress?.stop(),
  };
};
