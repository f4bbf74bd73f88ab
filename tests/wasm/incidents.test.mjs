// What Learn says of documented messages is what the engine says of them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { telltext } from './harness.mjs';
import { CODES } from '../../xtask/languages.mjs';

const samples = JSON.parse(readFileSync(new URL('../../www/samples.json', import.meta.url), 'utf8')).incidents;

test('a documented message has one title and one account of what was wrong, whoever tells it', async () => {
  const { incidents } = await telltext();
  for (const language of CODES) {
    const told = new Map(incidents(language).map((incident) => [incident.id, incident]));
    for (const { id, title, wrong } of samples) {
      assert.deepEqual([title[language], wrong[language]], [told.get(id).title, told.get(id).what_was_wrong], `${id}, ${language}`);
    }
  }
  assert.ok(samples.length > 10);
});
