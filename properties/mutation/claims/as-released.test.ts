import { asReleasedClaims } from '../../../src/theory/as-released/index.js';
import { attackQuickly } from '../attack-quickly.js';

attackQuickly(asReleasedClaims);
