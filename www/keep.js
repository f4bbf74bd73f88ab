// What keeps and shares a report, and the list of checks kept: comes when the reader opens it, with `lang/keep.<code>.json` and
// `style/keep.css`.

export { historyPanel } from './keep/history-panel.js';
export { keepPanel } from './keep/panel.js';
