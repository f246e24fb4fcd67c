export type * from '../../ledger/ablation-report.js';
