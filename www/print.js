// Paper: where the sources of findings are there, they are unfolded before printing, and folded again afterwards.

/** @returns {() => void} how to stop */
export function openForPrint(root) {
  const opened = [];
  const before = () => {
    for (const details of root.querySelectorAll('.finding-list > li > .finding > details:not([open]):has(> .sources)')) {
      details.open = true;
      opened.push(details);
    }
  };
  const after = () => {
    for (const details of opened.splice(0)) details.open = false;
  };
  const gone = new AbortController();
  addEventListener('beforeprint', before, gone);
  addEventListener('afterprint', after, gone);
  return () => gone.abort();
}
