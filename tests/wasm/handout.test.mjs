// The texts the page shows as examples raise what stands beside them: each of the handout's its tell, the sample of Check what is serious.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { telltext } from './harness.mjs';
import { CODES } from '../../xtask/languages.mjs';

const { check } = await telltext();
const words = (name) => JSON.parse(readFileSync(new URL(`../../www/lang/${name}.json`, import.meta.url), 'utf8'));
const raises = (...categories) => ({ findings }) => findings.some(({ category, severity }) => categories.includes(category) && severity !== 'low');

/** Tell → what a report on its example says. */
const TELLS = {
  1: raises('how-when-where'),
  2: raises('fear-and-eligibility'),
  3: raises('status-phishing'),
  4: raises('results-and-legitimacy'),
  5: (report) => raises('mobilise-and-harm')(report) && raises('status-phishing')(report),
  6: ({ checks }) => checks.sender_id.outcome === 'fail',
  7: ({ checks, findings }) => checks.opt_out.outcome === 'fail' && findings.some(({ category }) => category === 'obfuscation'),
};

for (const language of CODES) {
  const handout = words(`lesson.${language}`);
  for (const [tell, holds] of Object.entries(TELLS)) {
    const text = handout[`handout.tell-${tell}-example`];
    test(`handout, ${language}, tell ${tell}: ${text}`, () => {
      const report = check(text, { language });
      assert.ok(holds(report), `“${handout[`handout.tell-${tell}`]}”, but: ${report.findings.map(({ marker }) => marker)}; opt-out ${report.checks.opt_out.outcome}, sender ${report.checks.sender_id.outcome}`);
    });
  }

  test(`the sample of Check, ${language}`, () => assert.equal(check(words(language)['sample.text'], { language }).level, 'strong'));
}
