// telltext as its package has it: the message read and its report kept inside; and the report as a JavaScript object.

const engine = () => import('../../../pkg/telltext.js');
const memory = async () => (await (await engine()).default()).memory.buffer.byteLength;

export const reading = {
  memory,
  prepare: async (read) => {
    const bytes = await read('pkg/telltext_bg.wasm');
    const { default: start, read: readInside } = await engine();
    return async () => {
      await start({ module_or_path: bytes });
      return readInside;
    };
  },
};

export const report = {
  memory,
  prepare: async (read) => {
    const names = ['en', 'en-sources', 'documented'];
    const [bytes, ...packs] = await Promise.all([read('pkg/telltext_bg.wasm'), ...names.map((name) => read(`pkg/words.${name}.json`))]);
    const { init, check } = await import('../../../pkg/index.js');
    return async () => {
      await init(bytes, { words: (name) => JSON.parse(new TextDecoder().decode(packs[names.indexOf(name)])) });
      return (text) => check(text).findings.length;
    };
  },
};
