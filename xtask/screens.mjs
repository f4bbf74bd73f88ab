// A picture of every view of the page, in every language, width and colour scheme → dist/screens/. To be looked at.
//   node xtask/screens.mjs [--lang en] [--width 360] [--scheme dark] [--view check] [--out FOLDER]
// as `cargo xtask screens` does after a build. Each option may be given more than once; --view takes the beginning of a name.

import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { find } from '../tests/browser/browsers.mjs';
import { CODES } from './languages.mjs';
import { serve } from './serve.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const many = { type: 'string', multiple: true };
const { values: asked } = parseArgs({ options: { lang: many, width: many, scheme: many, view: many, out: { type: 'string' } } });
const languages = asked.lang ?? CODES;
const widths = (asked.width ?? ['360', '768', '1280']).map(Number);
const schemes = asked.scheme ?? ['light', 'dark'];
const folder = asked.out ?? join(root, 'dist/screens');

const words = (lang) => {
  const read = (name) => JSON.parse(readFileSync(join(root, `www/lang/${name}.json`), 'utf8'));
  return { ...read(lang), ...read(`keep.${lang}`), ...read(`many.${lang}`), ...read(`learn.${lang}`) };
};

/** A message that reads as ordinary, and one with letters that cannot be seen. */
const ORDINARY = { en: 'See you at seven, bring the cake!', es: '¡Nos vemos a las siete, trae el pastel!', fr: 'On se voit à sept heures, apporte le gâteau !' };
const DISGUISED = {
  en: 'ALERT: They are trying to st\u200Beal this election! Vot\u0435 by text: send YES to 24365.',
  es: 'ALERTA: ¡Quieren rob\u200Barse la elección! Vot\u0435 por SMS: envíe SÍ al 24365.',
  fr: 'ALERTE : ils veulent vol\u200Ber l’élection ! Vot\u0435z par SMS : envoyez OUI au 24365.',
};
/** Close to a documented one: shown side by side. */
const DOCUMENTED =
  'ALERT: Radical Liberals & Dems are trying to steal this election from Trump! We need YOU! Show your support at the corner of 12th St & Arch St by the Convention Center.';
/** Close to a documented one, and raises no marker. */
const RESEMBLES = 'We have you in our records as not registered to vote.';

/** Each picture: its name, and what is done before it is taken. `see` makes it. */
async function views({ page, lang, t, go, see }) {
  const box = page.locator('#message-box');
  const press = (name) => page.getByRole('button', { name, exact: true }).first().click();
  const open = (selector) => page.locator(selector).evaluateAll((all) => all.forEach((details) => (details.open = true)));
  const type = async (text) => {
    await box.fill(text);
    await page.waitForTimeout(400);
  };
  const part = async (path) => {
    await go(`#/learn${path}`);
    await page.locator('.learn h1').waitFor();
  };

  await see('check-empty', async () => {
    await go('#/check');
    await box.waitFor();
  });
  await see('check-picture', async () => {
    await box.fill('');
    const chosen = page.waitForEvent('filechooser', { timeout: 3000 }).catch(() => undefined);
    await press(t['form.picture']);
    await (await chosen)?.setFiles(join(root, 'www/icons/512.png'));
    await page.waitForTimeout(1500);
  });
  await page.reload();
  await page.locator('html[data-ready]').waitFor();
  await see('check-nothing', async () => {
    await type(ORDINARY[lang] ?? ORDINARY.en);
    await page.locator('.dials').waitFor();
  });
  await see('check-findings', async () => {
    await press(t['form.clear']);
    await press(t['form.sample']);
    await page.locator('.finding').first().waitFor();
  });
  await see('check-open', async () => {
    await open('.view details');
    for (const part of ['.keep .button-row', '.history input', '.finding .sources']) await page.locator(part).first().waitFor(); // they come when they are opened
  });
  await page.locator('.view details').evaluateAll((all) => all.forEach((details) => (details.open = false)));
  await see('check-documented', () => type(DOCUMENTED));
  await see('check-resembles', () => type(RESEMBLES));
  await see('check-disguised', () => type(DISGUISED[lang] ?? DISGUISED.en));
  await see('check-history', async () => {
    await open('.history > details');
    await page.getByLabel(t['history.switch']).check();
    for (const text of [t['sample.text'], DOCUMENTED]) {
      await box.fill(text);
      await page.waitForTimeout(2300);
    }
    await page.locator('.history').scrollIntoViewIfNeeded();
  });
  const link = await sharedLink(page);
  await page.getByLabel(t['history.switch']).uncheck();
  await see('shared', async () => {
    await go(link);
    await page.locator('.shared .finding').first().waitFor();
  });
  await see('shared-damaged', async () => {
    await go('#r1=q1YqUrJSSk0A');
    await page.getByRole('alert').waitFor();
  });

  await see('many-start', async () => {
    await go('#/many');
    await page.locator('#many-box').waitFor();
  });
  await see('many-setup', async () => {
    await press(t['many.sample']);
    await page.locator('#setup-title').waitFor();
  });
  await see('many-results', async () => {
    await page.locator('.many-setup .button.primary').click();
    await page.locator('.many-open').first().waitFor();
    await page.locator('.many-campaign').first().waitFor();
  });
  await see('many-report', async () => {
    await page.locator('.many-open').first().click();
    await page.locator('dialog[open] .dial-word').waitFor();
  }, { whole: false });

  await see('learn', () => part(''));
  await see('learn-markers', () => part('/markers'));
  await see('learn-marker', () => part('/markers/party-split-voting-day'));
  await see('learn-samples', () => part('/samples'));
  await see('learn-quiz', () => part('/quiz'));
  await see('learn-quiz-asked', () => press(t['quiz.start']));
  await see('learn-quiz-explained', () => press(t['quiz.look']));
  await see('learn-quiz-result', async () => {
    for (let number = 1; number <= 10; number++) {
      if (number > 1) await press(t[number % 2 ? 'quiz.ordinary' : 'quiz.look']);
      await press(t[number < 10 ? 'quiz.next' : 'quiz.finish']);
    }
  });
  await see('learn-lesson', () => part('/lesson'));
  await see('learn-handout', () => part('/handout'));
  await see('learn-workshop', async () => {
    await part('/workshop');
    await page.locator('.workshop-fires.fires').waitFor();
  });
  await see('learn-workshop-mistakes', async () => {
    const file = page.locator('#workshop-file');
    await file.fill((await file.inputValue()).replace('{thanks} ..3', '{thankz} ..3'));
    await page.locator('.workshop-fails').first().waitFor();
  });
  await see('learn-glossary', () => part('/glossary'));
  await see('about', async () => {
    await go('#/about');
    await page.locator('.about').waitFor();
  });
  await see('embed', async () => {
    await page.goto(`${new URL(page.url()).origin}/www/embed.html`);
    for (const widget of await page.locator('tell-text, iframe').all()) await widget.scrollIntoViewIfNeeded();
    await page.frameLocator('iframe').locator('textarea').waitFor();
    // A frame out of sight is not drawn.
    await page.setViewportSize({ width: page.viewportSize().width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
    await page.waitForTimeout(500);
  });
}

/** The fragment a reader would share, with the message in it. */
async function sharedLink(page) {
  await page.locator('.keep > details').evaluate((details) => (details.open = true));
  await page.locator('.keep input[type="checkbox"]').check();
  await page.locator('.preview-part').evaluate((details) => (details.open = true));
  const line = page.locator('.preview-link').filter({ hasText: '#r1=' });
  return /#r1=[\w-]+/.exec(await line.textContent())[0];
}

async function series(browser, origin, { lang, width, scheme }) {
  const context = await browser.newContext({ viewport: { width, height: width < 600 ? 740 : 800 }, isMobile: width < 600, colorScheme: scheme, locale: lang, reducedMotion: 'reduce', serviceWorkers: 'block' });
  const page = await context.newPage();
  const place = join(folder, lang);
  mkdirSync(place, { recursive: true });
  await page.goto(`${origin}/www/?lang=${lang}`);
  await page.locator('html[data-ready]').waitFor();
  let taken = 0;
  const wanted = (name) => !asked.view || asked.view.some((start) => name.startsWith(start));
  const see = async (name, act, { whole = true } = {}) => {
    await act();
    if (!wanted(name)) return;
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await page.screenshot({ path: join(place, `${name}-${width}-${scheme}.png`), fullPage: whole });
    taken++;
  };
  const go = async (fragment) => {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, fragment);
    await page.waitForTimeout(250);
  };
  await views({ page, lang, t: words(lang), go, see });
  await context.close();
  return taken;
}

async function main() {
  if (!asked.view && !asked.lang && !asked.width && !asked.scheme) rmSync(folder, { recursive: true, force: true });
  const site = await serve();
  const browser = await chromium.launch({ executablePath: find('chromium') ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  let taken = 0;
  try {
    for (const lang of languages) {
      for (const width of widths) {
        for (const scheme of schemes) {
          taken += await series(browser, site.origin, { lang, width, scheme });
          console.log(`${lang} ${width} ${scheme}: ${taken} pictures so far`);
        }
      }
    }
  } finally {
    await browser.close();
    await site.close();
  }
  console.log(`${taken} pictures are in ${folder}`);
}

await main();
