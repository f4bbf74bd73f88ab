// The one door to the engine. `engine()` starts it once, fetches the words of a language, and gives what `pkg/` exports:
// `{ check, checkMany, campaigns, incidents, markers, regions, version }`.

let carried;

/**
 * The engine, started at the first call, with the words of a language. Rejects when the browser cannot run it or the words do
 * not come; the next call tries again.
 * @param {object} [wanted]
 * @param {string} [wanted.language] default: English
 * @param {boolean} [wanted.sources] whether sources, and the words of documented messages, are wanted (default), or can come later
 * @param {boolean} [wanted.documented] whether documented messages are to be recognised; default: as `sources`
 * @param {boolean} [wanted.examples] whether `markers()` is to have its examples
 * @param {boolean} [wanted.campaigns] whether `campaigns()` is wanted
 * @param {object} [wanted.inside] in a worker: what `engineInside()` gave the page
 */
export async function engine({ language, sources, documented, examples, campaigns, inside } = {}) {
  const [pkg, { bytes, grouping, words } = {}] = await Promise.all([import('../pkg/index.js'), inside ?? engineInside()]);
  await pkg.init(bytes, { language, sources, documented, examples, campaigns: campaigns && (grouping ?? true), words: words && ((name) => words[name]) });
  return pkg;
}

/** `{ bytes, grouping, words }` if the page carries the engine inside itself; a worker is given them. Otherwise nothing: they are fetched. */
export function engineInside() {
  carried ??= globalThis.document?.querySelector('script[data-engine]') ? unpack() : Promise.resolve();
  return carried;
}

/**
 * A page that carries the engine inside itself has it in `<script type="text/plain" data-engine="gzip">`: base64, and packed
 * with gzip if it says so; in a second one what groups campaigns. The words are beside it, in `<script type="application/json" data-pack="<name>">`.
 */
async function unpack() {
  const packs = [...document.querySelectorAll('script[data-pack]')];
  const [bytes, grouping] = await Promise.all([...document.querySelectorAll('script[data-engine]')].map(decode));
  return { bytes, grouping, words: Object.fromEntries(packs.map(({ dataset, textContent }) => [dataset.pack, JSON.parse(textContent)])) };
}

async function decode({ textContent, dataset }) {
  const bytes = Uint8Array.from(atob(textContent.trim()), (letter) => letter.charCodeAt(0));
  if (dataset.engine !== 'gzip') return bytes;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

/** Whether an engine stopped in the middle of its work. The next call of `engine()` starts a fresh one. */
export const isStopped = (error) => error?.code === 'engine-failed';
