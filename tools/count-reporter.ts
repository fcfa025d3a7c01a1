import type { SerializedError, TestModule, TestSuite, Vitest } from 'vitest/node'
import type { Reporter } from 'vitest/reporters'

/** How many tests ended how. */
export interface Count {
  passed: number
  failed: number
  skipped: number
}

/**
 * Prints `N passed, N failed` (and `, N skipped` if any were) as the very last line of the run.
 *
 * What could not be run counts as failed: a module that does not load, a suite whose hook throws, an error nobody
 * caught, a test cut off before its end. A run that ends badly without a failed test, for example because no test was
 * found, counts as one failure.
 */
export class CountReporter implements Reporter {
  #count: Count = { passed: 0, failed: 0, skipped: 0 }
  #listening = false

  onInit(_vitest: Vitest): void {
    if (this.#listening) return
    this.#listening = true
    // Other reporters may still print after the run has ended; at exit nobody does.
    process.on('exit', (code) => {
      const { passed, failed, skipped } = this.#count
      const failures = code !== 0 && failed === 0 ? 1 : failed
      process.stdout.write(formatCount({ passed, failed: failures, skipped }))
    })
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    this.#count = countTests(modules, unhandledErrors.length)
  }
}

/** The line for `count`, with its line break. */
export function formatCount({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`
}

/** Counts the tests of `modules` by their results, with each error outside a test as one failure. */
export function countTests(modules: readonly TestModule[], errorsOutsideModules: number): Count {
  const count: Count = { passed: 0, failed: errorsOutsideModules, skipped: 0 }
  for (const module of modules) {
    count.failed += failuresOutsideTests(module)
    for (const suite of module.children.allSuites()) count.failed += failuresOutsideTests(suite)
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state === 'passed') count.passed += 1
      else if (state === 'skipped') count.skipped += 1
      else count.failed += 1
    }
  }
  return count
}

function failuresOutsideTests(part: TestModule | TestSuite): number {
  return part.errors().length > 0 ? 1 : 0
}
