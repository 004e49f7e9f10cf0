import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OutputBundle, Plugin } from 'rollup';
import { minify } from 'terser';
import { PAGE_CSS } from '../../supervisor/page-style.js';
import { TIMELINE_CSS } from '../../supervisor/timeline.js';

/** What the page has beside its scripts, as it stands in the source. */
const STILL = ['index.html', 'nfc.html', 'app.webmanifest', 'icon.svg'];

/** Makes the folder of the supervisor's page: scripts, style, and a worker that knows all of it by name and content. */
export function webFolder(root: string): Plugin {
  const source = join(root, 'supervisor', 'web');
  return {
    name: 'web-folder',

    // A package by its name: the few that the page takes are plain modules.
    resolveId(id, importer) {
      return importer && /^[@a-z]/i.test(id) ? fileURLToPath(import.meta.resolve(id)) : null;
    },

    // The reader of pictures is CommonJS, in one file.
    transform(code, id) {
      if (!id.endsWith('/jsQR.js')) return null;
      const module = `const module = { exports: {} }, exports = module.exports;\n(function () {${code}\n})();`;
      return {
        code: `/*! jsQR, Apache-2.0: https://github.com/cozmo/jsQR */\n${module}\nexport default module.exports;`,
        map: null,
      };
    },

    async renderChunk(code) {
      const small = await minify(code, { module: true, format: { comments: /^!/ } });
      return small.code ?? null;
    },

    generateBundle(_, bundle: OutputBundle) {
      const files = new Map<string, string>(
        STILL.map(name => [name, readFileSync(join(source, name), 'utf8')]),
      );
      // The report looks here as it does in a file of its own.
      files.set('page.css', PAGE_CSS + TIMELINE_CSS + readFileSync(join(source, 'page.css'), 'utf8'));
      for (const [name, contents] of files)
        this.emitFile({ type: 'asset', fileName: name, source: contents });
      for (const each of Object.values(bundle))
        if (each.type === 'chunk' && each.fileName !== 'worker.js') files.set(each.fileName, each.code);
      const hash = createHash('sha256');
      for (const name of [...files.keys()].sort()) hash.update(`${name}\0${files.get(name)}\0`);
      const version = hash.digest('hex').slice(0, 12);
      const worker = bundle['worker.js'];
      if (worker?.type !== 'chunk') throw new Error('the page has no worker');
      const names = JSON.stringify(['./', ...[...files.keys()].sort()]);
      worker.code = `const VERSION="${version}",FILES=${names};\n${worker.code}`;
    },
  };
}
