import { attackSubject } from '../attack-subject.js';

attackSubject('latent-tree');
