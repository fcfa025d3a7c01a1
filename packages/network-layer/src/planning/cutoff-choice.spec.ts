import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutoffInSlots, cutoffInTime } from './cutoff.js'
import {
  chooseCutoff,
  deviceIndependentKeyFraction,
  entanglementBasedKeyFraction,
  type TwoLinks
} from './cutoff-choice.js'

const probability = fc.double({ min: 0.1, max: 1, noNaN: true })
const slots = fc.record({
  unit: fc.constant('slots' as const),
  first: probability,
  second: probability,
  decay: fc.double({ min: 0.5, max: 1, noNaN: true }),
  werner: fc.double({ min: 0.6, max: 1, noNaN: true })
})
const rate = fc.double({ min: 0.2, max: 5, noNaN: true })
const seconds = fc.record({
  unit: fc.constant('seconds' as const),
  first: rate,
  second: rate,
  decay: fc.double({ min: 0, max: 5, noNaN: true }),
  werner: fc.double({ min: 0.6, max: 1, noNaN: true })
})
const parameters = { seed: 20_260_430, numRuns: 300 }

/** All cut-offs that matter where each slot succeeds with probability 0.1 at least. */
const every = [...Array.from({ length: 400 }, (_, m) => m), Infinity]
const at = ({ first, second, decay, werner }: TwoLinks, m: number) => {
  const outcome = cutoffInSlots(first, second, m, decay)
  return { fidelity: (1 + 3 * werner * outcome.decay) / 4, werner: werner * outcome.decay, rate: 1 / outcome.meanTime }
}

describe('a cut-off in slots', () => {
  it('for a fidelity has the best rate of all that meet it', () => {
    fc.assert(
      fc.property(slots, fc.double({ min: 0.3, max: 1, noNaN: true }), (links, minimumFidelity) => {
        const meeting = every.map((m) => at(links, m)).filter(({ fidelity }) => fidelity >= minimumFidelity)
        const chosen = chooseCutoff(links, { minimumFidelity })
        if (meeting.length === 0) expect(chosen).toBeUndefined()
        else {
          expect(chosen!.fidelity).toBeGreaterThanOrEqual(minimumFidelity)
          expect(chosen!.rate / Math.max(...meeting.map(({ rate }) => rate))).toBeCloseTo(1, 9)
        }
      }),
      parameters
    )
  })

  it.each([
    ['measured in two bases', entanglementBasedKeyFraction],
    ['whose devices are not trusted', deviceIndependentKeyFraction]
  ])('for key of pairs %s gives the most of all', (_, keyFraction) => {
    let some = 0
    fc.assert(
      fc.property(slots, (links) => {
        const keys = every.map((m) => at(links, m)).map(({ werner, rate }) => keyFraction(werner) * rate)
        const most = Math.max(...keys)
        const chosen = chooseCutoff(links, { keyFraction })
        if (most === 0) expect(chosen).toBeUndefined()
        else {
          some++
          expect((keyFraction((4 * chosen!.fidelity - 1) / 3) * chosen!.rate) / most).toBeCloseTo(1, 9)
        }
      }),
      parameters
    )
    expect(some).toBeGreaterThan(50)
  })
})

describe('a cut-off in time', () => {
  it('means a higher rate and a lower fidelity where it is longer', () => {
    fc.assert(
      fc.property(seconds, rate, rate, ({ first, second, decay }, one, other) => {
        const short = cutoffInTime(first, second, Math.min(one, other), decay)
        const long = cutoffInTime(first, second, Math.max(one, other), decay)
        expect(long.meanTime).toBeLessThanOrEqual(short.meanTime * (1 + 1e-12))
        expect(long.decay).toBeLessThanOrEqual(short.decay * (1 + 1e-12))
      }),
      parameters
    )
  })

  it('for a fidelity meets it, and no longer one does', () => {
    fc.assert(
      fc.property(seconds, fc.double({ min: 0.3, max: 1, noNaN: true }), (links, minimumFidelity) => {
        const { first, second, decay, werner } = links
        const fidelity = (cutoff: number) => (1 + 3 * werner * cutoffInTime(first, second, cutoff, decay).decay) / 4
        const chosen = chooseCutoff(links, { minimumFidelity })
        if (!chosen) expect(fidelity(1e-9)).toBeLessThan(minimumFidelity + 1e-7)
        else {
          expect(fidelity(chosen.cutoff)).toBeGreaterThanOrEqual(minimumFidelity - 1e-12)
          if (chosen.cutoff < Infinity)
            expect(fidelity(chosen.cutoff * (1 + 1e-6))).toBeLessThan(minimumFidelity + 1e-9)
        }
      }),
      parameters
    )
  })

  it('for key gives no less than any of a fine grid', () => {
    fc.assert(
      fc.property(seconds, (links) => {
        const { first, second, decay, werner } = links
        const key = (cutoff: number): number => {
          const outcome = cutoffInTime(first, second, cutoff, decay)
          return entanglementBasedKeyFraction(werner * outcome.decay) / outcome.meanTime
        }
        const most = Math.max(...Array.from({ length: 3000 }, (_, k) => key(1e-4 * 1.005 ** k)), key(Infinity))
        const chosen = chooseCutoff(links, { keyFraction: entanglementBasedKeyFraction })
        if (chosen) expect(key(chosen.cutoff)).toBeGreaterThanOrEqual(most * (1 - 1e-9))
        else expect(most).toBe(0)
      }),
      { ...parameters, numRuns: 100 }
    )
  })

  it('is infinite where memories do not decay, and there is none where pairs are too noisy from the start', () => {
    const links = { unit: 'seconds', first: 1, second: 2, decay: 0, werner: 0.9 } as const
    expect(chooseCutoff(links, { minimumFidelity: 0.9 })!.cutoff).toBe(Infinity)
    expect(chooseCutoff(links, { keyFraction: entanglementBasedKeyFraction })!.cutoff).toBe(Infinity)
    expect(chooseCutoff({ ...links, decay: 1 }, { minimumFidelity: 0.93 })).toBeUndefined()
    expect(chooseCutoff({ ...links, werner: 0.7 }, { keyFraction: entanglementBasedKeyFraction })).toBeUndefined()
  })

  it('refuses what is not physical, by name', () => {
    const links = { unit: 'seconds', first: 1, second: 2, decay: 0, werner: 0.9 } as const
    const refusal = (field: string) => expect.objectContaining({ code: 'NETWORK_INPUT', field })
    expect(() => chooseCutoff({ ...links, werner: 1.1 }, { minimumFidelity: 0.9 })).toThrow(refusal('werner'))
    expect(() => chooseCutoff({ ...links, first: 0 }, { minimumFidelity: 0.9 })).toThrow(refusal('first'))
    expect(() => chooseCutoff(links, { minimumFidelity: -1 })).toThrow(refusal('minimumFidelity'))
  })
})

describe('fractions of key', () => {
  it('are those of published thresholds', () => {
    // Shor and Preskill's 11.0 % of errors; the 7.1 % of Acín et al. for untrusted devices.
    expect(entanglementBasedKeyFraction(1 - 2 * 0.11)).toBeGreaterThan(0)
    expect(entanglementBasedKeyFraction(1 - 2 * 0.1101)).toBe(0)
    expect(deviceIndependentKeyFraction(1 - 2 * 0.071)).toBeGreaterThan(0)
    expect(deviceIndependentKeyFraction(1 - 2 * 0.072)).toBe(0)
    expect(entanglementBasedKeyFraction(1)).toBe(1)
    expect(deviceIndependentKeyFraction(1)).toBeCloseTo(1, 12)
  })
})
