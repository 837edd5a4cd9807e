import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier/flat';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

// Who may import whom: one tag a project, one line a tag (ARCHITECTURE.md tells why).
const mayImport = {
  client: ['room', 'transfer', 'crypto', 'protocol'],
  gateway: ['protocol'],
  'client-e2e': ['protocol', 'crypto'], // whoever plays a lying gateway has to speak its language
  room: ['peer', 'transfer', 'crypto', 'protocol'],
  peer: ['protocol'],
  transfer: ['protocol'],
  crypto: [],
  protocol: [],
  testing: [],
  tools: ['peer', 'transfer', 'protocol'], // the pages of the transfer bench run the real engine
};
/** What specs may import beside the fakes: the gateway's put real members in front of real rules. */
const specsMayImport = { gateway: ['room'] };
const frameworks = ['@angular/*', '@nestjs/*', 'ngx-socket-io', 'socket.io', 'socket.io-client'];
const bannedFrameworks = {
  client: ['@nestjs/*', 'socket.io'],
  gateway: ['@angular/*', 'ngx-socket-io'],
  'client-e2e': ['@angular/*', '@nestjs/*', 'ngx-socket-io'], // Socket.IO: see above
};
const boundaries = (fromSpec) => [
  'error',
  {
    enforceBuildableLibDependency: false,
    allow: fromSpec ? ['/docs/protocol/'] : [], // whose examples the specs check
    depConstraints: Object.entries(mayImport).map(([project, libs]) => ({
      sourceTag: `is:${project}`,
      onlyDependOnLibsWithTags: [
        ...libs,
        ...(fromSpec ? ['testing', ...(specsMayImport[project] ?? [])] : []),
      ].map((lib) => `is:${lib}`),
      bannedExternalImports: bannedFrameworks[project] ?? frameworks,
    })),
  },
];

export default defineConfig(
  globalIgnores(['**/dist', '**/coverage', '**/.angular', '**/.nx', 'tmp']),
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [js.configs.recommended],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.ts'],
    extends: [
      js.configs.recommended,
      ts.configs.strictTypeChecked,
      ts.configs.stylisticTypeChecked,
    ],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(false),
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['apps/client/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': [
        'error',
        { type: 'element', prefix: 'wn', style: 'kebab-case' },
      ],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'wn', style: 'camelCase' },
      ],
    },
  },
  {
    files: ['apps/client/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  {
    // Fakes serve specs alone.
    files: ['**/*.spec.ts', '**/fake-*.ts'],
    rules: { '@nx/enforce-module-boundaries': boundaries(true) },
  },
  {
    // Nest takes plain objects for its option classes.
    files: ['apps/gateway/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  prettier,
);
