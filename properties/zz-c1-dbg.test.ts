import { it } from 'vitest';
import * as fc from 'fast-check';
import { statements } from '../src/theory/index.js';
import { narrowed } from '../src/theory/claim.js';
import { fit } from '../src/search/fit.js';
import { instancesOf } from './instances.js';
import { isRational } from '../src/arithmetic/rational.js';
const show=(i:unknown)=>JSON.stringify(i,(_,v)=>isRational(v)?v.toFraction():v);
it('t', () => {
  const hom = statements.find(s=>s.id==='dual-networks/homogeneity')!;
  let n=0;
  for (const other of statements) for (const i of fc.sample(instancesOf(narrowed(other)),{numRuns:20,seed:1})) {
    const a=fit(narrowed(hom),i); const b=fit(narrowed(hom),a);
    if (show(a)!==show(b) && n++<6) console.log(other.id, show(i).slice(0,300), '\n', show(a), '\n', show(b));
  }
  console.log(n, statements.length);
});
