// A candidate in a Node of its own: `fork` runs this file, messages say what to time.
//   node places/node.mjs MODULE NAME SET

import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { open } from '../lane.mjs';
import { asking } from './asking.mjs';

const root = new URL('../../../', import.meta.url);
const self = fileURLToPath(import.meta.url);

export async function openInNode({ module, name }, set, patience) {
  const child = fork(self, [module, name, set], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  return asking({
    patience,
    child,
    send: (message) => child.send(message),
    listen: (tell) => child.on('message', tell),
  });
}

async function main([module, name, set]) {
  const read = async (path) => readFileSync(new URL(path, root));
  const { [name]: candidate } = await import(`../candidates/${module}.mjs`);
  const texts = JSON.parse(new TextDecoder().decode(await read('target/bench/texts.json')));
  const lane = await open(candidate, read, set, texts);
  process.send({ ready: lane.ready });
  process.on('message', async (asked) => {
    process.send(asked === 'memory' ? { memory: await lane.memory() } : { time: await lane.time(...asked) });
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.on('disconnect', () => process.exit());
  main(process.argv.slice(2)).catch((error) => process.send({ failed: String(error.message ?? error) }, () => process.exit(1)));
}
