import type { AnyClaim } from '../claim.js';
import { coarserAugmentationShrinks } from './coarser-augmentation-shrinks.js';
import { correlationThreshold } from './correlation-threshold.js';
import { infonceDampsOnlyAugmentation } from './infonce-damps-only-augmentation.js';
import { normThermostat } from './norm-thermostat.js';
import { operatorKernelDuality } from './operator-kernel-duality.js';
import { perUnitConservation } from './per-unit-conservation.js';
import { severalNegativesPsdCriterion } from './several-negatives-psd-criterion.js';
import { weightedOperatorSandwich } from './weighted-operator-sandwich.js';

/** Results derived here from the same definitions, not claimed to be in the paper. In the order of the proof chain. */
export const beyondClaims: readonly AnyClaim[] = [
  normThermostat,
  correlationThreshold,
  infonceDampsOnlyAugmentation,
  severalNegativesPsdCriterion,
  weightedOperatorSandwich,
  coarserAugmentationShrinks,
  perUnitConservation,
  operatorKernelDuality,
];
