import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { OutputBundle, OutputChunk, Plugin } from 'rollup';
import { parseAst } from 'rollup/parseAst';
import { withArrows, withoutConst } from './arrows.js';
import { type Mapping, sharesOf, sourceOf } from './attribute.js';
import { gate, sentence } from './gate.js';
import { minifyForBadge } from './minify.js';
import { withShortNumbers } from './numbers.js';
import { declaredNames, renamed } from './property-names.js';
import { shaped } from './shape.js';
import type { Node, Parse } from './syntax.js';
import { tokenised } from './tokenise.js';
import { withoutUnset } from './unset.js';
import { withoutWrappers } from './wrappers.js';

const parse: Parse = code => parseAst(code) as unknown as Node;

/** Writes out and moves functions as their tags ask, before anything is made shorter. */
export function badgeShape(): Plugin {
  return { name: 'badge-shape', renderChunk: code => shaped(code, parse) };
}

/** Names of members that the badge's declarations mention; the minifier leaves them alone. */
export function namesOfBadge(root: string): Set<string> {
  const names = new Set<string>();
  const device = join(root, 'device');
  const files = existsSync(device) ? readdirSync(device).filter(file => file.endsWith('.d.ts')) : [];
  for (const file of [join(root, 'shared', 'badge-lib.d.ts'), ...files.map(each => join(device, each))])
    for (const name of declaredNames(readFileSync(file, 'utf8'))) names.add(name);
  return names;
}

/**
 * Makes of a bundle what the badge gets: minified, past the gate, with its bytes counted per module.
 *
 * Beside `<board>.js` it writes `<board>.boot` (the same as it is flashed), `<board>.modules.json` (bytes per module), `<board>.names.json` (short names of
 * properties, to read what the badge says) and, by rollup, `<board>.js.map`.
 */
export function badgeBundle(options: { root: string; kept: ReadonlySet<string> }): Plugin {
  const { root, kept } = options;
  let names = new Map<string, string>();

  return {
    name: 'badge-bundle',

    // The compiler's maps, so that findings and shares speak of the .ts files.
    load(id) {
      const map = `${id}.map`;
      if (!existsSync(map)) return null;
      return { code: readFileSync(id, 'utf8'), map: readFileSync(map, 'utf8') };
    },

    async renderChunk(code) {
      names = renamed(parse(code), kept);
      const lean = withoutWrappers(code, parse);
      const small = await minifyForBadge(withoutConst(lean, parse), names, parse);
      return withShortNumbers(withoutUnset(withArrows(small, parse), parse), parse);
    },

    generateBundle(output, bundle: OutputBundle) {
      const folder = output.file ? join(output.file, '..') : (output.dir ?? '.');
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const map = mapOf(chunk, resolve(folder), root);
        const findings = gate(chunk.code, parse).map(finding => {
          const source = sourceOf(map, finding.line, finding.column);
          return sentence(finding, source ? `${source.source}:${source.line}` : undefined);
        });
        if (findings.length) this.error({ message: findings.join('\n'), stack: '' });

        const board = chunk.fileName.replace(/\.js$/, '');
        const modules = sharesOf(chunk.code, map);
        const emit = (kind: string, content: unknown): void => {
          const source = `${JSON.stringify(content, null, 1)}\n`;
          this.emitFile({ type: 'asset', fileName: `${board}.${kind}.json`, source });
        };
        emit('modules', { bundle: chunk.fileName, bytes: chunk.code.length, modules });
        this.emitFile({ type: 'asset', fileName: `${board}.boot`, source: tokenised(chunk.code, parse) });
        emit('names', Object.fromEntries([...names].map(([name, short]) => [short, name])));
      }
    },
  };
}

/** The chunk's map with its sources named from the root of the project. */
function mapOf(chunk: OutputChunk, folder: string, root: string): Mapping {
  const sources = (chunk.map?.sources ?? []).map(source =>
    relative(root, resolve(folder, source)).replace(/\\/g, '/'),
  );
  return { mappings: chunk.map?.mappings ?? '', sources };
}
