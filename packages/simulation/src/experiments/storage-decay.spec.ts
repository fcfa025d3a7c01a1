import { ca40StoredPair, storedXX, storedZZ, timeOfFidelity } from '@bellwire/physics'
import { createRandom, type RandomStream } from '@bellwire/runtime'
import { expect, it } from 'vitest'
import { CorrelatorCounts } from './correlator-counts.js'
import { StorageDecay } from './storage-decay.js'

const TIMES = [0, 0.3, 0.5, 0.8]
const ROUNDS = 4000
const REPETITIONS = 200
const pair = ca40StoredPair(0.17)

/** Outcomes of Φ+ as the law of the memory gives them. */
function drawn(seconds: number, random: RandomStream): CorrelatorCounts {
  const counts = new CorrelatorCounts()
  const values = [storedXX(pair, seconds), -storedXX(pair, seconds), storedZZ(pair, seconds)]
  values.forEach((value, turn) => {
    const same = random.binomial(ROUNDS, (1 + value) / 2)
    for (let round = 0; round < ROUNDS; round++) counts.add(turn, 0, round < same)
  })
  return counts
}

it('finds the coherence time and the time of half fidelity, with errors as large as the spread', () => {
  const random = createRandom('storage-decay').stream('outcomes')
  const pulls: number[][] = [[], []]
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const decay = new StorageDecay(
      TIMES,
      TIMES.map((seconds) => drawn(seconds, random))
    )
    const { coherenceTime } = decay
    const half = decay.timeOfFidelity(0.5)
    pulls[0]!.push((coherenceTime.value - pair.coherenceTimeSeconds) / coherenceTime.standardError)
    pulls[1]!.push((half.value - timeOfFidelity(pair, 0.5)) / half.standardError)
  }
  for (const values of pulls) {
    const mean = values.reduce((sum, value) => sum + value, 0) / REPETITIONS
    const square = values.reduce((sum, value) => sum + value * value, 0) / REPETITIONS
    // Standard normal: the mean within 5/√n, the mean square within 5·√(2/n).
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(REPETITIONS))
    expect(Math.abs(square - 1)).toBeLessThan(5 * Math.sqrt(2 / REPETITIONS))
  }
})
