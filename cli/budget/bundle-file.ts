import { fileURLToPath } from 'node:url';

/** A file of the Pixl.js bundle in dist/: `.js`, `.modules.json` ... */
export function bundleFile(kind: string): string {
  return fileURLToPath(new URL(`../../../dist/pixljs${kind}`, import.meta.url));
}
