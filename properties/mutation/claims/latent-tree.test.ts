import { latentTreeClaims } from '../../../src/theory/latent-tree/index.js';
import { attackQuickly } from '../attack-quickly.js';

attackQuickly(latentTreeClaims);
