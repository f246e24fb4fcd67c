import { attackSubject } from '../attack-subject.js';

attackSubject('dual-networks');
