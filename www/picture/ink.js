// Pixels → letters: grey pixels whose ground is white and whose letters are dark, whatever the colours were. Pure.

/**
 * The letters of a bubble. What is of its colour becomes white; the further from it, the darker. So white on blue, black
 * on grey and a blue link all come out dark on white.
 * @param {{data: Uint8ClampedArray, width: number, height: number}} image is changed in place
 * @param {number[]} colour of the bubble
 * @param {(y: number) => [number, number]} inside first and last pixel of row y that belong to the bubble
 */
export function inkOfBubble({ data, width, height }, colour, inside) {
  const far = (at) => Math.max(Math.abs(data[at] - colour[0]), Math.abs(data[at + 1] - colour[1]), Math.abs(data[at + 2] - colour[2]));
  const seen = new Uint32Array(256);
  for (let y = 0; y < height; y++) {
    const [first, last] = inside(y);
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const distance = x < first || x > last ? 0 : Math.min(255, Math.round(far(at)));
      data[at] = distance;
      seen[distance] += 1;
    }
  }
  spread(data, fullInk(seen));
}

/** The letters of a whole picture: grey, and dark on light. */
export function inkOfPicture({ data }) {
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) {
    data[at] = Math.round(0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2]);
    sum += data[at];
  }
  const dark = sum / (data.length / 4) < 110;
  for (let at = 0; at < data.length; at += 4) grey(data, at, dark ? 255 - data[at] : data[at]);
}

/** How far from the ground the letters are: most of what is clearly not ground lies below it. */
function fullInk(seen) {
  let total = 0;
  for (let distance = 40; distance < 256; distance++) total += seen[distance];
  let left = total * 0.2;
  for (let distance = 255; distance > 40; distance--) {
    left -= seen[distance];
    if (left <= 0) return distance;
  }
  return 255;
}

function spread(data, full) {
  const floor = full * 0.08;
  for (let at = 0; at < data.length; at += 4) grey(data, at, 255 - Math.min(255, Math.max(0, ((data[at] - floor) * 255) / (full - floor))));
}

function grey(data, at, value) {
  data[at] = value;
  data[at + 1] = value;
  data[at + 2] = value;
  data[at + 3] = 255;
}

/** How dark each row is once the picture is sheared by `slope`: lines of letters stand out when it fits. */
function profile({ data, width, height }, slope, step) {
  const rows = new Float64Array(height + 2 * Math.ceil(Math.abs(slope) * width) + 2);
  const start = Math.ceil(Math.abs(slope) * width);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += step) {
      const ink = 255 - data[(y * width + x) * 4];
      if (ink > 60) rows[start + Math.round(y - x * slope)] += ink;
    }
  }
  return rows;
}

/** By how much the lines lean, as a slope: positive when they sink to the right. */
export function slopeOf(image) {
  const step = Math.max(1, Math.round(image.width / 400));
  const sharp = (slope) => {
    const rows = profile(image, slope, step);
    let sum = 0;
    for (let y = 1; y < rows.length; y++) sum += (rows[y] - rows[y - 1]) ** 2;
    return sum;
  };
  let best = 0;
  let most = sharp(0) * 1.08;
  for (let hundredth = -8; hundredth <= 8; hundredth += 0.5) {
    if (hundredth === 0) continue;
    const found = sharp(hundredth / 100);
    if (found > most) [best, most] = [hundredth / 100, found];
  }
  return best;
}

/** The height of most lines of letters, from the top of the tallest to the bottom of the lowest; 0 if there are none. */
export function lineHeight(image, slope = 0) {
  const rows = profile(image, slope, 1);
  const most = Math.max(...rows);
  if (most === 0) return 0;
  const runs = [];
  let run = 0;
  for (const dark of rows) {
    if (dark > most * 0.02) run += 1;
    else if (run > 0) {
      runs.push(run);
      run = 0;
    }
  }
  if (run > 0) runs.push(run);
  const tall = runs.filter((height) => height > 4).sort((a, b) => a - b);
  return tall[Math.floor(tall.length / 2)] ?? 0;
}

/**
 * Takes away the lines under links, which make a q of a g and an 8 of an &: long thin runs, and the short ones between
 * them, wherever no stroke of a letter goes through.
 * @param {number} tall the height of a line of letters
 */
export function withoutUnderlines({ data, width, height }, tall) {
  const dark = (x, y) => y >= 0 && y < height && data[(y * width + x) * 4] < 150;
  const long = tall * 1.6;
  const thick = Math.max(1, Math.round(tall * 0.12));
  for (let y = 0; y < height; y++) {
    let start = -1;
    const runs = [];
    for (let x = 0; x <= width; x++) {
      if (x < width && dark(x, y)) {
        if (start < 0) start = x;
      } else if (start >= 0) {
        runs.push([start, x]);
        start = -1;
      }
    }
    const seeds = runs.filter(([from, to]) => to - from >= long);
    if (seeds.length === 0) continue;
    for (const [from, to] of runs) {
      if (!seeds.some(([first, last]) => to > first - tall * 1.5 && from < last + tall * 1.5)) continue;
      for (let x = from; x < to; x++) {
        let top = y;
        let bottom = y;
        while (dark(x, top - 1) && y - top <= thick + 1) top -= 1;
        while (dark(x, bottom + 1) && bottom - y <= thick + 1) bottom += 1;
        if (bottom - top + 1 > thick + 1) continue;
        for (let row = top - 1; row <= bottom + 1; row++) if (row >= 0 && row < height) grey(data, (row * width + x) * 4, 255);
      }
    }
  }
}

/** As a PGM file, which the recogniser reads without unpacking anything. */
export function pgm({ data, width, height }) {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(head.length + width * height);
  file.set(head);
  for (let at = 0; at < width * height; at++) file[head.length + at] = data[at * 4];
  return file;
}
