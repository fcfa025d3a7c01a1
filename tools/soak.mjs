// Plays seeded runs of a link under faults and prints the seeds that break an invariant.
//   node tools/soak.mjs [--runs N] [--first SEED] [--workers N]     many runs; exit code 1 if one fails
//   node tools/soak.mjs --seed N [--trace FILE]                     one run, told in full
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { soakRun } from '@bellwire/simulation'

/** Seeds handed to a worker at a time. */
const PORTION = 50

/**
 * @typedef {{ invariant: string, message: string, records: readonly number[] }} Violation
 * @typedef {{ seed: number, violations: readonly Violation[], occurrences: string[], simulatedTime: number }} Played
 */

/** @param {number} seed @returns {Played} */
function play(seed) {
  try {
    const { violations, occurrences, simulatedTime } = soakRun(seed)
    return { seed, violations, occurrences: [...occurrences.keys()], simulatedTime }
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { seed, violations: [{ invariant: 'throws', message, records: [] }], occurrences: [], simulatedTime: 0 }
  }
}

if (!isMainThread) {
  const { first, runs } = workerData
  for (let start = first; start < first + runs; start += PORTION) {
    const results = []
    for (let seed = start; seed < Math.min(start + PORTION, first + runs); seed++) results.push(play(seed))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
    parentPort?.postMessage(results)
  }
} else {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '100000' },
      first: { type: 'string', default: '1' },
      workers: { type: 'string', default: String(availableParallelism()) },
      seed: { type: 'string' },
      trace: { type: 'string' }
    }
  })
  if (values.seed === undefined) await many(values)
  else await one(Number(values.seed), values.trace)
}

/** @param {number} seed @param {string | undefined} file */
async function one(seed, file) {
  const { violations, occurrences, trace, plan } = soakRun(seed)
  const { encodeTrace } = await import('@bellwire/runtime')
  console.log(`seed ${seed}: runner ${plan.runner}, mode ${plan.mode}, faults until ${plan.faultsEnd} ns`)
  for (const [name, count] of [...occurrences].sort(([a], [b]) => a.localeCompare(b)))
    console.log(`  ${name}: ${count}`)
  tell({ seed, violations }, Number.POSITIVE_INFINITY)
  if (file !== undefined) writeFileSync(file, encodeTrace(trace))
  process.exitCode = violations.length === 0 ? 0 : 1
}

/** @param {{ seed: number, violations: readonly Violation[] }} played */
function tell({ seed, violations }, limit = 3) {
  if (violations.length === 0) return
  console.log(`seed ${seed}:`)
  for (const { invariant, message, records } of violations.slice(0, limit))
    console.log(`  ${invariant}: ${message} [${records.join(', ')}]`)
}

/** @param {{ runs: string, first: string, workers: string }} options */
async function many({ runs, first, workers }) {
  const started = performance.now()
  const total = Number(runs)
  /** @type {Map<string, number>} */
  const counts = new Map()
  /** @type {Map<number, readonly Violation[]>} */
  const failed = new Map()
  let done = 0
  const each = Math.ceil(total / Number(workers))
  await Promise.all(
    Array.from({ length: Number(workers) }, (_, index) => {
      const from = Number(first) + index * each
      const share = Math.min(each, Number(first) + total - from)
      if (share <= 0) return Promise.resolve()
      return new Promise((/** @type {(value?: unknown) => void} */ resolve, reject) => {
        const worker = new Worker(new URL(import.meta.url), { workerData: { first: from, runs: share } })
        worker.on('message', (/** @type {Played[]} */ results) => {
          done += results.length
          for (const result of results) {
            for (const name of result.occurrences) counts.set(name, (counts.get(name) ?? 0) + 1)
            if (result.violations.length === 0) continue
            failed.set(result.seed, result.violations)
            tell(result)
          }
          if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} runs, ${failed.size} failed`)
        })
        worker.on('error', reject)
        worker.on('exit', resolve)
      })
    })
  )
  const seconds = (performance.now() - started) / 1000
  console.log(
    `${done} runs in ${seconds.toFixed(1)} s (${(done / seconds).toFixed(0)} a second), ${failed.size} failed`
  )
  console.log('share of the runs in which it happened:')
  for (const [name, count] of [...counts].sort((a, b) => b[1] - a[1]))
    console.log(`  ${((100 * count) / done).toFixed(1)} %  ${name}`)
  /** @type {Map<string, number>} */
  const kinds = new Map()
  for (const violations of failed.values())
    for (const { invariant } of new Map(violations.map((v) => [v.invariant, v])).values())
      kinds.set(invariant, (kinds.get(invariant) ?? 0) + 1)
  for (const [invariant, count] of kinds) console.log(`broken in ${count} runs: ${invariant}`)
  process.exitCode = failed.size === 0 && done === total ? 0 : 1
}
