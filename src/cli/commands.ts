/** Every command: its name, what it is for, and where it is. A command is loaded when it is called. */
import type { Define } from './define.js';

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Define>;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'list',
    summary: 'every claim: what it states, where it is from, what it assumes',
    load: async () => (await import('./list.js')).listCommand,
  },
  {
    name: 'check',
    summary: 'attack claims (all where none is named) and print how each stands',
    load: async () => (await import('./check.js')).checkCommand,
  },
  {
    name: 'merge',
    summary: 'put the shares that "check --shard" wrote together: the same result as one process, but for the seconds',
    load: async () => (await import('./merge.js')).mergeCommand,
  },
  {
    name: 'ablate',
    summary: 'drop each assumption of claims (all where none is named) and attack what remains',
    load: async () => (await import('./ablate.js')).ablateCommand,
  },
  {
    name: 'hunt',
    summary: 'search on for a counterexample to a claim, or to a claim without some of its assumptions',
    load: async () => (await import('./hunt.js')).huntCommand,
  },
  {
    name: 'replay',
    summary: 'judge stored counterexamples again: which still refute, which are fixed, which are stale',
    load: async () => (await import('./replay.js')).replayCommand,
  },
  {
    name: 'witness',
    summary: 'one stored counterexample in a few lines: the instance, both sides, what it refutes and what not',
    load: async () => (await import('./witness.js')).witnessCommand,
  },
  {
    name: 'gate',
    summary: 'compare every claim with a ledger: its verdict, what it says, and both of its sides on stored instances',
    load: async () => (await import('./gate.js')).gateCommand,
  },
  {
    name: 'report',
    summary: 'write what checks, ablations, witnesses and training left behind as one page; nothing is computed',
    load: async () => (await import('./report.js')).reportCommand,
  },
  {
    name: 'eval',
    summary: "both sides of a claim on an instance of one's own, exact where they can be",
    load: async () => (await import('./eval.js')).evalCommand,
  },
  {
    name: 'operator',
    summary: "the covariance operator of a layer of one's own network, against the gradient by definition",
    load: async () => (await import('./operator-command.js')).operatorCommand,
  },
  {
    name: 'latent-tree',
    summary: "what a network shows of each latent of one's own tree: covariance, a, o, gaps, selectivities",
    load: async () => (await import('./latent-tree-command.js')).latentTreeCommand,
  },
  {
    name: 'train',
    summary: 'train networks and measure what they learn',
    load: async () => (await import('./train.js')).trainCommand,
  },
  {
    name: 'schema',
    summary: "the JSON Schema of a claim's instance file, of the operator or latent-tree command's, or of --against",
    load: async () => (await import('./schema.js')).schemaCommand,
  },
  {
    name: 'cite',
    summary: 'the papers that state claims (all papers where none is named), as BibTeX',
    load: async () => (await import('./cite.js')).citeCommand,
  },
];
