import type { Nanoseconds } from '@bellwire/runtime'
import { type Advertisement, fidelityFromWire, fidelityToWire, LIMITS } from '@bellwire/wire'
import { NetworkInputError, requireRange } from '../errors.js'

/** What a node says of itself as an inner node of circuits. */
export interface NodeFacts {
  /** Its hardware can swap. */
  readonly swapping: boolean
  /** In which the Werner parameter of a pair that waits there falls by 1/e; infinity for no decay. */
  readonly coherenceTime: Nanoseconds
  /** Factor of one swap there on the Werner parameter, 0 to 1. */
  readonly swapWerner: number
  readonly swapDuration: Nanoseconds
}

type OnWire = Pick<Advertisement, 'swapping' | 'coherenceTime' | 'swapQuality' | 'swapDuration'>

const SILENT = { swapping: 0, coherenceTime: 0, swapQuality: 0, swapDuration: 0 } as const

/** The fields of a frame; all 0 where a node says nothing of itself. What is no whole unit is made worse than it is. */
export function factsToWire(facts: NodeFacts | undefined): OnWire {
  if (facts === undefined) return SILENT
  const { swapping, coherenceTime, swapWerner, swapDuration } = facts
  return {
    swapping: swapping ? 1 : 2,
    coherenceTime: coherenceTime > LIMITS.integer ? 0 : Math.max(1, Math.floor(coherenceTime)),
    swapQuality: fidelityToWire(swapWerner, 'down'),
    swapDuration: Math.min(Math.ceil(swapDuration), LIMITS.integer)
  }
}

/** What a frame says; undefined where it says nothing of its origin. */
export function factsFromWire({ swapping, coherenceTime, swapQuality, swapDuration }: OnWire): NodeFacts | undefined {
  if (swapping !== 1 && swapping !== 2) return undefined
  return {
    swapping: swapping === 1,
    coherenceTime: coherenceTime === 0 ? Infinity : coherenceTime,
    swapWerner: fidelityFromWire(swapQuality),
    swapDuration
  }
}

export function sameFacts(a: NodeFacts | undefined, b: NodeFacts | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return (
    a.swapping === b.swapping &&
    a.coherenceTime === b.coherenceTime &&
    a.swapWerner === b.swapWerner &&
    a.swapDuration === b.swapDuration
  )
}

/** @throws NetworkInputError naming the first field that is wrong */
export function checkFacts({ coherenceTime, swapWerner, swapDuration }: NodeFacts): void {
  if (!(coherenceTime > 0)) throw new NetworkInputError('coherenceTime', coherenceTime, 'a time above 0, or Infinity')
  requireRange('swapWerner', swapWerner, 0, 1)
  requireRange('swapDuration', swapDuration, 0, Number.MAX_SAFE_INTEGER)
}
