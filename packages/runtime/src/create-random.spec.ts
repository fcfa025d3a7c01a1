import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from './create-random.js'
import { RandomError } from './errors.js'
import type { RandomStream } from './random.js'

const name = fc.stringMatching(/^[a-z0-9 -]{1,8}$/)
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'))

function draws(stream: RandomStream, number = 20): number[] {
  return Array.from({ length: number }, () => stream.bits32())
}

/** xoroshiro128+ (24, 16, 37) on 64-bit integers, from the definition by D. Blackman and S. Vigna. */
function reference(seed: string, fullPath: string, number: number): number[] {
  const digest = sha256(utf8ToBytes(`bellwire random stream 1 ${JSON.stringify([seed, fullPath])}`))
  const view = new DataView(digest.buffer, digest.byteOffset)
  const mask = (1n << 64n) - 1n
  const rotate = (x: bigint, by: bigint) => ((x << by) | (x >> (64n - by))) & mask
  let s0 = view.getBigUint64(0)
  let s1 = view.getBigUint64(8)
  return Array.from({ length: number }, () => {
    const result = (s0 + s1) & 0xffffffffn
    s1 ^= s0
    s0 = (rotate(s0, 24n) ^ s1 ^ (s1 << 16n)) & mask
    s1 = rotate(s1, 37n)
    return Number(result)
  })
}

describe('createRandom', () => {
  it('draws the generator named, in the state named', () => {
    fc.assert(
      fc.property(fc.string(), path, (seed, fullPath) => {
        expect(draws(createRandom(seed).stream(fullPath))).toEqual(reference(seed, fullPath, 20))
      }),
      { numRuns: 50, seed: 1 }
    )
  })

  it('restarts the same stream for the same path, however the path was forked', () => {
    fc.assert(
      fc.property(fc.integer(), path, path, (seed, first, second) => {
        const source = createRandom(seed)
        const whole = draws(source.stream(`${first}/${second}`))
        expect(draws(source.fork(first).stream(second))).toEqual(whole)
        expect(draws(createRandom(String(seed)).stream(`${first}/${second}`))).toEqual(whole)
      }),
      { numRuns: 50, seed: 2 }
    )
  })

  it('gives different streams to different paths and seeds', () => {
    const first = (seed: string | number, fullPath: string) => draws(createRandom(seed).stream(fullPath), 4).join()
    const seen = new Set<string>()
    for (let index = 0; index < 500; index++) {
      seen.add(first(7, `node/${index}`))
      seen.add(first(index + 8, 'node/0'))
    }
    expect(seen.size).toBe(1000)
  })

  it('moves no stream when another draws', () => {
    const source = createRandom('coupling')
    const expected = draws(source.stream('a'))
    const a = source.stream('a')
    const b = source.stream('b')
    const interleaved = expected.map(() => {
      b.normal()
      b.geometric(0.1)
      source.stream(`c/${b.below(10)}`).uniform()
      return a.bits32()
    })
    expect(interleaved).toEqual(expected)
  })

  it('makes the draws it made in earlier releases', () => {
    const stream = createRandom(20260101).fork('link/alice-bob').stream('heralds')
    expect({
      bits32: draws(stream, 3),
      uniform: [stream.uniform(), stream.uniform()],
      below: [stream.below(6), stream.below(1000), stream.below(Number.MAX_SAFE_INTEGER)],
      bernoulli: [stream.bernoulli(0.5), stream.bernoulli(0.5), stream.bernoulli(0.5)],
      geometric: [stream.geometric(0.5), stream.geometric(1e-3), stream.geometric(1e-15)],
      binomial: [stream.binomial(20, 0.3), stream.binomial(1000, 0.3), stream.binomial(1e12, 0.7)],
      poisson: [stream.poisson(3), stream.poisson(1000), stream.poisson(1e12)],
      afterwards: draws(stream, 1)
    }).toMatchInlineSnapshot(`
      {
        "afterwards": [
          2675985125,
        ],
        "below": [
          0,
          590,
          4936338972011646,
        ],
        "bernoulli": [
          false,
          false,
          true,
        ],
        "binomial": [
          4,
          282,
          699999871763,
        ],
        "bits32": [
          2007498078,
          3593199491,
          3622750449,
        ],
        "geometric": [
          2,
          2088,
          20756969557565,
        ],
        "poisson": [
          2,
          971,
          1000001008757,
        ],
        "uniform": [
          0.3658344276499693,
          0.8911497519804704,
        ],
      }
    `)
    // Logarithms may differ in the last bit between engines.
    expect(stream.normal()).toBeCloseTo(0.008565778846270203, 12)
    expect(stream.exponential()).toBeCloseTo(1.7904534394309852, 12)
  })

  it('refuses bad seeds and paths by name', () => {
    expect(() => createRandom(Number.NaN)).toThrow(RandomError)
    expect(() => createRandom(Infinity)).toThrow(/seed/)
    for (const bad of ['', '/', 'a/', '/a', 'a//b']) {
      expect(() => createRandom(1).stream(bad)).toThrow(/path/)
      expect(() => createRandom(1).fork(bad)).toThrow(RandomError)
    }
  })
})
