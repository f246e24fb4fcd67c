import { hashText } from '../arithmetic/hash.js';
import { shapeOf } from '../theory/layout.js';

/** 64 bits of a text's hash: two of a million shapes share a name with probability 3·10⁻⁸. */
const nameOf = (shape: string): string =>
  [hashText(shape), hashText(`${shape} `)].map((word) => word.toString(16).padStart(8, '0')).join('');

/** The shapes that instances were met in, by name. */
export class Shapes {
  private readonly known = new Map<string, string>();

  /** Takes note of an instance's shape and says whether it is new. */
  add(instance: unknown): boolean {
    const shape = shapeOf(instance);
    if (this.known.has(shape)) return false;
    this.known.set(shape, nameOf(shape));
    return true;
  }

  get names(): readonly string[] {
    return [...this.known.values()].sort();
  }
}
