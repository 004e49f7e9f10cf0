import { badgeBundle, badgeShape, namesOfBadge } from './out/cli/make/bundle.js';
import { webFolder } from './out/cli/make/web.js';

/** A bundle for each board, named as the board, from the module that wires it to the application; and the installer. */
const boards = { pixljs: 'out/device/pixljs.js', enrol: 'out/device/enrol.js' };

const root = import.meta.dirname;

const warnIsError = warning => {
  throw Object.assign(new Error(`The bundle is not built: ${warning.message}`), { stack: '' });
};

const badges = Object.entries(boards).map(([board, input]) => ({
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

/** The supervisor's page: a folder of files that any server can serve. */
const page = {
  input: {
    page: 'out/supervisor/web/main.js',
    nfc: 'out/supervisor/web/nfc.js',
    worker: 'out/supervisor/web/worker.js',
  },
  onwarn: warnIsError,
  plugins: [webFolder(root)],
  output: { dir: 'out/web', format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
};

export default [...badges, page];
