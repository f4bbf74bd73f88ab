// What comes after the first answer, and before the page is ready: nothing of it is asked for by typing.

export { historyPanel } from './keep/history-panel.js';
export * as history from './keep/history.js';
export { keepPanel, openForPrint } from './keep/panel.js';
export { keepOffline, offlineLine } from './offline.js';
export { countRequests, requestLine } from './requests.js';
