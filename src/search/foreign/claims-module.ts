import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { refused } from '../../ledger/files.js';
import { BadInput } from '../../ledger/problem.js';
import type { AnyClaim } from '../../theory/claim.js';
import { adopt } from '../../theory/index.js';
import { asClaim, errorText, looksLikeClaim } from './claim-shape.js';

/** The claims of a module outside the package, and the URL by which every thread can load it. */
export interface ClaimsModule {
  readonly url: string;
  readonly claims: readonly AnyClaim[];
}

/** How long a module may take to load: one that waits for what never comes would end the program without a word. */
const PATIENCE = 60_000;

const FILE = 'a module that can be imported';

/** The first place in the file that a stack names, as ":12". */
const lineIn = (error: unknown, url: string): string => {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const at = stack.indexOf(`${url}:`);
  return at < 0 ? '' : (/^:\d+/.exec(stack.slice(at + url.length))?.[0] ?? '');
};

const importModule = async (url: string, file: string): Promise<Readonly<Record<string, unknown>>> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing within ${PATIENCE / 1000} s`)), PATIENCE);
  });
  try {
    return (await Promise.race([import(url), late])) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new BadInput(`${file}${lineIn(error, url)}: expected ${FILE}, got ${errorText(error)}`);
  } finally {
    clearTimeout(timer);
  }
};

/** Exported values with the name that leads to each; those of an exported list `claims` one by one. */
const candidatesOf = (exported: Readonly<Record<string, unknown>>, file: string): ReadonlyMap<unknown, string> => {
  const found = new Map<unknown, string>();
  const { claims, ...others } = exported;
  if (claims !== undefined) {
    if (!Array.isArray(claims)) throw new BadInput(`${file}: claims: expected a list of claims, got ${typeof claims}`);
    claims.forEach((value: unknown, i) => found.set(value, `claims[${i}]`));
  }
  for (const [name, value] of Object.entries(others)) {
    if (looksLikeClaim(value) && !found.has(value)) found.set(value, name);
  }
  return found;
};

/** The claims among what a module exports. @throws {BadInput} for a malformed one, for none, for one id twice */
const claimsIn = (exported: Readonly<Record<string, unknown>>, file: string): readonly AnyClaim[] => {
  const claims = [...candidatesOf(exported, file)].map(([value, name]) => {
    try {
      return asClaim(value, name);
    } catch (error) {
      throw error instanceof BadInput ? new BadInput(`${file}: ${error.message}`) : error;
    }
  });
  if (claims.length === 0) {
    const names = Object.keys(exported).join(', ');
    throw new BadInput(`${file}: expected exported claims, got ${names === '' ? 'no export' : `only ${names}`}`);
  }
  try {
    adopt(claims);
  } catch (error) {
    throw error instanceof RangeError ? new BadInput(`${file}: ${error.message}`) : error;
  }
  return claims;
};

const loaded = new Map<string, Promise<readonly AnyClaim[]>>();

/** The claims of the module at a URL, known by their ids from then on. Each thread loads a module once. @throws {BadInput} */
export const adoptModule = (url: string, file = fileURLToPath(url)): Promise<readonly AnyClaim[]> => {
  const found = loaded.get(url) ?? importModule(url, file).then((exported) => claimsIn(exported, file));
  loaded.set(url, found);
  return found;
};

/**
 * The claims a file exports: those exported by name, and those of an exported list `claims`. What else it exports is left alone. `file` is what messages
 * call it.
 * @throws {BadInput} where the file cannot be imported, exports no claim or a malformed one
 */
export const loadClaims = async (path: string, file = path): Promise<ClaimsModule> => {
  try {
    if (statSync(path).isDirectory()) throw new BadInput(`${file}: expected ${FILE}, got a folder`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new BadInput(`${file}: expected ${FILE}, got no such file`);
    }
    throw refused(file, FILE, error);
  }
  const url = pathToFileURL(resolve(path)).href;
  return { url, claims: await adoptModule(url, file) };
};
