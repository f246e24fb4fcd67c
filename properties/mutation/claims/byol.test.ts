import { byolClaims } from '../../../src/theory/byol/index.js';
import { attackQuickly } from '../attack-quickly.js';

attackQuickly(byolClaims);
