// Where the bubbles of a message screenshot are. Pure: pixels in, boxes out.
//
// A bubble is a connected area of one colour, wide enough for words, that holds something else (the letters) and is not
// the page it lies on. The status bar, the contact's name, times between bubbles and buttons lie on the page itself, so
// they are in no bubble. What is a field to write in is told by its place, its outline, and later by its words.

/** How far a pixel may be from the area's mean colour, and how far when it differs by no more than one step from its neighbour: colours that run into each other. */
const NEAR = 6;
const GLIDE = 9;

/**
 * @param {{data: Uint8ClampedArray, width: number, height: number}} image
 * @returns {{bubbles: object[], page: number[]}} from top to bottom; each `{ x, y, width, height, colour, rows }`,
 *   where `rows[i]` is the first and last pixel of its row `y + i`; `page` is the colour around them
 */
export function findBubbles(image) {
  const { width, height } = image;
  const { labels, areas } = connected(image);
  const page = areas.filter((area) => edges(area, width, height) >= 2).reduce((most, area) => (reach(area) > (most ? reach(most) : 0) ? area : most), null);
  const likely = areas.filter((area) => area !== page && isLikely(area, page, width, height));
  const outermost = likely.filter((area) => !likely.some((other) => other !== area && contains(other, area)));
  const bubbles = outermost
    .map((area) => ({ ...box(area), colour: mean(area), rows: rowsOf(labels, area, width) }))
    .filter((bubble) => holdsSomething(labels, bubble, width))
    .sort((a, b) => a.y - b.y || a.x - b.x);
  return { bubbles, page: page ? mean(page) : [255, 255, 255] };
}

/** Flood fill: a pixel belongs to an area when it is near the area's mean colour, or glides on from its neighbour. */
function connected({ data, width, height }) {
  const labels = new Int32Array(width * height).fill(-1);
  const stack = new Int32Array(width * height);
  const least = (width * height) / 2000;
  const areas = [];
  let count = 0;
  const step = (a, b) => Math.max(Math.abs(data[a] - data[b]), Math.abs(data[a + 1] - data[b + 1]), Math.abs(data[a + 2] - data[b + 2]));

  for (let start = 0; start < labels.length; start++) {
    if (labels[start] !== -1) continue;
    const right = start % width < width - 1 ? start + 1 : start - 1;
    const below = start + width < labels.length ? start + width : start - width;
    if (step(start * 4, right * 4) > 2 || step(start * 4, below * 4) > 2) continue;
    const label = count++;
    const area = { label, count: 0, red: 0, green: 0, blue: 0, left: width, right: 0, top: height, bottom: 0 };
    let held = 1;
    stack[0] = start;
    labels[start] = label;
    while (held > 0) {
      const at = stack[--held];
      const pixel = at * 4;
      const x = at % width;
      const y = (at - x) / width;
      area.count += 1;
      area.red += data[pixel];
      area.green += data[pixel + 1];
      area.blue += data[pixel + 2];
      if (x < area.left) area.left = x;
      if (x > area.right) area.right = x;
      if (y < area.top) area.top = y;
      if (y > area.bottom) area.bottom = y;
      const red = area.red / area.count;
      const green = area.green / area.count;
      const blue = area.blue / area.count;
      for (let side = 0; side < 4; side++) {
        const next = side === 0 ? (x > 0 ? at - 1 : -1) : side === 1 ? (x < width - 1 ? at + 1 : -1) : side === 2 ? at - width : at + width;
        if (next < 0 || next >= labels.length || labels[next] !== -1) continue;
        const other = next * 4;
        const far = Math.max(Math.abs(data[other] - red), Math.abs(data[other + 1] - green), Math.abs(data[other + 2] - blue));
        if (far <= NEAR || (far <= GLIDE && step(pixel, other) <= 1)) {
          labels[next] = label;
          stack[held++] = next;
        }
      }
    }
    if (area.count >= least) areas.push(area); // a picture of dust has millions of others
  }
  return { labels, areas };
}

const box = ({ left, right, top, bottom }) => ({ x: left, y: top, width: right - left + 1, height: bottom - top + 1 });
/** What an area spans, with all that lies on it. */
const reach = (area) => box(area).width * box(area).height;
const mean = ({ red, green, blue, count }) => [red / count, green / count, blue / count];
const edges = ({ left, right, top, bottom }, width, height) => (left <= 1) + (right >= width - 2) + (top <= 1) + (bottom >= height - 2);
const contains = (a, b) => a.left <= b.left && a.right >= b.right && a.top <= b.top && a.bottom >= b.bottom;

function isLikely(area, page, width, height) {
  const { width: wide, height: high } = box(area);
  if (wide < width * 0.09 || high < width * 0.045 || high < 12) return false;
  if (area.count < wide * high * 0.42) return false;
  if (area.left <= 1 && area.right >= width - 2) return false;
  if (edges(area, width, height) >= 3) return false;
  const round = wide / high > 0.8 && wide / high < 1.25 && wide < width * 0.16;
  if (round) return false;
  // Of the page's own colour and cut out of it by a line: a field or a button.
  return !page || mean(area).some((value, index) => Math.abs(value - mean(page)[index]) > NEAR / 2);
}

function rowsOf(labels, area, width) {
  const rows = [];
  for (let y = area.top; y <= area.bottom; y++) {
    let first = -1;
    let last = -1;
    for (let x = area.left; x <= area.right; x++) {
      if (labels[y * width + x] !== area.label) continue;
      if (first < 0) first = x;
      last = x;
    }
    rows.push([first, last]);
  }
  return rows;
}

/** Letters leave holes: some of the inside is not of the bubble's colour, and not nearly all of it. */
function holdsSomething(labels, { y, rows }, width) {
  let inside = 0;
  let own = 0;
  rows.forEach(([first, last], index) => {
    if (first < 0) return;
    const label = labels[(y + index) * width + first];
    for (let x = first; x <= last; x++) {
      inside += 1;
      if (labels[(y + index) * width + x] === label) own += 1;
    }
  });
  const holes = 1 - own / inside;
  return holes > 0.004 && holes < 0.75;
}
