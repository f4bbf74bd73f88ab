// A candidate that is a program: a line of JSON in, a line of JSON out.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { asking } from './asking.mjs';

export function openProgram(command, args, patience) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => {});
  return asking({
    patience,
    child,
    send: (message) => child.stdin.write(`${JSON.stringify(message)}\n`),
    listen: (tell) => createInterface(child.stdout).on('line', (line) => tell(JSON.parse(line))),
  });
}
