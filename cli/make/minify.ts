import { decode, encode } from '@jridgewell/sourcemap-codec';
import { type ManglePropertiesOptions, type MinifyOptions, minify } from 'terser';
import type { Mapped } from './edits.js';
import { mostUsedFirst } from './hottest.js';
import { withoutRepeats } from './repeats.js';
import type { Parse } from './syntax.js';

/**
 * Terser, as far as the badge follows it.
 *
 * Nothing may be moved to where it runs before its definition: the badge hoists neither functions nor `var`. Nor may
 * a `const` copy of a loop variable be put back into the closure that it was made for.
 *
 * What is shortest as text need not be as it is flashed: `true` is a byte there and `!0` two, `while (…)` is shorter than
 * `for (; …;)`.
 */
export const TERSER: MinifyOptions = {
  // The badge speaks more than ES5, but terser must not write more of it than the source does.
  ecma: 5,
  compress: {
    passes: 2,
    arrows: false,
    booleans: false,
    loops: false,
    pure_getters: true,
    hoist_funs: false,
    reduce_funcs: false,
    inline: 1,
    unsafe: false,
    toplevel: false,
  },
  mangle: false,
  format: { ascii_only: true, comments: false, beautify: true },
};

/** Minifies one bundle; `names` says which properties are renamed to what, all others stay. */
export async function minifyForBadge(
  code: string,
  names: ReadonlyMap<string, string>,
  parse: Parse,
): Promise<Mapped> {
  const small = await minify(code, { ...TERSER, sourceMap: {} });
  const lean = withoutRepeats(
    { code: small.code ?? '', map: String(small.map) },
    member => names.has(member),
    parse,
  );
  const { mappings, ...map } = JSON.parse(lean.map);
  const origins = decode(mappings);
  const rows = lean.code.split('\n');
  const lines = mostUsedFirst(
    rows.map((text, origin) => ({ text, origin })),
    parse,
  );
  // Only what `names` says: `builtins` merely stops terser's own list of the browser's names from vetoing it.
  const properties: ManglePropertiesOptions & { only_cache: true } = {
    builtins: true,
    keep_quoted: true,
    only_cache: true,
  };
  const props = Object.fromEntries([...names].map(([name, short]) => [`$${name}`, short]));
  const result = await minify(lines.map(({ text }) => text).join('\n'), {
    ecma: 5,
    compress: { defaults: false, join_vars: true },
    mangle: { toplevel: false, properties },
    format: { ascii_only: true, comments: false },
    nameCache: { props: { props } },
    sourceMap: {
      content: JSON.stringify({ ...map, mappings: encode(lines.map(({ origin }) => origins[origin] ?? [])) }),
    },
  });
  return { code: result.code ?? '', map: String(result.map) };
}
