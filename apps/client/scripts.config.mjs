import { defineConfig } from 'rolldown';

/** Each one file under one name, which is where a browser looks for it again. As it is read, not minified. */
const alone = (input, tsconfig, name) => ({
  input: `apps/client/src/${input}`,
  platform: 'browser',
  tsconfig: `apps/client/${tsconfig}`,
  output: { file: `dist/scripts/${name}`, format: 'iife' },
});

export default defineConfig([
  alone('installed/service-worker.worker.ts', 'tsconfig.worker.json', 'service-worker.js'),
  alone('arriving.ts', 'tsconfig.app.json', 'arriving.js'),
]);
