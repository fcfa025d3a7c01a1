import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { CountReporter } from './tools/count-reporter.js'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Tests that spy on the console, set exit codes or replace modules: each of their files has a process of its own. */
const APART = [
  'packages/cli/src/**/*.spec.ts',
  'packages/dashboard/src/browser/**/*.spec.ts',
  'packages/key-store/src/durable-folder.spec.ts',
  'examples/**/*.spec.ts',
  'tools/**/*.spec.ts'
]

export default defineConfig({
  // Tests run on the sources of every room, so that no build is needed before them.
  resolve: {
    alias: [
      { find: '@bellwire/conformance', replacement: `${root}conformance/src/index.ts` },
      { find: /^@bellwire\/([^/]+)\/contract$/, replacement: `${root}packages/$1/src/contract/index.ts` },
      { find: /^@bellwire\/([^/]+)$/, replacement: `${root}packages/$1/src/index.ts` }
    ]
  },
  test: {
    reporters: ['default', new CountReporter()],
    testTimeout: 60_000,
    // By default one processor would be left idle, of two.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'stack',
          include: ['packages/*/{src,web}/**/*.spec.ts', 'conformance/src/**/*.spec.ts'],
          exclude: APART,
          // The stack's modules keep no state, so they are loaded and compiled once for all files of a worker: that takes
          // about half the time of loading them anew for each.
          isolate: false
        }
      },
      { extends: true, test: { name: 'apart', include: APART } }
    ]
  }
})
