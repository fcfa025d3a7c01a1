// Draws mechanical mutants of the reference, plays the conformance suite at each until its first kill, and writes
// conformance/mutants/seed-SEED.json after each: `node tools/conformance/mutation.mjs [COUNT] [SEED] [PROCESSES]`. What was
// killed before is not played again; what survived is, so that a suite that was mended shows it. Why a mutant survives is
// said in the file by hand; what was said is kept, and so is what came of the sample when all of it was played first.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { readResult, writeResult } from './mutation-result.mjs'
import { allMutants, sampleOf } from './mutants.mjs'

/** Both roles. */
const SEEDS = 2

/** Time for one case, milliseconds. What takes longer hangs, which is a kill, too. */
const PATIENCE = 90_000

/** Mutants that one process plays: each is a copy of the stack that is never forgotten. */
const OF_PROCESS = 20

/** @typedef {import('./play-mutants.mjs').MutantPlayed} MutantPlayed */

const [count = '100', seed = '1', processes = '2'] = process.argv.slice(2)
const drawn = sampleOf(Number(count), Number(seed))
const before = readResult(Number(seed))
/** @type {Map<string, MutantPlayed>} */
const played = new Map(before.played.filter(({ end }) => end !== 'survived').map((one) => [one.id, one]))
const left = drawn.filter(({ id }) => !played.has(id)).map(({ id }) => id)

/** What killed mutants of the same file comes first, then what killed others. @param {string} id @returns {readonly string[]} */
function likeliest(id) {
  const fileOf = (/** @type {string} */ one) => one.slice(0, one.lastIndexOf('-'))
  /** @type {Map<string, number>} */
  const kills = new Map()
  for (const { id: other, by } of [...before.others, ...played.values()]) {
    const name = by?.slice(0, by.lastIndexOf(' '))
    if (name !== undefined) kills.set(name, (kills.get(name) ?? 0) + (fileOf(other) === fileOf(id) ? 10 : 1))
  }
  return [...kills].toSorted(([, a], [, b]) => b - a).map(([name]) => name)
}

/** After each, so that what was found is there whenever this ends. @param {MutantPlayed} one */
function note(one) {
  played.set(one.id, one)
  const { reasons, fresh } = before
  const isFirst = before.played.length === 0 || (fresh !== undefined && fresh.played < drawn.length)
  writeResult({ seed: Number(seed), seeds: SEEDS, of: allMutants().size, drawn, played, reasons, isFirst, fresh })
  console.log(one.id, one.end, one.by ?? '')
}

/** One process, for as many mutants as it may play, or until it hangs. */
async function playSome() {
  const script = fileURLToPath(new URL('play-mutants.mjs', import.meta.url))
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE)
  /** @type {string | undefined} */
  let present
  /** @type {string | undefined} */
  let by
  let more = OF_PROCESS
  const next = () => {
    more -= 1
    present = more >= 0 ? left.shift() : undefined
    if (present === undefined) child.stdin.end()
    else child.stdin.write(`${JSON.stringify({ id: present, seeds: SEEDS, first: likeliest(present) })}\n`)
  }
  next()
  for await (const line of createInterface({ input: child.stdout })) {
    timer.refresh()
    const said = JSON.parse(line)
    if (said.id === undefined) by = said.plays
    else {
      note(said)
      next()
    }
  }
  clearTimeout(timer)
  // It has hung, or taken the process with it.
  if (present !== undefined) note({ id: present, end: 'hung', ...(by !== undefined && { by }) })
}

await Promise.all(
  Array.from({ length: Number(processes) }, async () => {
    // oxlint-disable-next-line no-await-in-loop -- the next process does what this one has left
    while (left.length > 0) await playSome()
  })
)
