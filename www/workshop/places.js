// Lines and columns of a file → places in its text; what its marker is called. Pure.

/**
 * From a column, counted in characters, to the end of its line, both from 1, as a box selects it.
 * @returns {{start: number, end: number}}
 */
export function caretAt(text, line, column) {
  const lines = text.split('\n');
  const at = Math.min(Math.max(line, 1), lines.length) - 1;
  const before = lines.slice(0, at).reduce((sum, one) => sum + one.length + 1, 0);
  const start = before + [...lines[at]].slice(0, column - 1).join('').length;
  return { start, end: before + lines[at].length };
}

/** The name to save a file under: what it says its marker is called, if that can be a name. */
export function nameOf(text) {
  const said = /^\s*id\s*=\s*["']([a-z0-9][a-z0-9-]*)["']/m.exec(text)?.[1];
  return said ?? 'my-marker';
}
