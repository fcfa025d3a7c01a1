import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { CountReporter } from './tools/count-reporter.js'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  // Tests run on the sources of every room, so that no build is needed before them.
  resolve: {
    alias: [
      { find: '@bellwire/conformance', replacement: `${root}conformance/src/index.ts` },
      { find: /^@bellwire\/([^/]+)$/, replacement: `${root}packages/$1/src/index.ts` }
    ]
  },
  test: {
    include: [
      'packages/*/src/**/*.spec.ts',
      'conformance/src/**/*.spec.ts',
      'examples/**/*.spec.ts',
      'tools/**/*.spec.ts'
    ],
    reporters: ['default', new CountReporter()],
    testTimeout: 60_000
  }
})
