import type { Command } from 'commander';
import type { Surroundings } from './surroundings.js';

/** Gives a command its arguments, options and action. */
export type Define = (command: Command, io: Surroundings) => void;
