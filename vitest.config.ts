import { defineConfig } from 'vitest/config'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  // Tests run on the sources of every room, so that no build is needed before them.
  resolve: { alias: [{ find: /^@bellwire\/([^/]+)$/, replacement: `${root}packages/$1/src/index.ts` }] },
  test: {
    include: ['packages/*/src/**/*.spec.ts', 'conformance/src/**/*.spec.ts', 'examples/**/*.spec.ts'],
    testTimeout: 60_000
  }
})
