// What is opened, dropped or pasted as a file: a text is read at once, a picture by `picture/`, which is loaded with it.

import { later } from '../later.js';
import * as message from '../message.js';

const MOST_FILE_BYTES = 1_000_000;
const LONG = 65_536;

/**
 * @param {File | 'choose' | 'clipboard' | 'shared' | 'resume'} what a file, or where a picture is to come from
 * @param {{ctx: object, say: (words: string) => void, arrived: () => void, form: HTMLElement}} kit
 */
export async function openFile(what, kit) {
  const { t } = kit.ctx;
  kit.say('');
  try {
    const file = what === 'clipboard' ? await fromClipboard(t) : what;
    if (typeof file !== 'string' && !isPicture(file)) {
      const text = await readText(file, t);
      kit.arrived();
      message.set({ text, picture: false, waits: false });
      return;
    }
    const { openPanel } = await later('picture/panel.js', () => import('../picture/panel.js')).catch(() => {
      throw new Error(t('shell.view-missing'));
    });
    await openPanel(file, kit);
  } catch (error) {
    kit.say(error.message);
  }
}

const isPicture = ({ type, name }) => type.startsWith('image/') || /\.(?:hei[cf]|avif)$/i.test(name ?? '');

async function fromClipboard(t) {
  const items = await navigator.clipboard.read().catch(() => []);
  for (const item of items) {
    const type = item.types.find((one) => one.startsWith('image/'));
    if (type) return item.getType(type);
  }
  throw new Error(t('form.paste-empty'));
}

/** A file → its text: UTF-8, or UTF-16 by its mark; else Latin-1. Pictures and other files are refused in words. */
async function readText(file, t) {
  if (file.size > MOST_FILE_BYTES) throw new Error(t('form.file-large'));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  if (!wide && bytes.includes(0)) throw new Error(t('form.file-kind'));
  if (wide) return new TextDecoder(wide).decode(bytes).slice(0, LONG * 2);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).slice(0, LONG * 2);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes).slice(0, LONG * 2);
  }
}
