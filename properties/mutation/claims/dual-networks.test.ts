import { dualNetworksClaims } from '../../../src/theory/dual-networks/index.js';
import { attackQuickly } from '../attack-quickly.js';

attackQuickly(dualNetworksClaims);
