#!/usr/bin/env node
import { runInProcess } from './process.js';

await runInProcess(process.argv.slice(2));
