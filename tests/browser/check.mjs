// What the tests of Check share: the page on a stand-in engine of a few words, messages, and its parts by role.

import { existsSync } from 'node:fs';
import { openPage } from './harness.mjs';

export const FIXTURE = { folders: { pkg: 'tests/browser/fixtures/pkg' } };
export const READY = 'html[data-ready]';
export const STEAL = 'ALERT: They are trying to steal this election! Hi Maria, show your support at 12th & Arch. See bit.ly/3xVote9 or call 215-555-0123.';
export const PHILADELPHIA = 'ALERT: Radical Liberals & Dems are trying to steal this election from Trump! We need YOU! Show your support at the corner of 12th St & Arch St by the Convention Center.';
/** Why a test of the real engine is passed over, or false. */
export const REAL = existsSync(new URL('../../pkg/telltext_bg.wasm', import.meta.url)) ? false : 'pkg/ is not built: cargo xtask build';

export const open = (t, options = {}) => openPage(t, { server: FIXTURE, ready: READY, locale: 'en-US', ...options });
export const box = (page) => page.getByRole('textbox', { name: 'The message' });
export const finding = (page, name) => page.getByRole('article', { name });
/** Opens what keeps and shares the report, and waits until it is there; so the history. */
export const openKeep = (page) => unfold(page, 'Keep or share this report', 'Copy as text', 'button');
export const openHistory = (page) => unfold(page, 'History', 'Keep my checks on this device', 'checkbox');
async function unfold(page, name, within, role) {
  const part = page.getByRole('region', { name, exact: true });
  await part.getByRole('heading', { name, exact: true }).click();
  await part.getByRole(role, { name: within }).waitFor();
}
export const level = (page) => page.getByRole('region', { name: 'What it says' });
