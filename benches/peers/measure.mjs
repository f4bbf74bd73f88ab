// All candidates, one after the other, round after round; what is kept is the median of many short rounds.

import { SIZES } from './texts.mjs';
import { NoAnswer } from './places/asking.mjs';

/** How much of everything: the whole run, and one that only shows that it works. */
export const WHOLE = { rounds: 20, long: 5, ready: 11, slowReady: 1, most: 1_000, checks: 1_000_000, patience: 45_000, least: 12 };
export const QUICK = { rounds: 3, long: 1, ready: 1, slowReady: 0, most: 60, checks: 20_000, patience: 30_000, least: 2 };

/** Every round has messages of its own: some candidates keep what they have read. */
const ROUND = 100;
const HOSTILE = ['one letter', 'emoji and marks', 'zero-width', 'near misses', 'digits'];

export const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/**
 * @param {object[]} candidates each with `open(patience)`
 * @param {typeof WHOLE} amount
 * @returns {Promise<Map<object, object>>} by candidate: ready, perMessage (ms), byLength, exponent, hostile; or `absent`, why not
 */
export async function measure(candidates, amount, log) {
  const results = new Map(candidates.map((candidate) => [candidate, { readies: [], rounds: [] }]));
  const lanes = new Map();
  /** Does it, and writes down why it could not be done. */
  const attempt = async (candidate, act) => {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      results.get(candidate).absent ??= error.message;
      lanes.delete(candidate);
      log(`${candidate.place} ${candidate.key}: ${error.message}`);
      return undefined;
    }
  };

  log('Making ready');
  for (let round = 0; round <= amount.ready; round++) {
    for (const candidate of candidates) {
      const last = candidate.once ? 0 : candidate.slow ? amount.slowReady : amount.ready;
      if (results.get(candidate).absent || round > last) continue;
      await attempt(candidate, async () => {
        const lane = await candidate.open(candidate.once ? amount.patience * 6 : amount.patience);
        results.get(candidate).readies.push(lane.ready);
        Object.assign(results.get(candidate), { note: lane.note, set: lane.set });
        if (round === last) lanes.set(candidate, lane);
        else await lane.close();
      });
    }
  }

  log('Short messages');
  const pace = new Map();
  for (const [candidate, lane] of lanes) await attempt(candidate, async () => pace.set(candidate, await warm(lane, amount)));
  for (let round = 0; round < amount.rounds; round++) {
    for (const [candidate, lane] of rotated([...lanes], round)) {
      const { count, passes } = pace.get(candidate);
      const took = await attempt(candidate, () => lane.time('short', round * ROUND, count, passes));
      if (took !== undefined) results.get(candidate).rounds.push(took / count / passes);
    }
  }

  for (const size of Object.keys(SIZES)) {
    log(`Texts of ${size} characters`);
    for (const [candidate, lane] of lanes) {
      await attempt(candidate, () => lengths(results.get(candidate), lane, size, amount));
    }
  }

  for (const [candidate, lane] of lanes) {
    if (!candidate.checks) continue;
    log(`${candidate.place} ${candidate.key}: ${amount.checks} messages`);
    await attempt(candidate, async () => (results.get(candidate).memory = await memory(lane, amount)));
  }
  for (const lane of lanes.values()) await lane.close();
  for (const result of results.values()) finish(result);
  return results;
}

/** Reads until compilers have done their work and what is made when first needed is made, and says how much makes a round long enough to time. */
async function warm(lane, { least, most }) {
  let count = 1;
  let each = await lane.time('before', 0, 1, 1);
  for (let spent = each; spent < most * 4 && count < 2_000; ) {
    count = Math.min(2_000, count * 4);
    const took = await lane.time('before', 0, count, 1);
    each = took / count;
    spent += took;
  }
  const wanted = Math.max(1, Math.min(ROUND, Math.floor((least * 2) / each)));
  return { count: wanted, passes: Math.max(1, Math.ceil(least / (each * wanted))) };
}

/** A size, natural and hostile, if it can be expected to end soon. */
async function lengths(result, lane, size, amount) {
  const characters = SIZES[size];
  const natural = (result.byLength ??= {});
  const smaller = Object.entries(natural).at(-1);
  const expected = smaller ? (smaller[1] * characters) / SIZES[smaller[0]] : 0;
  if (expected > amount.most) return;
  const several = Math.round(SIZES['64k'] / characters);
  natural[size] = await often(lane, size, several, amount);
  const hostile = (result.hostile ??= {});
  for (const name of HOSTILE) {
    // What grew with the square of the length so far may do so again.
    const before = hostile[name];
    const growth = before ? (characters / SIZES[before.size]) ** 2 : 1;
    if (before && before.time * growth > amount.most * 4) continue;
    const time = await often(lane, `${name}/${size}`, several, amount);
    const slowdown = time / natural[size];
    hostile[name] = { size, time, worst: Math.max(slowdown, before?.worst ?? 0) };
  }
}

/** The median time of one text of a group, `several` of them read in turn, or as many as can be in good time; of what takes long, one time is enough. */
async function often(lane, group, several, { long, least, most }) {
  const once = await lane.time(group, 0, 1, 1);
  if (once > most / 10) return once;
  const count = Math.max(1, Math.min(several, Math.floor(most / 4 / once)));
  const passes = Math.max(1, Math.min(2_000, Math.ceil(least / Math.max(once * count, 1e-4))));
  const times = [];
  for (let round = 0; round < long; round++) times.push((await lane.time(group, round * count, count, passes)) / passes / count);
  return median(times);
}

/** Bytes of memory after a hundredth, a tenth and all of the messages. */
async function memory(lane, { checks }) {
  const sizes = {};
  let done = 0;
  for (const until of [checks / 100, checks / 10, checks]) {
    while (done < until) {
      const count = Math.min(2_000, until - done);
      const passes = Math.max(1, Math.floor(Math.min(until - done, 50_000) / count));
      await lane.time('short', 0, count, passes);
      done += count * passes;
    }
    sizes[until] = await lane.memory();
  }
  return sizes;
}

function finish(result) {
  if (result.readies.length) result.ready = median(result.readies);
  if (result.rounds.length) result.perMessage = median(result.rounds);
  const sizes = Object.entries(result.byLength ?? {});
  if (sizes.length > 1) {
    const [[small, less], [large, more]] = [sizes[0], sizes.at(-1)];
    result.exponent = Math.log(more / less) / Math.log(SIZES[large] / SIZES[small]);
    result.upTo = large;
  }
  const worst = Object.entries(result.hostile ?? {}).sort(([, a], [, b]) => b.worst - a.worst)[0];
  if (worst) result.worst = { name: worst[0], slowdown: worst[1].worst };
}

const rotated = (list, by) => list.map((_, place) => list[(place + by) % list.length]);
