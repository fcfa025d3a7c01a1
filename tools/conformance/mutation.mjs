// Draws mechanical mutants of the reference, plays the conformance suite at each until its first kill, and writes
// conformance/mutants.json: `node tools/conformance/mutation.mjs [COUNT] [SEED]`. Why a mutant survives is said there by
// hand; what was said is kept.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { mutantOf, sampleOf } from './mutants.mjs'

const RESULT = new URL('../../conformance/mutants.json', import.meta.url)

/** Both roles. */
const SEEDS = 2

/** Time for one mutant, milliseconds. What takes longer hangs, which is a kill, too. */
const PATIENCE = 300_000

/** @typedef {import('./play-mutants.mjs').MutantPlayed} MutantPlayed */

/** Plays some in another process, until one hangs. @param {readonly string[]} ids @param {(played: MutantPlayed) => void} take */
async function playSome(ids, take) {
  const script = fileURLToPath(new URL('play-mutants.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, JSON.stringify({ ids, seeds: SEEDS })], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  /** @type {Promise<number | null>} */
  const closed = new Promise((resolve) => void child.once('close', (code) => resolve(code)))
  const left = [...ids]
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE)
  for await (const line of createInterface({ input: child.stdout })) {
    timer.refresh()
    take(JSON.parse(line))
    left.shift()
  }
  clearTimeout(timer)
  if ((await closed) === 0) return []
  // It has hung, or taken the process with it.
  const hanging = left.shift()
  if (hanging !== undefined) take({ id: hanging, end: 'hung' })
  return left
}

/** What was said of survivors before. @returns {ReadonlyMap<string, string>} */
function reasons() {
  if (!existsSync(RESULT)) return new Map()
  /** @type {{ survivors: { id: string, why: string }[] }} */
  const { survivors } = JSON.parse(readFileSync(RESULT, 'utf8'))
  return new Map(survivors.map(({ id, why }) => [id, why]))
}

const [count = '150', seed = '1'] = process.argv.slice(2)
const { of, drawn } = sampleOf(Number(count), Number(seed))
const before = reasons()
/** @type {MutantPlayed[]} */
const all = []

/** After each, so that what was found is there whenever this ends. @param {MutantPlayed} played */
function note(played) {
  all.push(played)
  const ended = (/** @type {MutantPlayed['end']} */ how) => all.filter(({ end }) => end === how).length
  const survivors = all.flatMap(({ id, end }) => {
    const mutant = mutantOf(id)
    if (end !== 'survived' || mutant === undefined) return []
    const { kind, place, was } = mutant
    return [{ id, kind, place, was, why: before.get(id) ?? '' }]
  })
  const sum = {
    seed: Number(seed),
    seeds: SEEDS,
    of,
    drawn: drawn.length,
    played: all.length,
    killed: ended('killed'),
    crashed: ended('crashed'),
    hung: ended('hung'),
    unloadable: ended('unloadable'),
    survived: ended('survived')
  }
  writeFileSync(RESULT, `${JSON.stringify({ ...sum, survivors }, null, 2)}\n`)
  console.log(played.id, played.end, played.by ?? '')
}

let left = drawn.map(({ id }) => id)
// oxlint-disable-next-line no-await-in-loop -- the next process does what this one has left
while (left.length > 0) left = await playSome(left, note)
