// Campaigns: an engine of its own groups messages by what the engine that reads them says they are compared by. Loaded only by those who ask.

import { TelltextError, ask, id, list, named, noOther, object, row } from './api.js';
import start, { add, begin, forget, groups, initSync } from './campaigns.js';
import { signature as sign } from './telltext.js';
import { receive, signature } from './wire.js';

let whenStopped;

/**
 * Fetches and starts the engine that groups.
 * @param {string | object | undefined} source as that of `init`
 * @param {() => void} stopped told when it stopped in the middle of its work: it must be opened again
 */
export async function open(source = new URL('./campaigns_bg.wasm', import.meta.url), stopped) {
  await start({ module_or_path: source }).catch(notWhole);
  whenStopped = stopped;
}

/** What is half started is started anew the next time. */
function notWhole(cause) {
  forget();
  throw cause;
}

/** As `open`, of bytes. */
export function openSync(bytes, stopped) {
  try {
    initSync({ module: bytes });
  } catch (cause) {
    notWhole(cause);
  }
  whenStopped = stopped;
}

/** See index.d.ts. Both engines must have been started. */
export function campaigns(rows, options) {
  const messages = list(rows);
  const chosen = least(object(options));
  const read = messages.map(row);
  const ids = messages.map(id).map(String);
  return ask(() => {
    try {
      begin();
      for (const [text, from, received, region] of read) {
        add(...receive(sign(text, from, received, region), signature, []), text, from, received);
      }
      return JSON.parse(groups(chosen)).map((campaign) => ({ ...campaign, members: campaign.members.map((place) => ids[place]) }));
    } catch (cause) {
      forget();
      whenStopped();
      throw cause;
    }
  });
}

function least({ least, ...rest }) {
  noOther(rest, ['least']);
  if (least === undefined || least === null) return 2;
  if (Number.isInteger(least) && least >= 0 && least < 2 ** 32) return least;
  throw new TelltextError('bad-options', `options: least is ${typeof least === 'number' ? least : named(least)}; expected { least? }, a whole number`);
}
