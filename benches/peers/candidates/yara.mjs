// YARA-X in wasm, from npm: a rule a pattern.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fold } from '../translate/notation.mjs';
import { filled } from '../translate/translate.mjs';

const require = createRequire(import.meta.url);
export const wasm = () => require.resolve('@virustotal/yara-x').replace(/\.js$/, '_bg.wasm');

export const yara = {
  prepare: async (read, set) => {
    const { default: init, Compiler } = await import('@virustotal/yara-x');
    const bytes = readFileSync(wasm());
    const { lists, patterns } = JSON.parse(new TextDecoder().decode(await read(`target/bench/${set}.json`)));
    const rules = patterns.map(({ source }, place) => rule(place, filled(source, lists)));
    return async () => {
      await init({ module_or_path: bytes });
      const compiler = new Compiler();
      for (const source of rules) compiler.addSource(source);
      const compiled = compiler.build();
      compiler.free();
      const encoder = new TextEncoder();
      return (text) => compiled.scan(encoder.encode(fold(text))).matches.length;
    };
  },
};

const rule = (place, source) => `rule r${place} { strings: $p = /${source.replaceAll('/', '\\/')}/ condition: $p }`;
