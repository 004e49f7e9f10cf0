import { badgeBundle, badgeShape, namesOfBadge } from './out/cli/make/bundle.js';

/** One bundle per board: the name of the bundle and the module that wires the board to the application. */
const boards = { pixljs: 'out/device/pixljs.js' };

const root = import.meta.dirname;

const warnIsError = warning => {
  throw Object.assign(new Error(`The bundle is not built: ${warning.message}`), { stack: '' });
};

export default Object.entries(boards).map(([board, input]) => ({
  input,
  onwarn: warnIsError,
  treeshake: { moduleSideEffects: false },
  plugins: [badgeShape(), badgeBundle({ root, kept: namesOfBadge(root) })],
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
