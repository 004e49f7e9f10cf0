import { existsSync } from 'node:fs';
import { badgeBundle, namesOfBadge } from './out/cli/make/bundle.js';

/** One bundle per board: the name of the bundle and the module that wires the board to the application. */
const boards = { pixljs: 'out/device/pixljs.js' };

const root = import.meta.dirname;

const warnIsError = warning => {
  throw Object.assign(new Error(`The bundle is not built: ${warning.message}`), { stack: '' });
};

/** Rollup wants something to do, also before there is a board. */
const nothing = {
  input: 'nothing',
  onwarn: () => undefined,
  plugins: [
    {
      name: 'nothing',
      resolveId: id => id,
      load: () => '',
      generateBundle: (_, bundle) => {
        for (const file of Object.keys(bundle)) delete bundle[file];
      },
    },
  ],
  output: { dir: 'dist' },
};

const bundles = Object.entries(boards)
  .filter(([, input]) => existsSync(input))
  .map(([board, input]) => ({
    input,
    onwarn: warnIsError,
    treeshake: { moduleSideEffects: false },
    plugins: [badgeBundle({ root, kept: namesOfBadge(root) })],
    output: {
      file: `dist/${board}.js`,
      format: 'iife',
      strict: false,
      freeze: false,
      esModule: false,
      externalLiveBindings: false,
      generatedCode: { symbols: false },
      sourcemap: 'hidden',
    },
  }));

export default bundles.length ? bundles : [nothing];
