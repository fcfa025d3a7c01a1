import {
  asymptoticKeyFraction,
  ca40Memory,
  ca40Parameters as ca40,
  ca40SingleClick,
  ca40StoredPair,
  singleClickLink,
  storedXX,
  storedZZ
} from '@bellwire/physics'
import { createRandom } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { drawnPair } from '../../../test/drawn-chain.js'
import { directTransmission } from './direct-transmission.js'
import { chainLinks, chainOutlook, chainOutput, freshPairs } from './outlook.js'
import { multiplexedRate, readoutContrast, scaledLink } from './scaled-link.js'
import { WaitingTable } from './waiting-table.js'

const SEGMENTS = 11
const KILOMETRES = 1000 / SEGMENTS
const CUTOFFS = [0.5, 2, Infinity]
const table = new WaitingTable(SEGMENTS, CUTOFFS)

describe('a scaled link', () => {
  it('of 10 km with the errors as measured is the published one in storage', () => {
    const link = scaledLink({ kilometres: 10, brightness: ca40.brightnessMemory.value, betterLink: 1 })
    const published = ca40StoredPair(ca40.brightnessMemory.value)
    // The published correlators are read out once.
    expect(link.xx * readoutContrast(1)).toBeCloseTo(storedXX(published, 0), 12)
    expect(link.zz * readoutContrast(1)).toBeCloseTo(storedZZ(published, 0), 12)
    expect(multiplexedRate(link, 1)).toBeCloseTo(
      singleClickLink(ca40SingleClick(10), ca40.brightnessMemory.value).rate,
      9
    )
  })

  it('loses a hundredfold on 100 km, by which the attempts succeed more rarely', () => {
    const at = (kilometres: number) => scaledLink({ kilometres, brightness: 0.05, betterLink: 1e9 })
    // Half of the fibre on either side, and one photon of two: the square root.
    expect(at(0.001).heraldProbability / at(100).heraldProbability / 10).toBeCloseTo(1, 2)
    expect(at(100).attemptsPerSecond).toBeLessThan(at(10).attemptsPerSecond)
  })

  it('without errors of its own is left with those of the scheme: both photons emitted, one lost', () => {
    const { xx, zz } = scaledLink({ kilometres: KILOMETRES, brightness: 0.02, betterLink: 1e9 })
    expect(xx).toBeCloseTo(0.98, 2)
    expect(zz).toBeCloseTo(1 - 2 * 0.02, 2)
  })

  it('is tried as often as there are ions, up to once a round', () => {
    const link = scaledLink({ kilometres: KILOMETRES, brightness: 0.02, betterLink: 1 })
    expect(multiplexedRate(link, 100) / multiplexedRate(link, 1)).toBeCloseTo(100, 0)
    expect(multiplexedRate(link, 1e9)).toBeCloseTo(link.attemptsPerSecond, 9)
    const rounds = 1 - (1 - link.heraldProbability) ** 5000
    expect(multiplexedRate(link, 5000) / link.attemptsPerSecond).toBeCloseTo(rounds, 12)
  })
})

describe('direct transmission over 1,000 km', () => {
  it('loses a factor of 10^20, so that one source gets a photon through in 10^11 years', () => {
    const { lossDecibel, photonsPerSecond } = directTransmission(1000)
    expect(lossDecibel).toBe(200)
    const years = 1 / photonsPerSecond / 3.156e7
    expect(years).toBeGreaterThan(1e11)
    expect(years).toBeLessThan(1e12)
    expect(directTransmission(0).photonsPerSecond / photonsPerSecond).toBeCloseTo(1e20, -8)
    // 2.8 % into the fibre, and what the published link efficiency over 10 km is without its 5 km of fibre.
    const optics = 0.028 * 0.091 * 10 ** 0.1
    expect(directTransmission(0).photonsPerSecond).toBeCloseTo((1e6 * optics) / 326.66, 2)
  })
})

describe('what a chain gives', () => {
  it.each([
    [10, 300, 100, 0],
    [30, 1000, 100, 1],
    [30, 3e4, 1, 2],
    [100, 100, 1000, 2]
  ])('with links %d and memories %d times better and %d ions is what drawing gives', (better, memory, ions, cutoff) => {
    const links = chainLinks(KILOMETRES, better)
    const link = links.atBrightness[5]!
    const output = chainOutput(table, cutoff, { links, betterMemory: memory, multiplexing: ions }, link)
    const rate = multiplexedRate(link, ions)
    const random = createRandom(97).stream(`${better}/${memory}/${ions}/${cutoff}`)
    const pairs = Array.from({ length: cutoff === 0 ? 300 : 4000 }, () =>
      drawnPair(random, SEGMENTS, CUTOFFS[cutoff]!, 'all')
    )
    const coherence = (ca40Memory.coherenceTimeMilliseconds / 1e3) * memory * rate
    const kappa = ca40Memory.flipRatePerSecond / memory / rate
    const fidelities = (law: (wait: number) => number): number[] =>
      pairs.map(({ waits }) => {
        const xx = waits.reduce((left, wait) => left * Math.exp(-wait / (2 * coherence)), link.xx ** SEGMENTS)
        const zz = waits.reduce((left, wait) => left * law(wait), link.zz ** SEGMENTS)
        return (1 + readoutContrast(better) * (zz + 2 * xx)) / 4
      })
    const of = (values: readonly number[]) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
      return { mean, error: Math.sqrt(variance / values.length) }
    }
    const exponential = of(fidelities((wait) => Math.exp((-kappa * wait) / 2)))
    expect(Math.abs(exponential.mean - output.fidelity)).toBeLessThan(5 * exponential.error)
    const times = of(pairs.map(({ time }) => time / rate))
    expect(Math.abs(times.mean - 1 / output.pairsPerSecond)).toBeLessThan(5 * times.error)
    // The measured law falls linearly instead: in the regions that the map tells apart that hardly matters.
    expect(output.fidelity).toBeGreaterThan(0.5)
    const linear = of(fidelities((wait) => Math.sqrt(Math.max(0, 1 - kappa * wait))))
    expect(Math.abs(linear.mean - exponential.mean)).toBeLessThan(0.01)
  })

  it('has key of the two kinds from its own correlators', () => {
    const links = chainLinks(KILOMETRES, 1000)
    const link = links.atBrightness[1]!
    const output = chainOutput(table, 2, { links, betterMemory: 1e9, multiplexing: 1 }, link)
    const readout = readoutContrast(1000)
    const [xx, zz] = [link.xx ** SEGMENTS * readout, link.zz ** SEGMENTS * readout]
    const h = (p: number): number => -p * Math.log2(p) - (1 - p) * Math.log2(1 - p)
    const key = 1 - h((1 - xx) / 2) - h((1 - zz) / 2)
    expect(output.keyPerSecond / (key * output.pairsPerSecond)).toBeCloseTo(1, 3)
    const independent = asymptoticKeyFraction(Math.SQRT2 * (xx + zz), (1 - zz) / 2)
    expect(output.deviceIndependentKeyPerSecond / (independent * output.pairsPerSecond)).toBeCloseTo(1, 3)
    expect(independent).toBeLessThan(key)
  })
})

describe('the best of a chain', () => {
  it('is nothing with links as they are measured, whatever the memory: eleven of them are below one half', () => {
    const links = chainLinks(KILOMETRES, 1)
    expect(freshPairs(links, SEGMENTS).fidelity).toBeCloseTo(0.459, 3)
    expect(chainOutlook(table, { links, betterMemory: 1e12, multiplexing: 1e5 })).toEqual({
      pairs: undefined,
      key: undefined,
      deviceIndependentKey: undefined
    })
  })

  it('never gets worse with a better memory, more ions or more cut-offs to choose from', () => {
    const links = chainLinks(KILOMETRES, 30)
    const rate = (betterMemory: number, multiplexing: number, cutoffs?: number[]) => {
      const { pairs, key } = chainOutlook(table, { links, betterMemory, multiplexing }, cutoffs)
      return [pairs?.pairsPerSecond ?? 0, key?.keyPerSecond ?? 0]
    }
    for (const memory of [10, 100, 1000, 1e4]) {
      for (const ions of [1, 10, 100, 1000]) {
        const here = rate(memory, ions)
        for (const other of [rate(memory * 3, ions), rate(memory, ions * 3)])
          other.forEach((value, index) => expect(value).toBeGreaterThanOrEqual(here[index]! * (1 - 1e-9)))
        for (const cutoff of [0, 1, 2])
          rate(memory, ions, [cutoff]).forEach((value, index) => expect(value).toBeLessThanOrEqual(here[index]!))
      }
    }
  })
})
