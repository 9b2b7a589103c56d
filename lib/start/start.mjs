import { inProject } from './child.mjs';
import { isNodeSupported } from './settings.mjs';

if (isNodeSupported(process.versions.node)) {
  const { launch } = await import('./launch.mjs');
  await launch({ root: inProject('.'), isDev: process.argv.includes('--dev'), isBuildOnly: process.argv.includes('--build') });
} else {
  process.stderr.write(
    `Debrief needs Node.js 20.19 or newer; this is ${process.versions.node}. Get a newer one at https://nodejs.org\n`,
  );
  process.exitCode = 1;
}
