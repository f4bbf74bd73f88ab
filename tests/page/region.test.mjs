// www/region.js: where the reader votes, by the browser's languages; nobody is given the advice of a country they did not name.
import assert from 'node:assert/strict';
import test from 'node:test';
import { countries, guessRegion } from '../../www/region.js';

const REGIONS = [{ code: 'US', name: 'États-Unis' }, { code: 'FR', name: 'France' }, { code: 'ES', name: 'Espagne' }, { code: 'unknown', name: 'Autre lieu' }];

for (const [languages, region] of [
  [['en-US', 'en'], 'US'],
  [['fr-FR'], 'FR'],
  [['fr', 'fr-FR', 'en-US', 'en'], 'FR'], // Firefox in France
  [['es-us'], 'US'],
  [['zh-Hans-US'], 'US'],
  [['en'], 'US'],
  [[], 'US'],
  [['es-CO', 'es', 'en-US', 'en'], 'unknown'], // en-US is there by default
  [['de-DE', 'de', 'en-US'], 'unknown'],
  [['fr-BE', 'fr-FR'], 'unknown'],
  [['es', 'en-US'], 'unknown'],
  [['es-419'], 'unknown'],
  [['en-IE', 'en-US'], 'unknown'],
]) {
  test(`${languages.join(', ') || 'no language'}: ${region}`, () => assert.equal(guessRegion(REGIONS, languages), region));
}

test('the countries are offered by name, without the place that is none', () => {
  assert.deepEqual(countries(REGIONS, 'fr').map(({ name }) => name), ['Espagne', 'États-Unis', 'France']);
});
