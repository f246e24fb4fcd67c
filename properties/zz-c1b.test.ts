import { it, expect } from 'vitest';
import { type AnyClaim } from '../src/theory/claim.js';
import { decode, encode } from '../src/ledger/codec.js';
import * as S from '../src/ledger/schema.js';
import { instancesOf, sameNumbers } from './instances.js';
import * as fc from 'fast-check';
const mine=['activation-covariance','activation-covariance-binary','activation-covariance-categorical','preactivation-gap','polarity-chain','translation-invariant-chain','variance-decomposition','variance-decomposition-symmetric','unit-latent-correlation'];
it('t', async () => {
  for (const f of mine) {
    const c = Object.values(await import(`../src/theory/latent-tree/${f}.ts`)).find((x:any)=>x.id) as AnyClaim;
    const fn = Object.entries(S).filter(([,v])=>typeof v==='function');
    for (const [n,g] of fn) { try { const t=JSON.stringify((g as any)(c)); console.log(f,n,t.length); } catch(e) { console.log(f,n,String(e).slice(0,200)); } }
    fc.assert(fc.property(instancesOf(c.space.node), i => { const j=JSON.parse(JSON.stringify(encode(i))); const d=decode(c.space.node, j, 'x'); return sameNumbers(d,i); }),{numRuns:100});
  }
});
