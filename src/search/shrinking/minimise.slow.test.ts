import { minimisedOf } from './minimise.properties.js';

minimisedOf(25);
