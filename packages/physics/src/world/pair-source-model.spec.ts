import { describe, expect, it } from 'vitest'
import { endWith, sourceWith } from '../../test/pair-source-link.js'
import { pairSourcePoint } from './pair-source-model.js'

describe('the operating point of a link with a pair source', () => {
  const WINDOW = 1000
  const active = { kind: 'active', settingPicoseconds: 1e6 } as const

  const fidelityOf = (zShare: number, visibilityX: number, kind: 'active' | 'passive' = 'active') => {
    const end = endWith({ basisChoice: kind === 'active' ? { ...active, zShare } : { kind, zShare } })
    const source = sourceWith({ visibilityZ: 0.98, visibilityX, alice: end, bob: end })
    return pairSourcePoint({ source, coincidencePicoseconds: 500 }, WINDOW).fidelity
  }

  it('has no more fidelity for measuring in one basis alone', () => {
    // Pairs that agree in Z and not in X are not entangled.
    for (const kind of ['active', 'passive'] as const) {
      for (const zShare of [0, 0.5, 1]) {
        expect(fidelityOf(zShare, 0, kind)).toBeLessThan(0.5)
        expect(fidelityOf(zShare, 0, kind)).toBeGreaterThan(0.48)
        expect(fidelityOf(zShare, 0.96, kind)).toBeLessThan(0.97)
        expect(fidelityOf(zShare, 0.96, kind)).toBeGreaterThan(0.95)
      }
    }
  })

  it('has none without light or noise', () => {
    const end = endWith({}, { darkCountsPerSecond: 0 })
    const source = sourceWith({ pairsPerSecond: 0, alice: end, bob: end })
    expect(pairSourcePoint({ source, coincidencePicoseconds: 500 }, WINDOW)).toEqual({
      brightness: 1,
      fidelity: 0,
      successProbability: 0
    })
  })
})
