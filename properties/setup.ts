import fc from 'fast-check';
import { suiteSeed } from './seed.js';

// One seed for every property of the run, and no limit on time: what is tried never depends on how fast the machine is.
fc.configureGlobal({ seed: suiteSeed() });
