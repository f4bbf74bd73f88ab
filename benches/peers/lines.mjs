// Lines of JSON through the command, on one core.

import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { median } from './measure.mjs';
import { folder } from './prepare.mjs';

/** @returns {{ messages: number, perSecond: number }} */
export function lines(command, jsonl, { quick }) {
  const file = `${folder}/messages.jsonl`;
  const times = quick ? 1 : 25;
  writeFileSync(file, jsonl.repeat(times));
  const messages = jsonl.trimEnd().split('\n').length * times;
  const seconds = [];
  for (let round = 0; round < (quick ? 1 : 5); round++) {
    const input = openSync(file, 'r');
    const before = performance.now();
    const { status, stderr } = spawnSync(command, ['batch', '--format', 'jsonl', '--threads', '1', '-'], { stdio: [input, 'ignore', 'pipe'] });
    seconds.push((performance.now() - before) / 1000);
    closeSync(input);
    if (status !== 0) throw new Error(`${command} batch: ${stderr}`);
  }
  return { messages, perSecond: messages / median(seconds) };
}
