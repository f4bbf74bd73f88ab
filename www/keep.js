// What keeps and shares a report, and the list of checks kept: comes when the reader opens it, with `lang/keep.<code>.json` and
// `style/keep.css`. What opens a shared report takes it from here too.

export { historyPanel } from './keep/history-panel.js';
export { LinkError, unpack } from './keep/link.js';
export { keepPanel } from './keep/panel.js';
export { longest } from './keep/shareable.js';
