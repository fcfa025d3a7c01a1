import type { Picoseconds } from '@bellwire/runtime'

/**
 * How one end's time runs against the other's: what Bob's clock shows when Alice's shows t is
 * t + offset + drift·(t − reference). Ways of different lengths are in the offset: tags cannot tell them apart from
 * clocks that differ.
 */
export interface ClockRelation {
  /** Bob's time minus Alice's at the reference, picoseconds. */
  readonly offsetPicoseconds: Picoseconds
  /** By how much Bob's clock is faster, 1: 1e-6 is a microsecond per second. Above −1. */
  readonly drift: number
  /** On Alice's clock. */
  readonly referencePicoseconds: Picoseconds
}

/** Instants on Alice's clock as Bob's shows them, not rounded. */
export function bobTime(relation: ClockRelation, alice: Picoseconds): Picoseconds {
  return alice + relation.offsetPicoseconds + relation.drift * (alice - relation.referencePicoseconds)
}

/** The inverse of bobTime: when Bob's clock shows an instant, Alice's shows this. Not rounded. */
export function aliceTime(relation: ClockRelation, bob: Picoseconds): Picoseconds {
  const { offsetPicoseconds, drift, referencePicoseconds } = relation
  return referencePicoseconds + (bob - offsetPicoseconds - referencePicoseconds) / (1 + drift)
}

/** Tags of an end whose clock is this one, given on Alice's: whole picoseconds, still in order. */
export function onBobClock(relation: ClockRelation, picoseconds: Float64Array): Float64Array {
  return picoseconds.map((time) => Math.round(bobTime(relation, time)))
}

/** Bob's tags on Alice's clock, ready to be matched with hers; still in order, not rounded. */
export function onAliceClock(relation: ClockRelation, picoseconds: Float64Array): Float64Array {
  return picoseconds.map((time) => aliceTime(relation, time))
}
