// A severity or an outcome → a small shape. Drawn, not coloured: each has its own outline, so that it can be told in grey.

import { s } from '../dom.js';

const SHAPES = {
  low: () => [s('circle', { cx: 8, cy: 8, r: 5, class: 'outline' })],
  medium: () => [s('path', { d: 'M8 1.5 14.5 8 8 14.5 1.5 8Z', class: 'outline' }), s('circle', { cx: 8, cy: 8, r: 1.8, class: 'solid' })],
  high: () => [s('path', { d: 'M8 1.5 15 14H1Z', class: 'solid' }), s('path', { d: 'M8 6v4', class: 'cut' }), s('path', { d: 'M8 11.8v.4', class: 'cut' })],
  critical: () => [s('path', { d: 'M5 1h6l4 4v6l-4 4H5l-4-4V5Z', class: 'solid' }), s('path', { d: 'M8 4v5', class: 'cut' }), s('path', { d: 'M8 11.6v.4', class: 'cut' })],
  pass: () => [s('path', { d: 'M2.5 8.5 6.5 12.5 13.5 4', class: 'line' })],
  fail: () => [s('path', { d: 'M3.5 3.5 12.5 12.5M12.5 3.5 3.5 12.5', class: 'line' })],
  review: () => [s('circle', { cx: 7, cy: 7, r: 4.5, class: 'outline' }), s('path', { d: 'M10.5 10.5 14.5 14.5', class: 'line' })],
  not_applicable: () => [s('path', { d: 'M3 8h10', class: 'line' })],
};

/** @param {keyof typeof SHAPES} name */
export function shape(name) {
  return s('svg', { class: `shape shape-${name}`, viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true', focusable: 'false' }, SHAPES[name]());
}
