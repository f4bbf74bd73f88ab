// One question at a time to a program of its own, and patience that ends.

/** Why a candidate has no figures, in words for the table. */
export class NoAnswer extends Error {}

/**
 * @param {{ child: import('node:child_process').ChildProcess, send: (message: unknown) => void,
 *   listen: (tell: (message: object) => void) => void, patience: number }} place
 */
export async function asking({ child, send, listen, patience }) {
  let settle;
  let ended;
  let errors = '';
  child.stderr?.on('data', (data) => (errors = `${errors}${data}`.slice(-20_000)));
  listen((message) => settle?.(message));
  child.on('error', (error) => (ended = error.message) && settle?.({ failed: ended }));
  child.on('close', (code, signal) => {
    ended ??= reason(errors) ?? `it ended with ${signal ?? code}`;
    settle?.({ failed: ended });
  });

  function next(act) {
    if (ended) return Promise.reject(new NoAnswer(ended));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new NoAnswer(`no answer in ${patience / 1000} s`));
      }, patience);
      settle = (message) => {
        settle = undefined;
        clearTimeout(timer);
        if (message.failed === undefined) resolve(message);
        else reject(new NoAnswer(message.failed));
      };
      act?.();
    });
  }

  const { ready, note } = await next();
  return {
    ready,
    note,
    time: async (...asked) => (await next(() => send(asked))).time,
    memory: async () => (await next(() => send('memory'))).memory,
    close: async () => child.kill('SIGKILL'),
  };
}

const reason = (errors) => /FATAL ERROR: (.*)|^Error: (.*)/m.exec(errors)?.slice(1).find(Boolean);
