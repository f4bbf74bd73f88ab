// The browser extension: extension/, and in it the files of the widget.
//   node xtask/extension.mjs     makes dist/extension/, as `cargo xtask extension` does

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { others, scripts } from './integrity.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What its window needs besides the widget. */
const MORE = ['www/region.js', 'www/style/tokens.css', 'www/style/base.css', 'www/icons/192.png', 'www/icons/512.png'];

/** Makes the extension in a folder, which is emptied first. Gives the paths of all files that were put beside its own. */
export function extension(folder) {
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(root, 'extension'), folder, { recursive: true, filter: (path) => !path.endsWith('README.md') });
  const paths = [...new Set([...scripts(), ...others(), ...MORE])].sort();
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const { version } = JSON.parse(readFileSync(join(root, 'pkg/package.json'), 'utf8'));
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify({ ...manifest, version }, null, 2)}\n`);
  return paths;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  extension(join(root, 'dist/extension'));
  console.log('dist/extension/ can be loaded: chrome://extensions, developer mode, "Load unpacked"; Firefox: about:debugging, "Load Temporary Add-on".');
}
