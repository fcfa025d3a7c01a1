// Plays seeded runs of a link, of a network or of key distribution under faults, or attacks processes, and prints the seeds that break an invariant: `node tools/soak.mjs --help`.
import { closeSync, openSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { hardwareSoakRun, keySoakRun, keyStackRun, killSoakRun, networkSoakRun, soakRun } from '@bellwire/simulation'
import { soakArguments, USAGE, WrongUse } from './soak/arguments.mjs'

/** Seeds handed to a worker at a time. */
const PORTION = 50

/**
 * @typedef {{ invariant: string, message: string, records: readonly number[] }} Violation
 * @typedef {{ seed: number, violations: readonly Violation[], occurrences: string[], simulatedTime: number,
 *   resumption: number }} Played
 */

/** What plays a seed. */
const RUNS = {
  link: soakRun,
  network: networkSoakRun,
  hardware: hardwareSoakRun,
  kills: killSoakRun,
  distribution: keySoakRun,
  stack: keyStackRun
}

/** Of honest sessions of key distribution so many give a key. */
const HONEST_SHARE = 0.99

/** @param {number} seed @param {keyof typeof RUNS} plays @returns {Promise<Played>} */
async function play(seed, plays) {
  try {
    const result = await RUNS[plays](seed)
    const { violations, occurrences, simulatedTime } = result
    const resumption = 'resumption' in result ? result.resumption : 0
    return { seed, violations, occurrences: [...occurrences.keys()], simulatedTime, resumption }
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return {
      seed,
      violations: [{ invariant: 'throws', message, records: [] }],
      occurrences: [],
      simulatedTime: 0,
      resumption: 0
    }
  }
}

if (!isMainThread) {
  const { first, runs, plays } = workerData
  const portion = plays === 'stack' ? 1 : PORTION
  for (let start = first; start < first + runs; start += portion) {
    const results = []
    // oxlint-disable-next-line no-await-in-loop -- one after the other: a worker has one processor
    for (let seed = start; seed < Math.min(start + portion, first + runs); seed++) results.push(await play(seed, plays))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
    parentPort?.postMessage(results)
  }
} else {
  try {
    const asked = soakArguments(process.argv.slice(2))
    if (asked.help) process.stdout.write(USAGE)
    else if ('keys' in asked) await keys(asked.runs)
    else if ('attack' in asked) {
      const attacks = { hostile, processes, 'network-kills': networkKilled }
      await attacks[asked.attack](asked)
    } else if (asked.seed === undefined) await many(asked)
    else await one(asked.seed, asked)
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error
    process.stderr.write(`soak: ${error.message}\n`)
    process.exitCode = 2
  }
}

/** @param {{ runs: number, first: number, listener: string }} asked */
async function listenerAttacked({ runs: wrong, first: seed, listener }) {
  const { attackListener } = await import('./soak/hostile-listeners.mjs')
  const started = performance.now()
  const progress = (/** @type {number} */ done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${wrong}`)
  }
  const hostility = { listener, wrong, seed, halfOpen: 1000, neverRead: 100, progress }
  const { violations, counts, refusals, codes, folder } = await attackListener(hostility)
  const seconds = (performance.now() - started) / 1000
  console.log(`${counts.sent} wrong things to ${listener} in ${seconds.toFixed(1)} s, ${violations.length} violations`)
  for (const [name, count] of Object.entries(counts)) console.log(`  ${name}: ${count}`)
  console.log(
    `refused for ${refusals.size} reasons${codes === undefined ? '' : `, ${codes.hit} of the decoder's ${codes.all} codes among them`}:`
  )
  for (const [reason, count] of [...refusals].sort((a, b) => b[1] - a[1])) console.log(`  ${count}  ${reason}`)
  for (const violation of violations.slice(0, 20)) console.log(violation)
  if (folder !== undefined) console.log(`logs are in ${folder}`)
  process.exitCode = violations.length === 0 ? 0 : 1
}

/** @param {{ runs: number, first: number, listener: string }} asked */
async function hostile({ runs, first, listener }) {
  if (listener !== 'parties') return listenerAttacked({ runs, first, listener })
  const { runHostile } = await import('./soak/hostile.mjs')
  const started = performance.now()
  const { violations, counts, seen } = await runHostile({
    frames: runs,
    seed: first,
    halfOpen: 1000,
    neverRead: 100,
    progress: (done) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${runs}`)
    }
  })
  const seconds = (performance.now() - started) / 1000
  console.log(`${counts.sent} wrong things in ${seconds.toFixed(1)} s, ${violations.length} violations`)
  const { fromOthers, malformed, refused } = seen ?? {}
  for (const [name, count] of Object.entries({ ...counts, fromOthers, malformed, refused }))
    console.log(`  ${name}: ${count}`)
  for (const violation of violations.slice(0, 20)) console.log(violation)
  process.exitCode = violations.length === 0 ? 0 : 1
}

/** @param {{ runs: number, first: number }} asked */
async function processes({ runs, first }) {
  const { processFaultSoak } = await import('./soak/process-faults.mjs')
  const started = performance.now()
  const { violations, counts, reasons } = await processFaultSoak({
    runs,
    seed: first,
    progress: (done) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${runs} runs`)
    }
  })
  const seconds = (performance.now() - started) / 1000
  console.log(`${counts.runs} runs in ${seconds.toFixed(1)} s, ${violations.length} violations`)
  for (const [name, count] of Object.entries(counts)) console.log(`  ${name}: ${count}`)
  console.log('requests that were not complete, by why:')
  for (const [reason, count] of [...reasons].sort((a, b) => b[1] - a[1])) console.log(`  ${reason}: ${count}`)
  for (const violation of violations.slice(0, 20)) console.log(violation)
  process.exitCode = violations.length === 0 && counts.runs === runs ? 0 : 1
}

/** @param {{ runs: number, first: number }} asked */
async function networkKilled({ runs: kills, first: seed }) {
  const { networkKills } = await import('./soak/network-kills.mjs')
  const started = performance.now()
  const progress = (/** @type {number} */ done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${kills} kills`)
  }
  const { violations, counts, recovery, slowest, durable, folder } = await networkKills({ kills, seed, progress })
  const seconds = (performance.now() - started) / 1000
  console.log(`${counts.kills} kills in ${seconds.toFixed(1)} s, ${violations.length} violations`)
  const loads = loadavg().map((load) => load.toFixed(1))
  console.log(
    `served again after more than 5 s: ${recovery.late} times; load of the machine at the end: ${loads.join(' ')}`
  )
  for (const [kind, { number, p50, p90, p99, max }] of Object.entries({ all: recovery.all, ...recovery.kinds }))
    console.log(`  ${kind} (${number}): ${p50} ms (p50), ${p90} ms (p90), ${p99} ms (p99), ${max} ms at most`)
  for (const { killed, took } of slowest) console.log(`  ${Math.round(took)} ms: ${killed}`)
  for (const [name, count] of Object.entries(counts)) console.log(`  ${name}: ${count}`)
  if (!durable)
    console.log('nodes write nothing down: what was asked of a node that was killed may be unknown to the next')
  for (const violation of violations.slice(0, 20)) console.log(violation)
  if (folder !== undefined) console.log(`logs are in ${folder}`)
  process.exitCode = violations.length === 0 && counts.kills === kills ? 0 : 1
}

/** @param {number} kills */
async function keys(kills) {
  const { keySoak } = await import('./soak/keys.mjs')
  const started = performance.now()
  const { violations, counts } = await keySoak({
    kills,
    progress: (done) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${kills} kills`)
    }
  })
  const seconds = (performance.now() - started) / 1000
  console.log(`${counts.kills} kills in ${seconds.toFixed(1)} s, ${violations.length} violations`)
  for (const [name, count] of Object.entries(counts)) console.log(`  ${name}: ${count}`)
  for (const violation of violations.slice(0, 20)) console.log(violation)
  process.exitCode = violations.length === 0 && counts.kills === kills ? 0 : 1
}

/** @param {number} seed @param {{ plays: keyof typeof RUNS, trace: string | undefined }} asked */
async function one(seed, { plays, trace: file }) {
  const output = file === undefined ? undefined : opened(file)
  const result = await RUNS[plays](seed)
  const { violations, occurrences } = result
  console.log(`seed ${seed}: ${account(result.plan)}`)
  for (const [name, count] of [...occurrences].sort(([a], [b]) => a.localeCompare(b)))
    console.log(`  ${name}: ${count}`)
  tell({ seed, violations }, Number.POSITIVE_INFINITY)
  if (output !== undefined && 'trace' in result) {
    const { encodeTrace } = await import('@bellwire/runtime')
    writeFileSync(output, encodeTrace(result.trace))
    closeSync(output)
  }
  process.exitCode = violations.length === 0 ? 0 : 1
}

/** @param {Awaited<ReturnType<typeof RUNS[keyof typeof RUNS]>>['plan']} plan */
function account(plan) {
  if ('wish' in plan) return JSON.stringify(plan)
  return `runner ${plan.runner}, mode ${'mode' in plan ? plan.mode : 'skip'}, faults until ${plan.faultsEnd} ns`
}

/** @param {string} path @throws WrongUse for one that cannot be written */
function opened(path) {
  try {
    return openSync(path, 'w')
  } catch (error) {
    const { code = 'unknown' } = /** @type {NodeJS.ErrnoException} */ (error)
    throw new WrongUse(`${path} cannot be written (${code}); accepted: a file in a folder that exists`)
  }
}

/** @param {{ seed: number, violations: readonly Violation[] }} played */
function tell({ seed, violations }, limit = 3) {
  if (violations.length === 0) return
  console.log(`seed ${seed}:`)
  for (const { invariant, message, records } of violations.slice(0, limit))
    console.log(`  ${invariant}: ${message} [${records.join(', ')}]`)
}

/** @param {{ runs: number, first: number, workers: number, plays: keyof typeof RUNS }} options */
async function many({ runs: total, first, workers, plays }) {
  const started = performance.now()
  /** @type {Map<string, number>} */
  const counts = new Map()
  /** @type {Map<number, readonly Violation[]>} */
  const failed = new Map()
  let done = 0
  let slowest = { resumption: 0, seed: first }
  const each = Math.ceil(total / workers)
  await Promise.all(
    Array.from({ length: workers }, (_, index) => {
      const from = first + index * each
      const share = Math.min(each, first + total - from)
      if (share <= 0) return Promise.resolve()
      return new Promise((/** @type {(value?: unknown) => void} */ resolve, reject) => {
        const worker = new Worker(new URL(import.meta.url), { workerData: { first: from, runs: share, plays } })
        worker.on('message', (/** @type {Played[]} */ results) => {
          done += results.length
          for (const result of results) {
            for (const name of result.occurrences) counts.set(name, (counts.get(name) ?? 0) + 1)
            if (result.resumption > slowest.resumption) slowest = result
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
  if (plays === 'network')
    console.log(
      `served again ${(slowest.resumption / 1e6).toFixed(1)} ms after the faults at the latest (${slowest.seed})`
    )
  console.log('share of the runs in which it happened:')
  for (const [name, count] of [...counts].sort((a, b) => b[1] - a[1]))
    console.log(`  ${((100 * count) / done).toFixed(1)} %  ${name} (${count})`)
  /** @type {Map<string, number>} */
  const kinds = new Map()
  for (const violations of failed.values())
    for (const { invariant } of new Map(violations.map((v) => [v.invariant, v])).values())
      kinds.set(invariant, (kinds.get(invariant) ?? 0) + 1)
  for (const [invariant, count] of kinds) console.log(`broken in ${count} runs: ${invariant}`)
  const enough = plays !== 'distribution' || tellSessions(counts)
  process.exitCode = failed.size === 0 && done === total && enough ? 0 : 1
}

/** Sums up sessions of key distribution. @param {ReadonlyMap<string, number>} counts @returns {boolean} whether honest ones give keys */
function tellSessions(counts) {
  const count = (/** @type {string} */ name) => counts.get(name) ?? 0
  const honest = count('honest')
  const served = count('honest: 1 and 1 keys')
  console.log(`honest sessions: ${honest}, ${served} with a key at both ends`)
  console.log(`adversarial sessions: ${count('adversarial')}, of which S is at most 2 in ${count('S of at most 2')}`)
  console.log(
    `  with a key of S at most 2: ${count('S of at most 2: key')}, of a changed message: ${count('changed: key')}`
  )
  const about = ['above', 'of at most'].map((name) => {
    const [without, given] = ['0 and 0', '1 and 1'].map((each) => count(`boundary, S ${name} 2: ${each} keys`))
    return `S ${name} 2: ${given} of ${(without ?? 0) + (given ?? 0)} with a key`
  })
  console.log(`about where keys begin: ${about.join('; ')}`)
  console.log(`keys held against their certified length: ${count('key audited')}`)
  return served >= HONEST_SHARE * honest
}
