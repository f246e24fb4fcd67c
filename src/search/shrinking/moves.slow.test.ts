import { statements } from '../../theory/index.js';
import { shrinkingOf } from './moves.properties.js';

shrinkingOf(statements);
