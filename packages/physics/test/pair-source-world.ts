import type { ArrivalBases, BasisCode, DeviceResult, StationResult } from '@bellwire/device'
import { createRandom, LocalClock, type LocalClockOptions, type VirtualClock } from '@bellwire/runtime'
import type { LinkOptions } from '../src/world/options.js'
import type { PairSourceLinkParameters } from '../src/world/pair-source-model.js'
import type { PairSourceParameters } from '../src/pair-source/parameters.js'
import { TagBlocks } from '../src/pair-source/tag-blocks.js'
import { endWith, sourceWith } from './pair-source-link.js'
import { nextAnswer, twoNodeWorld, type TwoNodeWorld } from './two-node-world.js'

/** A gate of 20 µs in slots of 40 µs, both ends 5 µs from source and station, half a nanosecond for a coincidence. */
export const GATE = 20_000
export const PERIOD = 40_000
const WAY = 5000

export const away = { delayPicoseconds: 1000 * WAY }

export const usual: PairSourceLinkParameters = {
  source: sourceWith({ alice: endWith(away), bob: endWith(away) }),
  coincidencePicoseconds: 500
}

export interface PairSourceWorldOptions {
  readonly seed?: number
  readonly parameters?: Partial<PairSourceLinkParameters>
  readonly clocks?: readonly [LocalClockOptions, LocalClockOptions]
  readonly link?: Partial<LinkOptions>
  /** In place of the second of the clocks. */
  readonly bobsClock?: (clock: VirtualClock) => LocalClock
}

/** Two nodes and a station over a pair source. */
export function pairSourceWorld({
  seed = 1,
  parameters,
  clocks,
  link,
  bobsClock
}: PairSourceWorldOptions = {}): TwoNodeWorld {
  return twoNodeWorld({
    seed,
    alice: (clock) => (clocks === undefined ? {} : { clock: new LocalClock(clock, clocks[0]) }),
    bob: (clock) => {
      if (bobsClock !== undefined) return { clock: bobsClock(clock) }
      return clocks === undefined ? {} : { clock: new LocalClock(clock, clocks[1]) }
    },
    link: {
      a: { node: 'alice', flightTime: WAY },
      b: { node: 'bob', flightTime: WAY },
      model: { kind: 'pair-source', parameters: { ...usual, ...parameters } },
      window: GATE,
      guard: GATE / 2,
      ...link
    }
  })
}

/** Runs until both ends have been told that the link is in specification. */
export function untilFound(setup: TwoNodeWorld, atMost = 10e9): boolean {
  const found = (said: readonly DeviceResult[]) => {
    const last = said.findLast((result) => result.type === 'linkQuality')
    return last?.type === 'linkQuality' && last.quality === 0
  }
  setup.clock.run({
    until: setup.clock.now() + atMost,
    while: () => !(found(setup.said.alice) && found(setup.said.bob))
  })
  return found(setup.said.alice) && found(setup.said.bob)
}

export interface Batch {
  readonly slots: number
  readonly firstSlot?: number
  readonly period?: number
  /** By each node's own clock: how much later it believes true time to be. */
  readonly shown?: readonly [number, number]
  readonly arrivalBases?: readonly [ArrivalBases | undefined, ArrivalBases | undefined]
}

/** Trains of both ends and the station's window, from a lead on. Returns the first arrival. */
export function start(setup: TwoNodeWorld, batch: Batch): number {
  const { slots, firstSlot = 0, period = PERIOD, shown = [0, 0], arrivalBases } = batch
  const arrival = Math.ceil(setup.clock.now()) + 2 * period
  for (const [end, name] of (['alice', 'bob'] as const).entries()) {
    const bases = arrivalBases?.[end]
    setup[name].execute({
      type: 'generate',
      link: 7,
      qubit: 0,
      firstSlot,
      slots,
      brightness: 1,
      arrival: arrival + (shown[end] as number),
      period,
      ...(bases && { arrivalBases: bases })
    })
  }
  setup.station.execute({ type: 'observe', link: 7, firstSlot, slots, arrival, period })
  return arrival
}

export function play(setup: TwoNodeWorld, batch: Batch): StationResult {
  start(setup, batch)
  return nextAnswer(setup)
}

/** What the record at an end says; it is released afterwards. */
export function read(
  setup: TwoNodeWorld,
  who: 'alice' | 'bob'
): { readonly basis: BasisCode | undefined; readonly outcome: 0 | 1 } {
  setup[who].execute({ type: 'halt', link: 7 })
  setup[who].execute({ type: 'measure', qubit: 0, basis: 2, rotation: null, tag: 1 })
  const answer = setup.said[who].at(-1) as Extract<DeviceResult, { type: 'measured' }>
  setup[who].execute({ type: 'release', qubit: 0 })
  return { basis: answer.basis, outcome: answer.outcome.reveal() }
}

export const sharp = { jitterPicoseconds: 20 }
export const sharpSource = sourceWith({ alice: endWith(away, sharp), bob: endWith(away, sharp) })

/** What an end has been told of the link's quality. */
export const qualities = (said: readonly DeviceResult[]) =>
  said.flatMap((result) => (result.type === 'linkQuality' ? [result.quality] : []))

/** All tags of an end in a time, true picoseconds at the end, made apart from the world. */
export function tagsOf(source: PairSourceParameters, until: number, end: 0 | 1): { time: number; label: number }[] {
  const blocks = new TagBlocks(source, createRandom(1).fork('link/alice-bob').fork('tags'))
  blocks.cover(0, until)
  const { tags } = blocks.ends[end]
  return [...tags.picoseconds.subarray(0, tags.length)].map((time, k) => ({ time, label: tags.labels[k]! }))
}
