import { it } from 'vitest';
import { readdirSync } from 'node:fs';
import { narrowed, type AnyClaim } from '../src/theory/claim.js';
import { attack } from '../src/search/attack.js';
import { mutantStatement } from '../src/judge/statement.js';
import { isRational } from '../src/arithmetic/rational.js';
import { instancesOf } from './instances.js';
import * as fc from 'fast-check';
const show=(i:unknown)=>JSON.stringify(i,(_,v)=>isRational(v)?v.toFraction():v);
const only = process.env.ONLY?.split(',');
const seeds = (process.env.SEEDS ?? '1,2,3').split(',').map(Number);
const out:string[]=[];
const mine=['activation-covariance','activation-covariance-binary','activation-covariance-categorical','preactivation-gap','polarity-chain','translation-invariant-chain','variance-decomposition','variance-decomposition-symmetric','unit-latent-correlation'];
it('t', async () => {
  const files = mine.filter(f=>readdirSync('src/theory/latent-tree').includes(f+'.ts') && (!only || only.includes(f)));
  for (const f of files) {
    const c = Object.values(await import(`../src/theory/latent-tree/${f}.ts`)).find((x:any)=>x.id) as AnyClaim;
    for (const seed of seeds) {
      let t=performance.now();
      const v = attack(c, narrowed(c), {runs:200, seed}) as any;
      console.log(c.id, seed, v.word, v.reason??'', JSON.stringify(v.parts), v.instances, v.discarded, v.shapes, v.degree, (performance.now()-t).toFixed(0)+'ms', v.witness ? show(v.witness):'');
      for (const m of c.mutants) { t=performance.now();
        const r = attack(mutantStatement(c,m), narrowed(c), {runs:200, seed}) as any;
        const ms=(performance.now()-t).toFixed(0); t=performance.now();
        const a = m.agreesOn ? attack(mutantStatement(c,m), m.agreesOn.narrow(narrowed(c)), {runs:200, seed}) as any:undefined;
        console.log('  mutant', m.name, r.word, r.instances, ms+'ms', r.word==='refuted'?'':'!!!!!', a?`agrees: ${a.word} ${a.reason??''} ${(performance.now()-t).toFixed(0)}ms`:'', a&&a.word!=='holds'?'!!!!! '+show(a.witness):'');
      }
      for (const a of c.assumptions) { t=performance.now();
        const r = attack(c, narrowed(c,[a.slug]), {runs:500, seed}) as any;
        console.log('  drop', a.slug, r.word, r.reason??'', r.instances, (performance.now()-t).toFixed(0)+'ms');
      }
      const bad = c.assumptions.filter(a=>{ let ok=true; fc.assert(fc.property(instancesOf(narrowed(c)), i=>{ if(!a.holds(i)) ok=false; return true;}),{numRuns:100}); return !ok;});
      if (bad.length) console.log('!!!!! holds false', bad.map(b=>b.slug));
      let neither=0; for (const a of c.assumptions) { fc.assert(fc.property(instancesOf(narrowed(c,[a.slug])), i=>{ if(!a.holds(i)) neither++; return true;}),{numRuns:100}); }
      console.log('  violating instances over all', neither);
    }
  }
}, 1000000);
