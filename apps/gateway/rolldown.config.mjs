import { builtinModules } from 'node:module';
import { defineConfig } from 'rolldown';

// Packages that Nest loads only when an application uses them.
const optional = [
  '@fastify/static',
  '@grpc/grpc-js',
  '@grpc/proto-loader',
  '@nestjs/microservices',
  'bufferutil',
  'class-transformer',
  'class-validator',
  'fastify',
  'utf-8-validate',
];
const watching = process.argv.includes('--watch');

/** One self-contained file: in production it needs no node_modules. While serving, packages stay out, for speed. */
export default defineConfig({
  input: 'apps/gateway/src/main.ts',
  platform: 'node',
  tsconfig: 'apps/gateway/tsconfig.json',
  external: watching
    ? [/^(?!@whispernet\/|@oxc-project\/runtime)[@a-z]/i, /^node:/, ...builtinModules]
    : [/^node:/, ...builtinModules, ...optional.flatMap((name) => [name, new RegExp(`^${name}/`)])],
  output: {
    file: watching ? 'dist/dev/gateway/main.js' : 'dist/apps/gateway/main.js',
    format: 'esm',
    sourcemap: true,
    // One file, in the order of the imports: reflect-metadata has to run before any decorator.
    codeSplitting: false,
  },
});
