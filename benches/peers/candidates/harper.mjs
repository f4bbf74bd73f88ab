// Harper, the grammar checker in wasm, from npm: its own rules, English. Not the same work; the same kind of thing.

export const harper = {
  waits: true,
  prepare: async () => {
    const [{ LocalLinter }, { binaryInlined }] = await Promise.all([import('harper.js'), import('harper.js/binaryInlined')]);
    return async () => {
      const linter = new LocalLinter({ binary: binaryInlined });
      await linter.setup();
      return async (text) => (await linter.lint(text, { language: 'plaintext' })).length;
    };
  },
};
