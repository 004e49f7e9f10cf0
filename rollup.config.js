import { badgeBundle, badgeShape, namesOfBadge } from './out/cli/make/bundle.js';

/** A bundle for each board, named as the board, from the module that wires it to the application; and the installer. */
const boards = { pixljs: 'out/device/pixljs.js', enrol: 'out/device/enrol.js' };

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
