import { defineConfig } from 'vitest/config'

// biome-ignore lint/style/noDefaultExport: vitest reads the default export.
export default defineConfig({
  // Nothing is watched in a run; watching a tree this size keeps the process from ending.
  server: { watch: null },
  test: {
    globalSetup: ['server/test/setup.ts'],

    include: ['{contract,design,engines,server,simulators,wechat,e2e,console/src,mini/src}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
