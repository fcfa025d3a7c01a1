import type { Sample } from '@bellwire/dashboard'
import type { Nanoseconds } from '@bellwire/runtime'
import type { WebSocketChannel } from '@bellwire/transport-websocket'
import { encodeTelemetry, type Telemetry, type WorldView } from './telemetry.js'
import type { TelemetryRecorder } from './telemetry-recorder.js'

/** Milliseconds from message to message. */
const INTERVAL = 100
/** Octets that may wait for a watcher to read before messages to it are left out. */
const MOST_WAITING = 262_144
/** Messages that are left out in a row before the watcher is cut. */
const PATIENCE = 50
const MOST_WATCHERS = 8

export interface TelemetryOptions {
  /** Of the process. */
  readonly name: string
  readonly clock: { now(): Nanoseconds }
  readonly recorder: TelemetryRecorder
  readonly samples?: () => readonly Sample[]
  readonly world?: () => WorldView
}

interface Watcher {
  readonly channel: WebSocketChannel
  /** Whether it may still watch. */
  readonly allowed: () => boolean
  /** Records that it was not told. */
  dropped: number
  /** Messages in a row. */
  leftOut: number
}

/** Tells those who watch a process what happens in it. One that does not read costs little, and is cut. */
export class TelemetryServer {
  readonly #options: TelemetryOptions
  readonly #watchers = new Set<Watcher>()
  #timer: NodeJS.Timeout | undefined

  constructor(options: TelemetryOptions) {
    this.#options = options
  }

  get watchers(): number {
    return this.#watchers.size
  }

  /** @param allowed asked again and again: a token may be taken away */
  accept(channel: WebSocketChannel, allowed: () => boolean): void {
    if (this.#watchers.size >= MOST_WATCHERS) return channel.close('too many watchers')
    const watcher = { channel, allowed, dropped: 0, leftOut: 0 }
    const { recorder } = this.#options
    // What has happened so far is for the others; this one is told how it stands after that.
    this.#tellAll()
    recorder.watched = true
    this.#watchers.add(watcher)
    this.#timer ??= setInterval(() => this.#tellAll(), INTERVAL)
    channel.listen({ message: () => undefined, closed: () => this.#left(watcher) })
    channel.send(encodeTelemetry(this.#message(true, recorder.standing(), 0)))
  }

  close(): void {
    for (const watcher of this.#watchers) this.#cut(watcher, 'closing')
  }

  #left(watcher: Watcher): void {
    this.#watchers.delete(watcher)
    if (this.#watchers.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#options.recorder.watched = false
  }

  #cut(watcher: Watcher, reason: string): void {
    watcher.channel.close(reason)
    this.#left(watcher)
  }

  #tellAll(): void {
    if (this.#watchers.size === 0) return
    const { records, dropped } = this.#options.recorder.take()
    const message = this.#message(false, records, dropped)
    let common: Uint8Array | undefined
    for (const watcher of this.#watchers) {
      if (!watcher.allowed()) this.#cut(watcher, 'no longer allowed')
      else if (watcher.channel.backlog > MOST_WAITING) this.#leaveOut(watcher, records.length + dropped)
      else {
        const missed = watcher.dropped
        watcher.dropped = 0
        watcher.leftOut = 0
        if (missed > 0) watcher.channel.send(encodeTelemetry({ ...message, dropped: dropped + missed }))
        else watcher.channel.send((common ??= encodeTelemetry(message)))
      }
    }
  }

  #leaveOut(watcher: Watcher, records: number): void {
    watcher.dropped += records
    watcher.leftOut += 1
    if (watcher.leftOut >= PATIENCE) this.#cut(watcher, 'too slow')
  }

  #message(first: boolean, records: Telemetry['records'], dropped: number): Telemetry {
    const { name, clock, samples, world } = this.#options
    return {
      at: name,
      now: clock.now(),
      wall: performance.timeOrigin + performance.now(),
      first,
      records,
      dropped,
      samples: samples?.() ?? [],
      ...(world && { world: world() })
    }
  }
}
