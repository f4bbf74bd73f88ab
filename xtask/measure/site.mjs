// The page as a good host serves it: packed with brotli, over HTTP/2, kept by the browser for ten minutes.

import { generate } from 'selfsigned';
import { find } from '../../tests/browser/browsers.mjs';
import { publish, published } from '../publish.mjs';
import { serve } from '../serve.mjs';

/** Chromium, and what makes it take our own certificate. */
export const CHROMIUM = find('chromium') ?? '/usr/bin/chromium';
export const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--ignore-certificate-errors'];

export async function site() {
  await publish();
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], { extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }] });
  return serve({ ...published, tls: { key, cert }, headers: { 'Cache-Control': 'max-age=600' } });
}

export const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** Rows of cells → lines; the first column to the left, the others to the right. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  return rows.map((row) => row.map((cell, column) => (column ? String(cell).padStart(widths[column]) : String(cell).padEnd(widths[column]))).join('  ')).join('\n');
}
