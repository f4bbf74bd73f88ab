// pkg/index.d.ts → docs/api.md.
//   node xtask/api.mjs     writes it

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What each value of a type means: the types themselves do not say. */
const { $defs: MEANINGS } = JSON.parse(readFileSync(`${root}/docs/report.schema.json`, 'utf8'));

const HEAD = `<!-- Generated from the types of the npm package: node xtask/api.mjs -->

# The JavaScript API

What \`import … from 'telltext'\` gives, from the types of the package. How to install it is in [its README](../xtask/npm/README.md). The report is the same in Rust, on the command line and here; its JSON Schema is [report.schema.json](report.schema.json).
`;

/** The examples of the package's README, each under its heading. A test runs them. */
function examples() {
  const readme = readFileSync(`${root}/xtask/npm/README.md`, 'utf8').replaceAll('\r\n', '\n');
  const parts = readme.split(/^## /m).slice(1);
  return parts.flatMap((part) => [...part.matchAll(/^```js\n[^]*?^```$/gm)].map(([code]) => `### ${part.split('\n')[0]}\n\n${code}`));
}

/** The whole document. */
export function document(path = `${root}/pkg/index.d.ts`) {
  const source = ts.createSourceFile('index.d.ts', readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const declarations = source.statements.filter((statement) => statement.name);
  const names = new Set(declarations.map(({ name }) => name.text));
  const kit = { source, names };
  const is = (test) => declarations.filter(test);
  const sections = [
    ['Functions', is(ts.isFunctionDeclaration), functionEntry],
    ['Errors', is(ts.isClassDeclaration), classEntry],
    ['Types', is((one) => ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one)), typeEntry],
  ];
  const done = sections.flatMap(([, list]) => list);
  const forgotten = declarations.filter((one) => !done.includes(one));
  if (forgotten.length > 0) throw new Error(`not described: ${forgotten.map(({ name }) => name.text).join(', ')}`);
  const body = sections.flatMap(([title, list, entry]) => [`## ${title}`, ...list.map((one) => entry(one, kit))]);
  return `${[HEAD.trim(), '## Examples', ...examples(), ...body].join('\n\n')}\n`;
}

function functionEntry(node, { source }) {
  const shown = node.getText(source).replace(/^export (?:declare )?function /, '').replace(/;$/, '');
  const { text, throws, params } = words(node);
  return parts(`### ${node.name.text}`, `\`\`\`ts\n${shown}\n\`\`\``, text, ...params.map(([name, what]) => `\`${name}\`: ${what}`), ...throws.map((what) => `Throws a [\`TelltextError\`](#telltexterror): ${what}`));
}

function classEntry(node, kit) {
  const fields = node.members.filter(ts.isPropertyDeclaration);
  const [base] = node.heritageClauses?.flatMap((clause) => clause.types) ?? [];
  return parts(`### ${node.name.text}`, base ? `An \`${base.getText(kit.source)}\` with a code.` : '', words(node).text, table(fields, kit));
}

function typeEntry(node, kit) {
  const members = node.members ?? (ts.isTypeLiteralNode(node.type) ? node.type.members : undefined);
  return parts(`### ${node.name.text}`, words(node).text, members ? table(members, kit) : alternatives(node.type, kit));
}

/** What may stand there, each with its words if it has any. */
function alternatives(type, { source, names }) {
  if (!ts.isUnionTypeNode(type)) return code(type.getText(source), names);
  const meanings = MEANINGS[type.parent.name.text]?.oneOf ?? [];
  const meaning = (one) => meanings.find((value) => JSON.stringify(value.const) === one.getText(source))?.description ?? '';
  const texts = type.types.map((one) => comment(source, one) || meaning(one));
  if (texts.every((text) => text === '')) return `One of ${type.types.map((one) => code(one.getText(source), names)).join(', ')}.`;
  return type.types.map((one, index) => `- ${code(one.getText(source), names)}: ${texts[index]}`).join('\n');
}

/** The comment before an alternative: TypeScript hands out only those before declarations. */
function comment(source, node) {
  const text = source.text.slice(node.getFullStart(), node.getStart(source));
  const before = source.text.slice(0, node.getFullStart()).match(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s*\|?\s*$/)?.[1] ?? '';
  const inside = text.match(/\/\*\*((?:(?!\*\/)[^])*)\*\//)?.[1] ?? '';
  return (inside || before).replace(/^\s*\*/gm, '').trim();
}

function table(members, { source, names }) {
  const rows = members.map((member) => {
    const optional = member.questionToken ? ' (optional)' : '';
    return `| \`${member.name.getText(source)}\`${optional} | ${code(member.type.getText(source), names)} | ${cell(words(member).text)} |`;
  });
  return ['| | type | what it is |', '|---|---|---|', ...rows].join('\n');
}

const cell = (text) => text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');

/** A type as code, its parts that are described here as links. */
function code(type, names) {
  const inside = [...new Set(type.match(/\b[A-Z]\w+\b/g) ?? [])].filter((name) => names.has(name));
  const shown = `\`${type.replace(/\s+/g, ' ').replaceAll('|', '\\|')}\``;
  if (inside.length === 1 && inside[0] === type) return `[${shown}](#${type.toLowerCase()})`;
  return inside.length ? `${shown} (${inside.map((name) => `[${name}](#${name.toLowerCase()})`).join(', ')})` : shown;
}

function words(node) {
  const docs = node.jsDoc ?? [];
  const plain = (comment) => (typeof comment === 'string' ? comment : (comment ?? []).map(({ text }) => text).join('')).trim();
  const tags = docs.flatMap((doc) => [...(doc.tags ?? [])]);
  return {
    text: docs.map((doc) => plain(doc.comment)).filter(Boolean).join('\n\n'),
    throws: tags.filter((tag) => tag.tagName.text === 'throws').map((tag) => plain(tag.comment)),
    params: tags.filter((tag) => tag.tagName.text === 'param').map((tag) => [tag.name.getText(), plain(tag.comment)]),
  };
}

const parts = (...some) => some.filter(Boolean).join('\n\n');

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(`${root}/docs/api.md`, document());
  console.log('docs/api.md is written.');
}
