/** What the exit code says: every verdict as expected, one that differs (or is undecided), bad use, interrupted by Ctrl-C. */
export const ExitCode = { asExpected: 0, differs: 1, badUse: 2, interrupted: 130 } as const;
