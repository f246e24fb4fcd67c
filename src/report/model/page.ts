/** The page of a report as plain data: what the renderers draw, and the JSON of `report --json`. */
import type { AblationVerdict, DoseResponse } from '../../ledger/ablation-report.js';
import type { MarginCounts } from '../../ledger/margins.js';
import type { VerdictWord } from '../../ledger/verdict.js';
import type { Grade, WitnessFile, WitnessSides } from '../../ledger/witness-file.js';
import type { RecoveryTable } from '../../experiments/recovery-table.js';
import type { RunRecord } from '../../experiments/record.js';

export const REPORT_FORMAT = 'contrapose/report@1';

/** A file that could not be used, and why: the rest of the page does without it. */
export interface Problem {
  readonly file: string;
  readonly message: string;
}

/** Where values come from, and what they were obtained with. */
export interface Origin {
  readonly file: string;
  readonly version?: string;
  readonly seed: number;
  readonly runs: number;
}

/** How a claim stands. `none`: no file says. */
export interface Standing {
  readonly verdict: VerdictWord | 'none';
  readonly expect: 'holds' | 'fails';
  readonly asExpected: boolean;
  /** `check`: by the verdicts of a check; `ledger`: as the committed record says, where no check does. */
  readonly from: 'check' | 'ledger' | 'none';
  /** One sentence. */
  readonly words: string;
  readonly reason?: string;
  /** Where it differs from what is expected: the broken claims its break may come from. */
  readonly firstBroken: readonly string[];
}

/** One kind of evidence, with the instances, points or draws it covers. */
export interface EvidenceItem {
  readonly kind: string;
  readonly text: string;
}

export interface PartPage {
  readonly name: string;
  readonly evidence: readonly EvidenceItem[];
  readonly margins?: MarginCounts;
}

/** What an attack covered. */
export interface Covered {
  readonly instances: number;
  readonly discarded: number;
  readonly shapes: number;
  readonly degree: number | null;
  readonly worstMargin: number | null;
  readonly scope?: string;
}

export interface AssumptionPage {
  readonly slug: string;
  readonly text: string;
  /** Absent where no ablation speaks of it. */
  readonly verdict?: AblationVerdict | 'moot';
  /** Necessary by draws that reject a law, not by an exact witness. */
  readonly statistical: boolean;
  readonly words: string;
  /** The anchor of the witness that shows it. */
  readonly witness?: string;
}

export interface MutantPage {
  readonly name: string;
  readonly text: string;
  readonly outcome: 'refuted' | 'survives' | 'falls on its subclass' | 'not attacked';
  /** Instances until it fell; absent where only the ledger says that it did. */
  readonly cases?: number;
  readonly agreesOn?: string;
}

export interface Command {
  readonly what: string;
  readonly command: string;
}

/** An instance that decides something, as it is drawn. */
export interface WitnessPage {
  readonly anchor: string;
  readonly title: string;
  /** `shown`: an instance that exhibits an existence claim. */
  readonly kind: 'refutes' | 'without' | 'mutant' | 'shown';
  readonly part: string;
  readonly margin: number | null;
  readonly sides?: WitnessSides;
  readonly instance: unknown;
  /** What it does not refute. */
  readonly boundary?: string;
  readonly grade?: Grade;
  readonly reasons: readonly string[];
  readonly file?: string;
  readonly commands: readonly Command[];
}

/** A witness that is named alone: others like it are drawn. */
export type ListedWitness = Pick<WitnessPage, 'title' | 'part' | 'margin' | 'file'>;

/** What the committed ledger says of a claim. */
export interface Recorded {
  readonly verdict: VerdictWord;
  readonly mutantScore: string;
  /** Instances on which both sides are kept. */
  readonly probes: number;
}

export interface ClaimPage {
  readonly id: string;
  readonly anchor: string;
  readonly title: string;
  /** TeX. */
  readonly statement: string;
  readonly source: { readonly paper: string; readonly result: string };
  readonly reading: { readonly tag: string; readonly note: string };
  readonly quantifier: 'for all' | 'exists' | 'measured';
  readonly stands: Standing;
  readonly parts: readonly PartPage[];
  readonly covered?: Covered;
  readonly assumptions: readonly AssumptionPage[];
  /** Sets of assumptions that were dropped together and not shown necessary. */
  readonly droppable: readonly { readonly dropped: readonly string[]; readonly cases: number }[];
  readonly doses: readonly DoseResponse[];
  readonly mutants: readonly MutantPage[];
  readonly witnesses: readonly WitnessPage[];
  /** Further ones of the same titles. */
  readonly listed: readonly ListedWitness[];
  readonly commands: readonly Command[];
  readonly restsOn: readonly string[];
  readonly usedBy: readonly string[];
  readonly recorded?: Recorded;
  readonly bibtex: string;
}

/** The results of one paper, in the order of the registry. */
export interface PaperPage {
  readonly paper: string;
  readonly claims: readonly string[];
}

/** Claims × assumptions of one subject. */
export interface MatrixPage {
  readonly subject: string;
  readonly assumptions: readonly string[];
  readonly rows: readonly { readonly claim: string; readonly cells: readonly (MatrixCell | null)[] }[];
}

/** `moot`: dropping an assumption can not change how the claim stands; `open`: not ablated. */
export type MatrixCell = 'statistical' | 'open' | 'moot' | AblationVerdict;

/** One step of the proof chain. */
export interface ChainStep {
  readonly claim: string;
  readonly restsOn: readonly string[];
  readonly verdict: Standing['verdict'];
  readonly asExpected: boolean;
  /** A claim that is not as expected and rests on no such claim. */
  readonly firstBroken: boolean;
}

/** A table of training runs, and the runs themselves where a folder holds them. */
export interface TrainingPage {
  readonly file: string;
  readonly anchor: string;
  readonly title: string;
  readonly table: RecoveryTable;
  readonly runs: readonly RunRecord[];
  readonly command: string;
}

export interface ReportPage {
  readonly format: typeof REPORT_FORMAT;
  /** Of the program that wrote the page. */
  readonly version: string;
  readonly problems: readonly Problem[];
  readonly check?: Origin;
  readonly ablation?: Origin;
  readonly ledger?: Origin;
  readonly papers: readonly PaperPage[];
  readonly chain: readonly ChainStep[];
  readonly matrix: readonly MatrixPage[];
  readonly claims: readonly ClaimPage[];
  readonly training: readonly TrainingPage[];
}

/** A witness with the file it was read from. */
export interface NamedWitness {
  readonly file: string;
  readonly witness: WitnessFile;
}
