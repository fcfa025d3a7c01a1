import { Basis } from '@bellwire/device'
import { dlczLink, lossRemoved, rb87NetworkLink, rb87NetworkLinks, rb87Prompt, rb87Stored } from '@bellwire/physics'
import { createRandom, type RandomStream } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { MeasuredMemories, PSI_MINUS, PSI_PLUS, retrieved } from './measured-memories.js'

const LINKS = [rb87Prompt, rb87Stored, ...rb87NetworkLinks.map(rb87NetworkLink)]

describe('what is retrieved of memories', () => {
  it('is what the losses were taken out of', () => {
    for (const link of LINKS) {
      const { detected } = dlczLink(link, 0.01)
      const eta = link.retrievalEfficiencyA
      const again = retrieved(lossRemoved(detected, [eta, eta]), eta)
      for (const key of ['p00', 'p01', 'p10', 'p11', 'coherence'] as const)
        expect(again[key]).toBeCloseTo(detected[key], 12)
    }
  })
})

/** Rounds of a link's state, a third in each basis, drawn from the closed form alone. */
function drawn(link: (typeof LINKS)[number], rounds: number, stream: RandomStream): MeasuredMemories {
  const { memories } = dlczLink(link, 0.01)
  const { m00, m01, m10, coherence } = memories
  const measured = new MeasuredMemories()
  for (let round = 0; round < rounds; round++) {
    const bellIndex = stream.bernoulli(0.5) ? PSI_PLUS : PSI_MINUS
    const basis = [Basis.Z, Basis.X, Basis.Y][round % 3] as number
    const u = stream.uniform()
    if (basis === Basis.Z) {
      const outcome = u < m00 ? 0 : u < m00 + m01 ? 1 : u < m00 + m01 + m10 ? 2 : 3
      measured.add(bellIndex, basis, outcome >> 1, outcome & 1)
    } else {
      const same = u < (1 + 2 * coherence) / 2 === (bellIndex === PSI_PLUS)
      measured.add(bellIndex, basis, 0, same ? 0 : 1)
    }
  }
  return measured
}

describe('estimates from measured memories', () => {
  const RUNS = 150
  const link = rb87Prompt
  const { memoryConcurrence, fidelity, concurrence, polarisation } = dlczLink(link, 0.01)
  const estimates = {
    C̃: [memoryConcurrence, (all: MeasuredMemories) => all.both.memoryConcurrence()],
    F: [fidelity, (all: MeasuredMemories) => all.plus.fidelity()],
    C: [concurrence, (all: MeasuredMemories) => all.both.concurrence(link.retrievalEfficiencyA)],
    'polarisation F': [
      polarisation.fidelity,
      (all: MeasuredMemories) => all.minus.polarisationFidelity(link.retrievalEfficiencyA, link.probePhotons)
    ]
  } as const

  it.each(Object.keys(estimates) as (keyof typeof estimates)[])('of %s are right, and err as they say', (name) => {
    const [truth, estimate] = estimates[name]
    const stream = createRandom('memories').stream(name)
    let sum = 0
    let squares = 0
    let stated = 0
    for (let run = 0; run < RUNS; run++) {
      const { value, standardError } = estimate(drawn(link, 6000, stream))
      sum += value - truth
      squares += (value - truth) ** 2
      stated += standardError ** 2
    }
    const spread = Math.sqrt(squares / RUNS)
    const expected = Math.sqrt(stated / RUNS)
    expect(Math.abs(sum / RUNS)).toBeLessThan((5 * expected) / Math.sqrt(RUNS) + 0.1 * expected)
    // A standard deviation from so many runs is known to 1/√(2·runs).
    expect(Math.abs(spread / expected - 1)).toBeLessThan(5 / Math.sqrt(2 * RUNS))
  })
})
