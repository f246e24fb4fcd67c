import { it } from 'vitest';
import { narrowed } from '../src/theory/claim.js';
import { attack } from '../src/search/attack.js';
import { mutantStatement } from '../src/judge/statement.js';
import { beyondClaims } from '../src/theory/beyond/index.js';
it('t', () => {
  for (const c of beyondClaims) {
    for (const m of c.mutants) {
      const at: number[] = [];
      for (let seed = 100; seed < 130; seed++) {
        const r = attack(mutantStatement(c, m), narrowed(c), { runs: 200, seed });
        at.push(r.word === 'refuted' ? r.instances : -1);
      }
      console.log(c.id, m.name, at.sort((a, b) => a - b).join(' '));
    }
    for (const a of c.assumptions) {
      const at: number[] = [];
      for (let seed = 100; seed < 115; seed++) {
        const r = attack(c, narrowed(c, [a.slug]), { runs: 200, seed });
        at.push(r.word === 'refuted' ? r.instances : -1);
      }
      console.log(c.id, 'without', a.slug, at.sort((x, y) => x - y).join(' '));
    }
  }
}, 600000);
