import { gunzipSync, gzipSync } from 'node:zlib'
import type { RunFigures, ScenarioChange } from '@bellwire/simulation'
import { version } from '../../version.js'

/** What sweeps are called among other work on a server. */
export const KIND = 'sweep'

/** Far more than a scenario that a computer can play. */
const MOST_BYTES = 64 * 1024 * 1024

/** With what runs are played: other versions, and engines that round functions in another way, may give other figures. */
export interface Maker {
  readonly bellwire: string
  /** V8's version, of which the first two numbers are the same throughout a release line of Node.js. */
  readonly engine: string
}

export const ownMaker: Maker = {
  bellwire: version,
  engine: process.versions.v8.split('.').slice(0, 2).join('.')
}

export function makerName({ bellwire, engine }: Maker): string {
  return `Bellwire ${bellwire} on V8 ${engine}`
}

/** What holds for all runs of a sweep. */
export interface SweepTerms {
  readonly maker: Maker
  /** Name and content of the scenario file. */
  readonly file: string
  readonly text: string
}

/** One run. */
export interface RunJob {
  readonly changes: readonly ScenarioChange[]
  readonly seed: string
}

/** What has come of a run: its figures, or why there are none. */
export type RunOutcome = { readonly figures: RunFigures } | { readonly failure: string }

export function packed(message: SweepTerms | RunJob | RunOutcome): Uint8Array {
  return gzipSync(JSON.stringify(message, exactNumbers))
}

export const termsOf = (bytes: Uint8Array): SweepTerms => unpacked(bytes) as SweepTerms
export const jobOf = (bytes: Uint8Array): RunJob => unpacked(bytes) as RunJob
export const outcomeOf = (bytes: Uint8Array): RunOutcome => {
  const outcome = unpacked(bytes) as { readonly failure: string } | { readonly figures: WrittenFigures }
  if ('failure' in outcome) return outcome
  const figures = Object.entries(outcome.figures).map(([name, value]) => [name, value === null ? null : Number(value)])
  return { figures: Object.fromEntries(figures) as RunFigures }
}

interface WrittenFigures {
  readonly [name: string]: number | string | null
}

/** JSON has no words for some numbers; figures that are such go as text, and come back as numbers. */
function exactNumbers(_key: string, value: unknown): unknown {
  if (typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0))) return value
  return Object.is(value, -0) ? '-0' : String(value)
}

function unpacked(bytes: Uint8Array): unknown {
  return JSON.parse(gunzipSync(bytes, { maxOutputLength: MOST_BYTES }).toString('utf8'))
}
