// What `telltext lint --format sarif` writes, against the schema of SARIF 2.1.0.
// sarif-schema-2.1.0.json is the schema of OASIS as it is published (Copyright OASIS Open, which may be copied unaltered).

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { folder, telltext } from './harness.mjs';

const program = telltext();
const schema = JSON.parse(readFileSync(new URL('sarif-schema-2.1.0.json', import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const valid = ajv.compile(schema);

/** What of a log is not as the schema says. */
const complaints = (log) => (valid(log) ? [] : valid.errors.map(({ instancePath, message }) => `${instancePath} ${message}`));

/** The log that is written in a folder for these arguments. */
function log(place, ...args) {
  const { stdout, stderr, status } = spawnSync(program, ['lint', '--format', 'sarif', ...args], { cwd: place, encoding: 'utf8' });
  assert.equal(stderr, '');
  return { log: JSON.parse(stdout), status };
}

const GOOD = "Hi, it's Sam with Ruiz for Mayor. Early voting is open until Friday, find your place at vote.gov. Reply STOP to end";
const TRICKS = [
  'Hi, find your place at the library.',
  '🗳️ vote by text: send VOTE to 59925 to cast your ballot',
  'Hi, it’s Sam with Ruiz for Mayor. V\u043ete \u0435arly, your b\u0430llot is waiting. Reply ST\u041eP to end',
  'FINAL NOTICE: your registration is incomplete.\r\nConfirm your SSN at http://vote-gov.example.top/x?y=1&z or bit.ly/abc',
  'Pay $5 to stop these texts, reply STOP and your card number',
];

test('whatever is found, the log is valid SARIF 2.1.0', (t) => {
  const place = folder(t);
  mkdirSync(join(place, 'more'));
  const names = ['a b%ü#?.txt', 'é€😀.txt', '-dash.txt', 'more/x.txt', 'brackets[1]{2}.txt'];
  TRICKS.forEach((text, n) => writeFileSync(join(place, names[n]), `${text}\n`));
  writeFileSync(join(place, 'good.txt'), GOOD);
  writeFileSync(join(place, 'nothing.txt'), '');
  for (const args of [['.'], ['--lines', '.'], ['--lang', 'es', '--region', 'FR', '.'], [place], ['good.txt'], ['nothing.txt'], ['good.txt', 'more/x.txt', './nothing.txt']]) {
    const made = log(place, ...args);
    assert.deepEqual(complaints(made.log), [], args.join(' '));
    assert.equal(made.status, made.log.runs[0].results.some(({ level }) => level === 'error') ? 1 : 0);
  }
  const { results, tool, artifacts } = log(place, '.').log.runs[0];
  assert.ok(results.length > 8, `${results.length} problems`);
  assert.equal(artifacts.length, 7);
  for (const { ruleId, ruleIndex, locations } of results) {
    assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
    const [{ physicalLocation: { artifactLocation, region } }] = locations;
    // An address of the schema's kind leads back to the file, and the region to its words.
    const [name, ...rest] = decodeURIComponent(artifactLocation.uri).split('\n');
    assert.deepEqual(rest, []);
    const lines = readFileSync(join(place, name), 'utf8').split('\n');
    assert.ok(region.startLine <= region.endLine && region.endLine <= lines.length, JSON.stringify(region));
    assert.ok(region.endColumn <= lines[region.endLine - 1].length + 1, `${name} ${JSON.stringify(region)}`);
  }
});

test('a script on standard input has a log too', () => {
  const { stdout } = spawnSync(program, ['lint', '--format', 'sarif', '-'], { input: TRICKS[1], encoding: 'utf8' });
  assert.deepEqual(complaints(JSON.parse(stdout)), []);
});

test('a log that is not as it should be is found out', (t) => {
  const place = folder(t);
  writeFileSync(join(place, 'a.txt'), TRICKS[0]);
  const change = (alter) => {
    const { log: made } = log(place, 'a.txt');
    alter(made, made.runs[0].results[0], made.runs[0].tool.driver);
    return complaints(made);
  };
  assert.deepEqual(change(() => {}), []);
  for (const alter of [
    (made) => (made.version = '2.0.0'),
    (made) => (made.extra = 1),
    (made, result) => (result.level = 'fatal'),
    (made, result) => (result.ruleIndex = -2),
    (made, result) => delete result.message,
    (made, result) => (result.locations[0].physicalLocation.region.startLine = 0),
    (made, result) => (result.locations[0].physicalLocation.artifactLocation.uri = 'a b'),
    (made, result, driver) => delete driver.name,
    (made, result, driver) => (driver.rules[0].helpUri = 'no address'),
  ]) {
    assert.notDeepEqual(change(alter), [], String(alter));
  }
});
