// Ten messages for a quiz out of a pool: five worth a second look, five ordinary; of each, as many that name one side as name the other.

const OF_EACH = 5;

/** What a report says of a message: worth a second look or not; null where the quiz had better not ask. */
export function reading({ level, checks }) {
  const missing = Object.values(checks).some(({ outcome }) => outcome === 'fail');
  if (level !== 'none' || checks.opt_out.outcome === 'fail') return true;
  return missing ? null : false;
}

/**
 * @param {{id: string, text: string, family: string, look: boolean, side: string}[]} pool a message and its mirror, the other side named, are one family: a quiz asks one of them
 * @param {(item: object) => boolean} agrees whether the engine reads it as the people did who wrote it
 * @param {() => number} random 0 to 1
 * @returns {object[]} ten, in no order; fewer only if the pool has no more
 */
export function draw(pool, agrees, random = Math.random) {
  const chosen = [true, false].flatMap((look) => half(shuffled(pool.filter((item) => item.look === look), random), agrees, random));
  return shuffled(chosen, random);
}

function half(items, agrees, random) {
  const known = new Set();
  const next = (sides) => {
    const found = items.find((item) => !known.has(item.family) && sides.includes(item.side) && agrees(item));
    if (found) known.add(found.family);
    return found;
  };
  const chosen = [];
  if (random() < 0.5) {
    const pair = [next(['left']), next(['right'])];
    if (pair.every(Boolean)) chosen.push(...pair);
  }
  while (chosen.length < OF_EACH) {
    const item = next(['none', 'both']);
    if (!item) break;
    chosen.push(item);
  }
  return chosen;
}

function shuffled(items, random) {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other], result[last]];
  }
  return result;
}
