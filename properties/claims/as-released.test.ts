import { attackSubject } from '../attack-subject.js';

attackSubject('as-released');
