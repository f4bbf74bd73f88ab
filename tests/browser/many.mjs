// What the tests of Many messages share: opening the view, its parts by role, files, and messages made up by the thousand.

import { READY } from './check.mjs';
import { openPage } from './harness.mjs';

export const open = async (t, options = {}) => {
  const opened = await openPage(t, { path: '/www/?lang=en#/many', ready: READY, locale: 'en-US', ...options });
  await box(opened.page).waitFor();
  return opened;
};

export const box = (page) => page.getByRole('textbox', { name: 'The messages' });
export const button = (page, name, options) => page.getByRole('button', { name, ...options });
export const rows = (page) => page.getByRole('table').locator('tbody').getByRole('row');
export const found = (page, words) => page.locator('.many-count').filter({ hasText: words }).waitFor();
export const finished = (page, words) => page.locator('.many-progress-words').filter({ hasText: words }).waitFor({ timeout: 120_000 });
export const campaigns = (page) => page.getByRole('region', { name: 'Campaigns' }).getByRole('article');

/** Gives the view a file, as someone who picks it. */
export const pick = (page, name, content) => page.locator('#many-file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });

/** Pastes, goes on, checks. */
export async function check(page, text) {
  await box(page).fill(text);
  await button(page, 'Continue').click();
  await button(page, /^Check \d/).click();
  await page.getByRole('heading', { name: /^Results for/ }).waitFor();
}

/** The founding case in invented numbers: one text from thirteen of them. */
export const THIRTEEN = ['Ana', 'Ben', 'Carla', 'Dan', 'Eva', 'Finn', 'Gina', 'Hugo', 'Iris', 'Jon', 'Kim', 'Leo', 'Mia'].map((name, index) => ({
  from: `+1 215 555 01${index + 10}`,
  received: `2020-11-05 14:${String(index * 4).padStart(2, '0')}`,
  text: `ALERT: ${name}, they are trying to steal this election! Show your support at the corner of 12th St. and Arch St. in Philadelphia. bit.ly/3x${'abcdefghijklm'[index]}${index}`,
}));

const PARTS = [
  ['Hi neighbor,', 'Reminder:', 'Hello,', 'Good news!', 'Please read:', 'Just so you know,', 'Quick question:', 'From the school office:'],
  ['the bake sale', 'our practice', 'the county fair', 'early voting', 'the council meeting', 'your library book', 'the bus line', 'choir', 'the polling place', 'the blood drive'],
  ['starts', 'moved', 'ends', 'was cancelled', 'opens', 'is full', 'needs helpers', 'takes place', 'closes'],
  ['on Tuesday', 'at noon', 'next week', 'on Friday at six', 'tomorrow morning', 'this weekend', 'at the old mill', 'behind the station', 'at gate four'],
  ['Bring a friend.', 'Call me.', 'No need to answer.', 'Thanks for your help!', 'Tell the others.', 'Stop2End', 'Reply STOP to opt out.', 'See example.org/info', 'Love, Sam'],
];

/** Made-up messages, always the same; the thirteen stand among them. */
export function thousands(count) {
  let state = 7;
  const dice = (sides) => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return Math.floor((state / 4294967296) * sides);
  };
  const word = () => Array.from({ length: 4 + dice(5) }, () => 'bcdfglmnprstvaeiou'[dice(18)]).join('');
  return Array.from({ length: count }, (_, index) => {
    const one = index % 700 === 350 ? THIRTEEN[Math.floor(index / 700)] : undefined;
    if (one) return one;
    const text = `${PARTS.map((part) => part[dice(part.length)]).join(' ')} ${word()} ${word()} ${word()} ${word()}`;
    return { from: `+1 ${200 + dice(700)} 555 ${String(dice(10_000)).padStart(4, '0')}`, received: `2020-11-0${1 + dice(9)} 1${dice(10)}:${10 + dice(50)}`, text };
  });
}

const cell = (text) => `"${text.replaceAll('"', '""')}"`;
export const csv = (list) => ['from,received,text', ...list.map(({ from, received, text }) => [from, received, text].map(cell).join(','))].join('\n');

/** Watches the page: its long tasks by the clock, and the longest time between two frames. */
export const watch = () => {
  globalThis.seen = { tasks: [], gap: 0 };
  new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({ type: 'longtask' });
  let last = performance.now();
  const beat = (now) => {
    seen.gap = Math.max(seen.gap, Math.round(now - last));
    last = now;
    requestAnimationFrame(beat);
  };
  requestAnimationFrame(beat);
};
