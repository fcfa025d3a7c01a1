import type { DetectorNoise, Side } from '../components/slot-model.js'
import { AttemptTable, type Degrade } from './attempt-table.js'
import { attemptModel, type HeraldingModel } from './heralding/heralding-model.js'

interface Entry {
  readonly presentA: boolean
  readonly brightnessA: number
  readonly presentB: boolean
  readonly brightnessB: number
  readonly table: AttemptTable
}

/** Entries kept before the cache starts anew: schedulers use a few brightnesses, scans use many once. */
const CAPACITY = 64

const SILENT: DetectorNoise = [0, 0]

/** The attempt tables of one link by the light of its two sides, for the link's steady noise and present condition. */
export class AttemptCache {
  #entries: Entry[] = []
  #latest: Entry | null = null

  constructor(
    private readonly model: HeraldingModel,
    private readonly noise: DetectorNoise,
    private readonly degrade: Degrade
  ) {}

  /** The brightness of a side that is not present is not looked at. */
  get(presentA: boolean, brightnessA: number, presentB: boolean, brightnessB: number): AttemptTable {
    const a = presentA ? brightnessA : 0
    const b = presentB ? brightnessB : 0
    const latest = this.#latest
    if (latest !== null && matches(latest, presentA, a, presentB, b)) return latest.table
    let entry = this.#entries.find((candidate) => matches(candidate, presentA, a, presentB, b))
    if (entry === undefined) {
      const sideA: Side = { present: presentA, brightness: a }
      const sideB: Side = { present: presentB, brightness: b }
      const table = new AttemptTable(
        attemptModel(this.model, sideA, sideB, this.noise),
        attemptModel(this.model, sideA, sideB, SILENT),
        this.noise,
        this.degrade
      )
      entry = { presentA, brightnessA: a, presentB, brightnessB: b, table }
      if (this.#entries.length >= CAPACITY) this.#entries = []
      this.#entries.push(entry)
    }
    this.#latest = entry
    return entry.table
  }

  /** Forgets everything: the link's condition has changed. */
  clear(): void {
    this.#entries = []
    this.#latest = null
  }
}

function matches(
  entry: Entry,
  presentA: boolean,
  brightnessA: number,
  presentB: boolean,
  brightnessB: number
): boolean {
  return (
    entry.presentA === presentA &&
    entry.presentB === presentB &&
    entry.brightnessA === brightnessA &&
    entry.brightnessB === brightnessB
  )
}
