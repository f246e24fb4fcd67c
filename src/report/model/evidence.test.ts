import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evidenceText } from '../../ledger/verdict.js';
import { EVIDENCE, evidenceItems, kindsOf } from './evidence.js';

describe('the words of the evidence', () => {
  it('are those of TRUST_BOUNDARIES.md, each and no other', () => {
    const text = readFileSync(new URL('../../../TRUST_BOUNDARIES.md', import.meta.url), 'utf8');
    const section = text.slice(text.indexOf('\n## Evidence'), text.indexOf('\n## Other words'));
    const words = [...section.matchAll(/^\*\*`(\w+)`\*\*/gm)].map(([, word]) => word);
    expect(Object.keys(EVIDENCE)).toEqual([...words, 'none']);
  });
  it('are read from what a verdict prints', () => {
    const part = { name: 'p', relation: 'equal' as const, exact: 7, identity: 9, exhaustive: 0, enclosed: 2, statistical: 0, open: 0, worstMargin: 0 }; // prettier-ignore
    expect(evidenceItems(evidenceText(part))).toEqual([
      { kind: 'exact', text: '7' },
      { kind: 'identity', text: '9' },
      { kind: 'enclosed', text: '2' },
    ]);
    expect(evidenceItems('none')).toEqual([{ kind: 'none', text: '' }]);
    expect(evidenceItems('measured +0.1 [0.0, 0.2] at 97.9 %, 10 seeds')[0].kind).toBe('measured');
  });
  it('are named strongest first', () => {
    expect(kindsOf(evidenceItems('enclosed 3 · exact 1'))).toEqual(['exact', 'enclosed']);
  });
});
