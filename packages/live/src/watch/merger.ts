import type { FeedMessage, Sample, WorldPair } from '@bellwire/dashboard'
import type { Nanoseconds, TraceRecord } from '@bellwire/runtime'
import type { Telemetry, WorldView } from '../telemetry/telemetry.js'
import { FrameNumbers } from './frame-numbers.js'
import { TrueTime } from './true-time.js'

/** Milliseconds that what has happened waits for what other processes tell of the time before. */
const HOLD = 250
/** Records that wait, and messages that came before it was known what time it is. */
const MOST_RECORDS = 20_000
const MOST_EARLY = 200
/** How far the time of one world may be from what it said before: nanoseconds. */
const ANOTHER = 100_000_000

/** What the processes of a network tell, in one order and by one clock: the feed of a page. It has no timers. */
export class Merger {
  readonly #told: (message: FeedMessage) => void
  readonly #frames = new FrameNumbers()
  readonly #samples = new Map<string, Sample>()
  readonly #down = new Set<string>()
  #time: TrueTime | undefined
  #view: WorldView | undefined
  #early: Telemetry[] = []
  #records: TraceRecord[] = []
  #pairs: { readonly time: Nanoseconds; readonly pairs: readonly WorldPair[] }[] = []
  /** Until then everything was told. */
  #horizon: Nanoseconds = 0
  #dropped = 0
  #next = 0

  constructor(told: (message: FeedMessage) => void) {
    this.#told = told
  }

  /** Whether what a world says first is of another one than so far: its time is another. */
  isOfAnother({ first, now, wall, world }: Telemetry): boolean {
    if (!first || world === undefined || this.#time === undefined) return false
    return Math.abs(this.#time.at(wall) - now) > ANOTHER
  }

  heard(telemetry: Telemetry): void {
    const { at, now, wall, world } = telemetry
    if (world !== undefined) {
      this.#time = new TrueTime(now, wall, world.paused ? 0 : world.scale, this.#time)
      this.#view = world
      this.#pairs.push({ time: now, pairs: world.pairs })
      this.#tellFaults()
      for (const early of this.#early.splice(0)) this.heard(early)
    } else if (this.#time === undefined) {
      if (this.#early.length < MOST_EARLY) this.#early.push(telemetry)
      else this.#leaveOut(telemetry)
      return
    }
    this.#time.heard(at, now, wall)
    if (telemetry.first && this.#down.delete(at)) this.#tellFaults()
    for (const sample of telemetry.samples) this.#samples.set(`${sample.quantity} ${sample.of}`, sample)
    this.#dropped += telemetry.dropped
    for (const record of telemetry.records) this.#add({ ...record, time: this.#time.of(at, record.time) })
  }

  /** There is no connection with a process any more: it has died, as far as anyone can tell. */
  gone(name: string, wall: number): void {
    if (this.#down.has(name)) return
    this.#down.add(name)
    this.#time?.forget(name)
    for (const early of this.#early) if (early.at === name) this.#leaveOut(early)
    this.#early = this.#early.filter(({ at }) => at !== name)
    this.#add({ n: 0, time: this.#time?.at(wall) ?? 0, kind: 'event', at: name, name: 'crashed', fields: {} })
    this.#tellFaults()
  }

  /** Tells what there is to tell by now. */
  turn(wall: number): void {
    const time = this.#time
    const view = this.#view
    if (time === undefined || view === undefined) return
    this.#horizon = Math.max(this.#horizon, time.at(wall - HOLD))
    const happened = (one: { readonly time: Nanoseconds }): boolean => one.time <= this.#horizon
    const records = this.#records.filter(happened).toSorted((one, other) => one.time - other.time)
    this.#records = this.#records.filter((record) => !happened(record))
    if (records.length > 0) this.#told({ type: 'records', records: records.map((record) => this.#numbered(record)) })
    const latest = this.#pairs.findLast(happened)
    this.#pairs = this.#pairs.filter((one) => !happened(one))
    if (latest !== undefined) this.#told({ type: 'pairs', ...latest })
    if (this.#samples.size > 0) {
      this.#told({ type: 'samples', time: this.#horizon, samples: [...this.#samples.values()] })
      this.#samples.clear()
    }
    const { scale: speed, paused } = view
    this.#told({
      type: 'pace',
      time: this.#horizon,
      speed,
      reached: paused ? 0 : speed,
      paused,
      ...(this.#dropped > 0 && { dropped: this.#dropped })
    })
  }

  #add(record: TraceRecord): void {
    if (this.#records.length < MOST_RECORDS) this.#records.push(record)
    else this.#dropped += 1
  }

  #leaveOut({ dropped, records }: Telemetry): void {
    this.#dropped += dropped + records.length
  }

  #numbered(record: TraceRecord): TraceRecord {
    const n = this.#next++
    switch (record.kind) {
      case 'frameSent':
      case 'frameReceived':
      case 'frameDropped':
        return { ...this.#frames.numbered(record), n }
      default:
        return { ...record, n }
    }
  }

  #tellFaults(): void {
    const { cut = [], lying = [] } = this.#view ?? {}
    this.#told({ type: 'faults', cut, lying, down: [...this.#down] })
  }
}
