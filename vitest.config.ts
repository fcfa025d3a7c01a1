import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { CountReporter } from './tools/count-reporter.js'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Tests that promise times of whole networks of processes: nothing runs beside them. They come last. */
const ALONE = ['packages/cli/src/commands/demo.spec.ts', 'tools/soak/network-kills.spec.ts']

/**
 * Tests that replace modules, and those whose work is done by processes that they start: each of their files has a process
 * of its own. As the processes do, they use other rooms as they were built, which load in a fraction of the time.
 */
const APART = [
  'conformance/src/{command,runner}/*.spec.ts',
  'packages/harness/src/control/*.spec.ts',
  'packages/cli/src/commands/{conformance,live,sweep,sweep-worker,watch}.spec.ts',
  'packages/cli/src/diqkd/key-file.spec.ts',
  'packages/dashboard/src/browser/**/*.spec.ts',
  'packages/key-store/src/durable-folder.spec.ts',
  'examples/embed-*/**/*.spec.ts',
  'tools/conformance/**/*.spec.ts',
  'tools/count-reporter.spec.ts',
  'tools/soak/**/*.spec.ts'
]

/** What was built is loaded as it is. */
const BUILT = { server: { deps: { external: [/\/dist\//] } } }

/** The others run on the sources of every room. */
const SOURCES = {
  alias: [
    { find: /^@bellwire\/conformance\/(runner|command)$/, replacement: `${root}conformance/src/$1/index.ts` },
    { find: '@bellwire/conformance', replacement: `${root}conformance/src/index.ts` },
    { find: /^@bellwire\/([^/]+)\/contract$/, replacement: `${root}packages/$1/src/contract/index.ts` },
    { find: /^@bellwire\/([^/]+)$/, replacement: `${root}packages/$1/src/index.ts` }
  ]
}

export default defineConfig({
  test: {
    reporters: ['default', new CountReporter()],
    // They end what hangs. A busy machine may take a minute for what takes seconds.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    // One more than there are processors: tests of processes wait for much of their time.
    maxWorkers: availableParallelism() + 1,
    projects: [
      // Files that may not be run in parallel have their turn when all others are done.
      { extends: true, test: { ...BUILT, name: 'alone', include: ALONE, maxWorkers: 1 } },
      { extends: true, test: { ...BUILT, name: 'apart', include: APART, exclude: ALONE } },
      {
        extends: true,
        resolve: SOURCES,
        test: {
          name: 'stack',
          include: ['{packages/*,conformance}/{src,web}/**/*.spec.ts', '{examples,tools}/**/*.spec.ts'],
          exclude: [...ALONE, ...APART],
          // The stack's modules keep no state, so they are loaded and compiled once for all files of a worker: that takes
          // about half the time of loading them anew for each.
          isolate: false
        }
      }
    ]
  }
})
