// Makes the engine of the workshop out of the folder wasm-pack wrote: smaller, and only what the page loads.
//   node xtask/workshop.mjs FOLDER

import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shrink } from './shrink.mjs';

const [, , folder] = process.argv;
if (!folder) throw new Error('which folder?');
const engine = join(folder, 'workshop_bg.wasm');
writeFileSync(engine, shrink(readFileSync(engine)));
for (const name of readdirSync(folder)) if (!['workshop.js', 'workshop_bg.wasm'].includes(name)) rmSync(join(folder, name));
