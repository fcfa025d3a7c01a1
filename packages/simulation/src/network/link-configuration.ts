import { defaultLinkLayerConfiguration, firstComeFirstServed } from '@bellwire/link-layer'
import type { NodeLink } from '@bellwire/node'
import { defaultTimers, type LinkTimers, type StationLink } from '@bellwire/physical-layer'
import { heraldingPlace, type LinkOptions } from '@bellwire/physics'
import type { Nanoseconds } from '@bellwire/runtime'
import { HeraldingPlace } from '@bellwire/wire'
import { type LinkDescription, type NodeDescription, slotPeriodOf } from './description.js'
import type { Numbered } from './parts.js'

/** Batches this long: a lost GEN or REPLY costs at most one of them. */
const BATCH_DURATION: Nanoseconds = 10_000_000_000

/** What the parties of a link have in common, defaults filled in. */
interface Wiring {
  /** Of frames, from either node to the station. */
  readonly frameDelays: readonly [Nanoseconds, Nanoseconds]
  readonly peerDelay: Nanoseconds
  readonly timers: LinkTimers
}

export function wiringOf({ delays, frameDelays = delays, peerDelay, timers }: LinkDescription): Wiring {
  const between = peerDelay ?? frameDelays[0] + frameDelays[1]
  return { frameDelays, peerDelay: between, timers: { ...defaultTimers(Math.max(...frameDelays), between), ...timers } }
}

/** One end of a link, 0 for a and 1 for b, as its node is told. */
export function nodeLink(
  link: Numbered<LinkDescription>,
  { frameDelays, peerDelay, timers }: Wiring,
  own: Numbered<NodeDescription>,
  peer: Numbered<NodeDescription>,
  station: number,
  end: 0 | 1
): NodeLink {
  const slotPeriod = slotPeriodOf(link)
  const attemptSlots = link.model.kind === 'two-click' ? 2 : 1
  const batchSlots =
    link.batchSlots === 'attempt'
      ? attemptSlots
      : Math.max(attemptSlots, link.batchSlots ?? Math.ceil(BATCH_DURATION / slotPeriod))
  return {
    peerName: peer.name,
    physical: {
      link: link.number,
      node: own.number,
      peer: peer.number,
      station,
      slotPeriod,
      slotOrigin: 0,
      stationDelay: link.delays[end],
      frameDelay: frameDelays[end],
      ...(link.disciplined && { disciplined: link.disciplined }),
      peerDelay,
      guard: link.guard,
      attemptSlots,
      batchSlots,
      firstSequence: link.firstSequence ?? 0,
      testFraction: link.testFraction ?? 0,
      calibrationTime: link.calibrationDuration ?? 0,
      timers
    },
    linkLayer: {
      ...defaultLinkLayerConfiguration(link.scheduler ?? firstComeFirstServed, 2 * peerDelay),
      ...(link.queueLimit === undefined ? {} : { queueLimit: link.queueLimit }),
      ...(link.keepAliveInterval === undefined ? {} : { keepAliveInterval: link.keepAliveInterval })
    }
  }
}

const PLACES = {
  'mid-point': HeraldingPlace.MID_POINT,
  receiver: HeraldingPlace.RECEIVER,
  source: HeraldingPlace.SOURCE,
  'both-ends': HeraldingPlace.BOTH_ENDS
} as const

/** A link, as its station is told. */
export function stationLink(
  { number, guard, model }: Numbered<LinkDescription>,
  { timers }: Wiring,
  [a, b]: readonly [number, number]
): StationLink {
  return {
    link: number,
    nodes: a < b ? [a, b] : [b, a],
    guard,
    heraldingPlace: PLACES[heraldingPlace(model)],
    reminder: timers.reminder,
    greeting: timers.greeting,
    greetingMaximum: timers.greetingMaximum
  }
}

/** A link, as the world is told. */
export function worldLink(link: Numbered<LinkDescription>): LinkOptions {
  const {
    number,
    a,
    b,
    delays,
    generationFailure,
    arrival,
    memories,
    frameDelays: _fd,
    peerDelay: _p,
    disciplined: _d,
    slotPeriod: _sp,
    batchSlots: _bs,
    firstSequence: _f,
    testFraction: _t,
    scheduler: _s,
    timers: _ti,
    queueLimit: _q,
    keepAliveInterval: _k,
    channels: _c,
    ...physics
  } = link
  return {
    ...physics,
    link: number,
    a: {
      node: a,
      flightTime: delays[0],
      generationFailure: generationFailure?.[0] ?? 0,
      ...(arrival?.a && { arrival: arrival.a }),
      ...(memories?.a && { memory: memories.a })
    },
    b: {
      node: b,
      flightTime: delays[1],
      generationFailure: generationFailure?.[1] ?? 0,
      ...(arrival?.b && { arrival: arrival.b }),
      ...(memories?.b && { memory: memories.b })
    }
  }
}
