import {
  BitString,
  LeakLedger,
  ldpcSyndromeLength,
  logLikelihoodRatios,
  reconcileKeys,
  type ReconciliationMethod,
  shannonLimit,
  toeplitzHash,
  toeplitzSeedLength
} from '@bellwire/post-processing'
import { createRandom, type RandomStream } from '@bellwire/runtime'
import type { WorkloadRun } from './link-workload.js'

/** The sifted key of Liu et al.: its length and error rate. */
const SIFTED = { bits: 105_976, errorRate: 0.036 } as const

/** The session of Nadlinger et al.: rounds, share and error rate of test rounds, error rate of key rounds, key. */
const ACCUMULATED = { bits: 1_500_000, tested: 13 / 256, lost: 0.17, errorRate: 0.018, key: 95_884 } as const

function randomBits(bits: number, random: RandomStream): BitString {
  const bytes = Uint8Array.from({ length: Math.ceil(bits / 8) }, () => random.bits32() >>> 24)
  return BitString.fromBytes(bytes, bits)
}

/** A reconciliation of one pair of keys, both ends of it, again and again with other public bits. */
export class ReconciliationWorkload {
  readonly #random: RandomStream
  readonly #alice: BitString
  readonly #bob: BitString
  readonly #method: ReconciliationMethod
  readonly #limit: number

  private constructor(
    random: RandomStream,
    keys: { readonly alice: BitString; readonly bob: BitString },
    method: ReconciliationMethod,
    limit: number
  ) {
    this.#random = random
    this.#alice = keys.alice
    this.#bob = keys.bob
    this.#method = method
    this.#limit = limit
  }

  /** By Cascade's option 7, at the length and error rate of Liu et al. */
  static cascade(seed: number): ReconciliationWorkload {
    const random = createRandom(seed).stream('cascade')
    const { bits, errorRate } = SIFTED
    const method = { kind: 'cascade', variant: 'option7', expectedErrorRate: errorRate } as const
    return new ReconciliationWorkload(
      random,
      keysOf(bits, () => errorRate, random),
      method,
      shannonLimit([{ bits, errorRate }])
    )
  }

  /** By codes, at the length and error rates of Nadlinger et al.: test rounds have more errors, and both ends know which. */
  static codes(seed: number, bits: number = ACCUMULATED.bits): ReconciliationWorkload {
    const random = createRandom(seed).stream('ldpc')
    const { tested, lost, errorRate } = ACCUMULATED
    const marked = new BitString(bits)
    let tests = 0
    for (let k = 0; k < bits; k++) {
      if (!random.bernoulli(tested)) continue
      marked.set(k, 1)
      tests += 1
    }
    const keys = keysOf(bits, (k) => (marked.get(k) === 1 ? lost : errorRate), random)
    const classes = [
      { bits: bits - tests, errorRate },
      { bits: tests, errorRate: lost }
    ]
    const method = {
      kind: 'ldpc',
      syndromeLength: ldpcSyndromeLength(classes),
      errors: logLikelihoodRatios(marked, errorRate, lost)
    } as const
    return new ReconciliationWorkload(random, keys, method, shannonLimit(classes))
  }

  run(): WorkloadRun {
    const leak = new LeakLedger()
    const draw = (bits: number): BitString => randomBits(bits, this.#random)
    const done = reconcileKeys(this.#alice, this.#bob, this.#method, this.#alice.length, draw, leak)
    if (done.outcome !== 'reconciled' || !done.bob.equals(this.#alice)) throw new Error('the keys still differ')
    return {
      count: this.#alice.length,
      simulatedSeconds: 0,
      events: done.roundTrips,
      facts: [
        { name: 'leak, of the Shannon limit', value: (100 * leak.total) / this.#limit, unit: '%' },
        { name: 'round trips', value: done.roundTrips, unit: '' }
      ]
    }
  }
}

/** The privacy amplification of Nadlinger et al., by a Toeplitz matrix. */
export class AmplificationWorkload {
  readonly #key: BitString
  readonly #seed: BitString

  constructor(seed: number) {
    const random = createRandom(seed).stream('toeplitz')
    const { bits, key } = ACCUMULATED
    this.#key = randomBits(bits, random)
    this.#seed = randomBits(toeplitzSeedLength(bits, key), random)
  }

  run(): WorkloadRun {
    const key = toeplitzHash(this.#key, this.#seed, ACCUMULATED.key)
    return { count: this.#key.length, simulatedSeconds: 0, events: key.length }
  }
}

function keysOf(
  bits: number,
  errorRate: (index: number) => number,
  random: RandomStream
): { readonly alice: BitString; readonly bob: BitString } {
  const alice = randomBits(bits, random)
  const bob = alice.clone()
  for (let k = 0; k < bits; k++) if (random.bernoulli(errorRate(k))) bob.flip(k)
  return { alice, bob }
}
