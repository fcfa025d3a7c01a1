import type { LinkCapabilities } from '@bellwire/device'
import { type Hello, RequestKind } from '@bellwire/wire'

/** What an end of a link can do, as a HELLO states it: bit by bit, 0 for everything. */
export interface Means {
  /** Bit k: requests of RequestKind k. */
  readonly kinds: number
  /** Bit b: basis b of the device interface, bit 5 any rotation. */
  readonly bases: number
}

export const EVERYTHING: Means = { kinds: 0, bases: 0 }

/** What the hardware of an end states of it (PHY-140). */
export function meansOf({ keep, arrival }: Pick<LinkCapabilities, 'keep' | 'arrival'>): Means {
  return {
    kinds: keep && arrival === undefined ? 0 : 1 << RequestKind.MEASURE,
    bases: arrival?.bases.reduce<number>((bits, basis) => bits | (1 << basis), 0) ?? 0
  }
}

/** Whether a bit is among those stated (PHY-142). */
export function states(bits: number, bit: number): boolean {
  return bits === 0 || (bits & (1 << bit)) !== 0
}

interface Statement extends Means {
  readonly incarnation: number
}

/** What processes of the peer have stated: the present one's word counts, whatever comes late of the one before. */
export class StatedMeans {
  #latest: Statement | undefined
  #earlier: Statement | undefined

  note({ incarnation, kinds, bases }: Hello): void {
    if (this.#latest?.incarnation !== incarnation) this.#earlier = this.#latest
    this.#latest = { incarnation, kinds, bases }
  }

  /** Of a process that has stated nothing, everything is believed. */
  of(incarnation: number): Means {
    if (this.#latest?.incarnation === incarnation) return this.#latest
    return this.#earlier?.incarnation === incarnation ? this.#earlier : EVERYTHING
  }
}
