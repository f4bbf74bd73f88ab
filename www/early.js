// Runs as soon as it is here, while the rest of the page is still on its way: asks for the words of the reader's language
// and starts the engine, with what the first answer says; sources come when they are wanted. Whoever needs them later gets the same
// promise, and tells what went wrong.

import { engine } from './engine.js';
import { choose, words } from './language.js';

const language = choose();
words(language).catch(() => {});
engine({ language, sources: false }).catch(() => {});
