// natural's naive Bayes, from npm, taught with the markers' examples: one word for the whole message, no reason, no place.

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
/** The classifier alone, without what natural has for databases. */
export const CLASSIFIER = 'natural/lib/natural/classifiers/bayes_classifier.js';

export function taught(examples) {
  const BayesClassifier = require(CLASSIFIER);
  const classifier = new BayesClassifier();
  for (const { text, kind } of examples) classifier.addDocument(text, kind);
  classifier.train();
  return JSON.stringify(classifier);
}

export const bayes = {
  prepare: async (read) => {
    const BayesClassifier = require(CLASSIFIER);
    const written = new TextDecoder().decode(await read('target/bench/bayes.json'));
    return () => {
      const classifier = BayesClassifier.restore(JSON.parse(written));
      return (text) => Number(classifier.classify(text) === 'raise');
    };
  },
};
