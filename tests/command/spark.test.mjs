// The PySpark example, on a small Spark without a cluster. It takes Java and a Python with pyspark:
//   python3 -m venv spark && spark/bin/pip install pyspark && PYTHON=spark/bin/python cargo xtask test command

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { built, telltext } from './harness.mjs';

const python = process.env.PYTHON ?? 'python3';
const works = (program, ...args) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;

function missing() {
  if (process.platform === 'win32') return 'its script is one of a Unix shell';
  if (!works(python, '-c', 'import pyspark')) return `${python} has no pyspark; with one that has, set PYTHON to it`;
  if (!works('java', '-version')) return 'there is no Java';
  return false;
}

test('each partition is answered as without Spark, in its order', { skip: missing(), timeout: 280_000 }, () => {
  const script = fileURLToPath(new URL('../spark/pipe.sh', import.meta.url));
  const generate = built(['--package', 'telltext', '--example', 'generate'], 'examples/generate');
  const said = spawnSync('sh', [script, python, telltext(), generate], { encoding: 'utf8' });
  assert.equal(said.status, 0, `${said.stdout}\n${said.stderr}`);
  assert.match(said.stdout, /^6000 reports from 7 partitions, each the same as without Spark$/m);
});
