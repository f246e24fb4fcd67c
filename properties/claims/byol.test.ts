import { attackSubject } from '../attack-subject.js';

attackSubject('byol');
