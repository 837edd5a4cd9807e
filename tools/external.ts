import { builtinModules } from 'node:module';

/** What a bundle of specs leaves in node_modules: every package. Our own libraries and the compiler's helpers go in. */
export const external = [
  /^(?!@whispernet\/|@oxc-project\/runtime)[@a-z]/i,
  /^node:/,
  ...builtinModules,
];
