/**
 * What the exit code says: every verdict as expected, one that differs (or is undecided), bad use, an error of the program itself (EX_SOFTWARE),
 * interrupted by Ctrl-C.
 */
export const ExitCode = { asExpected: 0, differs: 1, badUse: 2, internal: 70, interrupted: 130 } as const;
