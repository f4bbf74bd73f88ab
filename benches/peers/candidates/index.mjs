// Who is measured: where each runs, what it is called in tables, what it answers.

/**
 * `key` names the candidate within its place; `module` and `name` say where a JavaScript candidate is to be found.
 * `ships`: what a page or program has to load, see ships.mjs. `slow`: made ready few times; `once`: only once, with more
 * patience. `sets`: which patterns it is given (see prepare.mjs), the first that it can take in good time; a few of them
 * in a quick try. `checks`: its memory is watched over many messages.
 */
export const CANDIDATES = [
  { place: 'node', key: 'empty', module: 'floor', name: 'empty', title: 'floor: an empty wasm module', says: 'nothing' },
  { place: 'node', key: 'copy', module: 'floor', name: 'copy', title: 'floor: the text in, one word out', says: 'nothing' },
  { place: 'node', key: 'reading', module: 'telltext', name: 'reading', title: 'telltext, the reading kept inside', says: 'everything', ships: 'telltext' },
  { place: 'node', key: 'report', module: 'telltext', name: 'report', title: 'telltext, the report as an object', says: 'everything', ships: 'telltext', checks: true },
  { place: 'node', key: 'automaton', module: 'automaton', name: 'automaton', title: 'Aho-Corasick by hand, then RegExp', says: 'which patterns', ships: 'patterns', slow: true, sets: ['part'] },
  { place: 'node', key: 'each', module: 'regexp', name: 'each', title: 'a RegExp per pattern', says: 'which patterns', ships: 'patterns', slow: true, sets: ['part'] },
  { place: 'node', key: 'joined', module: 'regexp', name: 'joined', title: 'a RegExp per marker, its patterns joined', says: 'which markers', ships: 'patterns', once: true, sets: ['part', 'tenth'] },
  { place: 'node', key: 'yara', module: 'yara', name: 'yara', title: '@virustotal/yara-x, a rule per pattern', says: 'which patterns, where', ships: 'yara', once: true, sets: ['all', 'part', 'tenth', 'few'] },
  { place: 'node', key: 'harper', module: 'harper', name: 'harper', title: 'harper.js, its own rules', says: 'grammar', ships: 'harper', slow: true },
  { place: 'node', key: 'bayes', module: 'bayes', name: 'bayes', title: 'natural, naive Bayes', says: 'one word', ships: 'bayes' },

  { place: 'chromium', key: 'empty', module: 'floor', name: 'empty', title: 'floor: an empty wasm module', says: 'nothing' },
  { place: 'chromium', key: 'copy', module: 'floor', name: 'copy', title: 'floor: the text in, one word out', says: 'nothing' },
  { place: 'chromium', key: 'reading', module: 'telltext', name: 'reading', title: 'telltext, the reading kept inside', says: 'everything' },
  { place: 'chromium', key: 'report', module: 'telltext', name: 'report', title: 'telltext, the report as an object', says: 'everything' },
  { place: 'chromium', key: 'automaton', module: 'automaton', name: 'automaton', title: 'Aho-Corasick by hand, then RegExp', says: 'which patterns', slow: true, sets: ['part'] },
  { place: 'chromium', key: 'each', module: 'regexp', name: 'each', title: 'a RegExp per pattern', says: 'which patterns', slow: true, sets: ['part'] },
  { place: 'chromium', key: 'joined', module: 'regexp', name: 'joined', title: 'a RegExp per marker, its patterns joined', says: 'which markers', once: true, sets: ['part', 'tenth'] },

  { place: 'native', key: 'copy', title: 'floor: the text copied', says: 'nothing' },
  { place: 'native', key: 'reading', title: 'telltext, the reading', says: 'everything' },
  { place: 'native', key: 'report', title: 'telltext, the report', says: 'everything' },
  { place: 'native', key: 'aho-corasick', title: 'aho-corasick, then regex', says: 'which patterns', sets: ['all'] },
  { place: 'native', key: 'hyperscan', title: 'hyperscan', says: 'which patterns', once: true, sets: ['tenth', 'few'] },
  { place: 'native', key: 'regex-set', title: 'regex::RegexSet', says: 'which patterns', once: true, sets: ['all', 'part'] },
  { place: 'native', key: 'spamassassin', title: 'SpamAssassin, its own rules', says: 'a score', slow: true },
];
