/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Decorators of types need it before anything that is tested is loaded.
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/start-database.ts',
  globalTeardown: '<rootDir>/test/stop-database.ts',
  testTimeout: 30_000,
  maxWorkers: 2,
  // These two ship as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(\\.pnpm/)?(content-disposition|@fastify[+/]cookie|cookie)[@/])'],
  transform: {
    '^.+\\.[jt]s$': ['@swc/jest', {
      jsc: {
        target: 'es2023',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    }],
  },
};
