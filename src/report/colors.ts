import { isatty } from 'node:tty';
import picocolors from 'picocolors';

/**
 * Whether colours are wanted: never with NO_COLOR, always with FORCE_COLOR (unless 0), else on a terminal that has them. A log of a CI is no terminal:
 * what is redirected there ends in files that are read as text.
 */
export const wantsColors = (
  { NO_COLOR = '', FORCE_COLOR = '', TERM = '' }: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean => {
  if (NO_COLOR !== '') return false;
  if (FORCE_COLOR !== '') return FORCE_COLOR !== '0';
  return isTerminal && TERM !== 'dumb';
};

/** The colours of what is printed on stdout. */
export const colors = picocolors.createColors(wantsColors(process.env, isatty(1)));
