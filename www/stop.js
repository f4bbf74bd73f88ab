// What says who says so about replying STOP: comes with the sources of a report, when a reader opens them.

export { STOP_SOURCES } from './parts/stop-sources.js';
