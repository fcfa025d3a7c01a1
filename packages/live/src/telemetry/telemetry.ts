import type { Sample, WorldPair } from '@bellwire/dashboard'
import type { Nanoseconds, TraceRecord } from '@bellwire/runtime'
import { Packr } from 'msgpackr'

/** What the process of the simulated hardware tells of it, as nobody in a network could. */
export interface WorldView {
  /** Time of the network per wall time while it passes. */
  readonly scale: number
  readonly paused: boolean
  readonly pairs: readonly WorldPair[]
  /** Numbers of links whose fibres are cut, and names of stations that lie. */
  readonly cut: readonly number[]
  readonly lying: readonly string[]
}

/** What a process tells whoever watches it, again and again: one message of MessagePack each. */
export interface Telemetry {
  /** Name of the process. */
  readonly at: string
  /** Of this very moment: the process's clock, and wall time, milliseconds since 1970. */
  readonly now: Nanoseconds
  readonly wall: number
  /** True in the first message to a watcher, whose records say how everything stands. */
  readonly first: boolean
  /** What has happened since the message before, the oldest first; times by the process's clock. */
  readonly records: readonly TraceRecord[]
  /** Records that were left out since then, because there were too many. */
  readonly dropped: number
  readonly samples: readonly Sample[]
  readonly world?: WorldView
}

/** Octets of a message. */
export const TELEMETRY_BYTES = 4_194_304

/** Where telemetry is asked for. */
export const TELEMETRY_PATH = '/v1/telemetry'

// Without record structures: every message can be read by itself, by any reader of MessagePack.
const packr = new Packr({ useRecords: false })

export function encodeTelemetry(telemetry: Telemetry): Uint8Array {
  return packr.pack(telemetry)
}

/** Undefined for what is no telemetry. The process is believed to tell records where it says so: it has proven its name. */
export function decodeTelemetry(bytes: Uint8Array): Telemetry | undefined {
  let value: Partial<Telemetry> | undefined
  try {
    value = packr.unpack(bytes) as Partial<Telemetry> | undefined
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { at, now, wall, records, samples, dropped } = value
  const isTelemetry =
    typeof at === 'string' &&
    Number.isFinite(now) &&
    Number.isFinite(wall) &&
    Number.isFinite(dropped) &&
    Array.isArray(records) &&
    Array.isArray(samples)
  return isTelemetry ? (value as Telemetry) : undefined
}
