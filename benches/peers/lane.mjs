// One candidate, made ready and timed, in Node or in a page. It is told what to read and how often; it decides nothing.

/**
 * @param {{ prepare: (read: Function, set: string) => Promise<() => Promise<Function> | Function> }} candidate
 * @param {(path: string) => Promise<Uint8Array>} read the bytes of a file, by its path from the project's top folder
 * @param {string} set which patterns it is given
 * @param {Record<string, string[]>} texts by group
 */
export async function open(candidate, read, set, texts) {
  const start = await candidate.prepare(read, set);
  const first = texts.before[3];
  // What reading the texts left to clean up is not part of it: an empty module would take six times as long.
  await new Promise((later) => setTimeout(later, 20));
  const before = performance.now();
  const answer = await start();
  let said = await answer(first);
  const ready = performance.now() - before;

  /** How long, in milliseconds, reading `count` texts of a group takes, `passes` times over. */
  async function time(group, from, count, passes) {
    const all = texts[group];
    const chosen = Array.from({ length: count }, (_, place) => all[(from + place) % all.length]);
    const begin = performance.now();
    if (candidate.waits) {
      for (let pass = 0; pass < passes; pass++) for (const text of chosen) said += await answer(text);
    } else {
      for (let pass = 0; pass < passes; pass++) for (const text of chosen) said += answer(text);
    }
    return performance.now() - begin;
  }

  return { ready, time, said: () => said, memory: () => candidate.memory?.() };
}
