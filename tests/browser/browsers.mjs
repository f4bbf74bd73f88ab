// Where the browsers are that the tests drive.
//   node tests/browser/browsers.mjs --missing    one line for each that is not there, with the Debian packages that bring it

import { accessSync, constants } from 'node:fs';
import { pathToFileURL } from 'node:url';

const engines = {
  chromium: {
    variable: 'CHROMIUM',
    programs: [
      '/usr/bin/chromium',
      '/usr/bin/google-chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    packages: 'chromium',
  },
  firefox: {
    variable: 'FIREFOX',
    programs: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
    packages: 'firefox-esr',
  },
  webkit: {
    variable: 'WEBKIT_DRIVER',
    programs: ['/usr/bin/WebKitWebDriver'],
    also: ['/usr/bin/Xvfb'],
    packages: 'webkit2gtk-driver xvfb',
  },
};

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The path of a browser (or its driver), or undefined. A path in the environment comes first. */
export function find(engine) {
  const { variable, programs, also = [] } = engines[engine];
  if (!also.every(isProgram)) return undefined;
  return [process.env[variable], ...programs].find((path) => path && isProgram(path));
}

/** Why a test of this engine cannot run here, for node:test's `skip`; false if it can. */
export function missing(engine) {
  return find(engine) ? false : `${engine} is not installed (Debian: apt install ${engines[engine].packages})`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [engine, { packages }] of Object.entries(engines)) {
    if (!find(engine)) console.log(`${engine}: ${packages}`);
  }
}
