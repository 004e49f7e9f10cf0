import { type ManglePropertiesOptions, type MinifyOptions, minify } from 'terser';

export interface Minified {
  readonly code: string;
  readonly map: string;
}

/**
 * Terser, as far as the badge follows it.
 *
 * Nothing may be moved to where it runs before its definition: the badge hoists neither functions nor `var`. Nor may
 * a `const` copy of a loop variable be put back into the closure that it was made for.
 */
export const TERSER: MinifyOptions = {
  // The badge speaks more than ES5, but terser must not write more of it than the source does.
  ecma: 5,
  compress: {
    passes: 2,
    arrows: false,
    hoist_funs: false,
    reduce_funcs: false,
    inline: 1,
    unsafe: false,
    toplevel: false,
  },
  format: { ascii_only: true, comments: false },
};

/** Minifies one bundle; `names` says which properties are renamed to what, all others stay. */
export async function minifyForBadge(code: string, names: ReadonlyMap<string, string>): Promise<Minified> {
  // Only what `names` says: `builtins` merely stops terser's own list of the browser's names from vetoing it.
  const properties: ManglePropertiesOptions & { only_cache: true } = {
    builtins: true,
    keep_quoted: true,
    only_cache: true,
  };
  const props = Object.fromEntries([...names].map(([name, short]) => [`$${name}`, short]));
  const result = await minify(code, {
    ...TERSER,
    mangle: { toplevel: false, properties },
    nameCache: { props: { props } },
    sourceMap: {},
  });
  return { code: result.code ?? '', map: String(result.map) };
}
