import { decodeTrace, fromNdjson, type TraceRecord } from '@bellwire/runtime'
import type { FeedCommand } from '../feed/commands.js'
import type { FeedMessage } from '../feed/messages.js'
import { traceNetwork } from './trace-network.js'

/** Seconds in which a recording is shown, if nobody asks for another speed. */
const SHOWN_IN = 30
/** A recording is told in so many parts at least. */
const PARTS = 400
const NANOSECONDS_PER_SECOND = 1_000_000_000
const NANOSECONDS_PER_MILLISECOND = 1_000_000
/** Of a record as text. */
const BRACE = 0x7b

/**
 * The records of a trace file, in the binary form or as one JSON object per line.
 *
 * @throws TraceError for bytes that are neither
 */
export function readTrace(bytes: Uint8Array): TraceRecord[] {
  return bytes[0] === BRACE ? [...fromNdjson(new TextDecoder().decode(bytes))] : [...decodeTrace(bytes)]
}

/** Shows a recording at the viewer's pace. It has no timers: whoever has it calls `turn`. */
export class TraceFeed {
  readonly #duration: number
  #time = 0
  #speed: number
  #paused = false
  /** The first record that has not been told. */
  #next = 0

  constructor(
    private readonly name: string,
    private readonly records: readonly TraceRecord[],
    private readonly told: (message: FeedMessage) => void
  ) {
    this.#duration = records.at(-1)?.time ?? 0
    this.#speed = Math.max(1e-9, this.#duration / SHOWN_IN / NANOSECONDS_PER_SECOND)
    this.#begin()
  }

  /** Goes on for so much of the viewer's time, milliseconds. */
  turn(passed: number): void {
    if (this.#paused || this.#time >= this.#duration) return
    this.#goTo(this.#time + passed * this.#speed * NANOSECONDS_PER_MILLISECOND)
  }

  command(command: FeedCommand): void {
    switch (command.type) {
      case 'pace':
        this.#speed = command.speed ?? this.#speed
        this.#paused = command.paused ?? this.#paused
        // At its end it begins anew.
        if (command.paused === false && this.#time >= this.#duration) this.#begin()
        this.#tellPace()
        break
      case 'step':
        this.#paused = true
        this.#goTo(this.#time + command.by)
        break
      case 'seek':
        if (command.to < this.#time) this.#begin()
        this.#goTo(command.to)
        break
      default:
      // What has been recorded cannot be changed.
    }
  }

  #begin(): void {
    this.#time = 0
    this.#next = 0
    this.told({ type: 'network', network: traceNetwork(this.name, this.records) })
    this.#goTo(0)
  }

  /** A long way in parts, so that there is something to draw of each. */
  #goTo(time: number): void {
    const goal = Math.min(this.#duration, time)
    const part = Math.max(1, this.#duration / PARTS)
    while (goal - this.#time > part) this.#tellUntil(this.#time + part)
    this.#tellUntil(goal)
  }

  #tellUntil(time: number): void {
    this.#time = time
    const first = this.#next
    while (this.#next < this.records.length && (this.records[this.#next] as TraceRecord).time <= this.#time)
      this.#next += 1
    if (this.#next > first) this.told({ type: 'records', records: this.records.slice(first, this.#next) })
    this.#tellPace()
  }

  #tellPace(): void {
    const over = this.#time >= this.#duration
    const [speed, paused] = [this.#speed, this.#paused || over]
    this.told({ type: 'pace', time: this.#time, speed, reached: paused ? 0 : speed, paused })
  }
}
