import { defineConfig } from 'rolldown';

/** One file under one name, which is where a browser looks for it again. As it is read, not minified. */
export default defineConfig({
  input: 'apps/client/src/installed/service-worker.worker.ts',
  platform: 'browser',
  tsconfig: 'apps/client/tsconfig.worker.json',
  output: { file: 'dist/service-worker/service-worker.js', format: 'iife' },
});
