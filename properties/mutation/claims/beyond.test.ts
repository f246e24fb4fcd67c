import { beyondClaims } from '../../../src/theory/beyond/index.js';
import { attackQuickly } from '../attack-quickly.js';

attackQuickly(beyondClaims);
