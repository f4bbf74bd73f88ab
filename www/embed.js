// The page that shows every option of <tell-text>.

import { h, replace } from './dom.js';
import { LANGUAGES } from './language.js';

const at = (id) => document.getElementById(id);

replace(at('choose-lang'), LANGUAGES.map(({ code }) => h('option', { value: code, selected: code === 'es' }, code)));
for (const name of ['lang', 'region']) {
  const select = at(`choose-${name}`);
  const apply = () => at('in-spanish').setAttribute(name, select.value);
  select.addEventListener('change', apply);
  apply(); // a browser may have kept the reader's choice
}

at('tip-form').addEventListener('submit', (event) => {
  event.preventDefault();
  at('tip-sent').textContent = `This form would send: tip=${new FormData(event.target).get('tip')}`;
});
at('tip-form').addEventListener('reset', () => {
  at('tip-sent').textContent = '';
});

at('set-value').addEventListener('click', () => {
  at('scripted').value = 'ALERT: vote by text this year! Reply with your name and SSN.';
});
for (const name of ['ready', 'report', 'error']) {
  at('scripted').addEventListener(`telltext-${name}`, ({ type, detail }) => {
    const said = { ready: () => detail.version.engine, report: () => detail.report?.level ?? 'no text', error: () => detail.error.message }[name]();
    at('log').append(h('li', {}, h('code', {}, type), ` ${said}`));
  });
}

const frame = h('iframe', {
  id: 'sandboxed',
  sandbox: 'allow-scripts',
  title: 'Check a text message',
  src: new URL(`frame.html?${new URLSearchParams({ lang: 'en', region: 'US', compact: '', parent: location.origin })}`, import.meta.url).href,
});
addEventListener('message', ({ source, data }) => {
  if (source === frame.contentWindow && data?.type === 'telltext-size') frame.style.blockSize = `${data.height}px`;
});
replace(at('frame-here'), frame);
