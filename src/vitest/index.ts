/** The entry `contrapose/reporter`. vitest looks for a reporter in the default export of a module, which is why this file has one. */
export { ClaimsReporter, ClaimsReporter as default } from './claims-reporter.js';
