import { it } from 'vitest';
import { narrowed, type AnyClaim } from '../src/theory/claim.js';
import { attack } from '../src/search/attack.js';
import { mutantStatement } from '../src/judge/statement.js';
import { isRational } from '../src/arithmetic/rational.js';
import { evidenceText } from '../src/ledger/verdict.js';
import { draw } from '../src/search/draw.js';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
const show=(i:unknown)=>JSON.stringify(i,(_,v)=>isRational(v)?v.toFraction():v);
const names = (process.env.C3 ?? '').split(',');
const seeds = (process.env.SEEDS ?? '1').split(',').map(Number);
it('t', async () => {
  const claims: AnyClaim[] = [];
  for (const n of names) { const m = await import(/* @vite-ignore */ `/work/main/src/theory/${n}.ts`); claims.push(...Object.values(m).filter((x:any)=>x?.conclusion) as AnyClaim[]); }
  for (const c of claims) for (const seed of seeds) {
    let t=performance.now();
    const v = attack(c, narrowed(c), {runs:200, seed});
    console.log(`=== ${c.id} seed ${seed}: ${v.word} ${v.reason ?? ''} n=${v.instances} disc=${v.discarded} shapes=${v.shapes} deg=${v.degree} ${(performance.now()-t).toFixed(0)}ms\n`+v.parts.map(p=>'    '+p.name+': '+evidenceText(p)+' open '+p.open).join('\n')+(v.witness? '\n'+show(v.witness):''));
    for (const m of c.mutants) { t=performance.now();
      const r = attack(mutantStatement(c,m), narrowed(c), {runs:200, seed});
      const t1=performance.now()-t;
      const a = m.agreesOn && attack(mutantStatement(c,m), m.agreesOn.narrow(narrowed(c)), {runs:200, seed});
      console.log(`  mutant ${m.name}: ${r.word} after ${r.instances} (${t1.toFixed(0)}ms)`, a ? `agrees: ${a.word} ${a.reason??''} n=${a.instances} disc=${a.discarded}`:'', process.env.W ? show(r.witness) : '', a?.witness? show(a.witness):'');
    }
    const g = xoroshiro128plus(seed);
    const node = narrowed(c);
    let bad=0; for(let i=0;i<300;i++){ const x=draw(node,{integer:(a,b)=>uniformInt(g,a,b)}); for(const s of c.assumptions) if(!s.holds(x)) bad++; }
    console.log('  assumptions not holding on narrowed draws:', bad);
    if (c.expect==='holds') for (const s of c.assumptions) { t=performance.now();
      const r = attack(c, narrowed(c,[s.slug]), {runs:200, seed});
      console.log(`  drop ${s.slug}: ${r.word} ${r.reason ?? ''} after ${r.instances} disc=${r.discarded} (${(performance.now()-t).toFixed(0)}ms) ${r.witness?.part ?? ''}`, process.env.W ? show(r.witness) : '');
    }
  }
}, 600000);
