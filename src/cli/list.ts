import { claims } from '../theory/index.js';
import type { Define } from './define.js';
import { print, printJson } from './surroundings.js';

/** `list`: every claim with its source, assumptions and mutants. */
export const listCommand: Define = (command, io) =>
  command.option('--json', 'the full descriptions as a JSON array').action(async ({ json }: { json?: boolean }) => {
    if (json) {
      // Which evidence can be reached is found by attacks, which the plain list does not load.
      const { described } = await import('./list/described.js');
      printJson(io, claims.map(described));
      return;
    }
    const width = Math.max(...claims.map(({ id }) => id.length));
    for (const { id, title, expect } of claims) {
      print(io, `${id.padEnd(width)}  ${title}${expect === 'fails' ? '  [expected to fail]' : ''}`);
    }
  });
