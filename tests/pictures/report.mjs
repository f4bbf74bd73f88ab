// Results → docs/evaluation-pictures.md. Pure.
export function report(results) {
  const of = (list) => { const right = list.reduce((s, r) => s + r.words.right, 0); const all = list.reduce((s, r) => s + r.words.of, 0); return `${right}/${all} ${(100*right/all).toFixed(2)} %`; };
  const clean = results.filter((r) => r.way === 'clean');
  const rest = results.filter((r) => r.way !== 'clean');
  return [`clean ${of(clean)} same ${clean.filter((r) => r.same).length}/${clean.length}`, `rest ${of(rest)} same ${rest.filter((r) => r.same).length}/${rest.length}`, ...[...new Set(rest.map((r) => r.way))].map((way) => `${way} ${of(rest.filter((r) => r.way === way))}`), `sender ${results.filter((r) => r.sender && r.found.replace(/\D/g, '') === r.sender.replace(/\D/g, '')).length}/${results.filter((r) => r.sender).length}`].join('\n');
}
