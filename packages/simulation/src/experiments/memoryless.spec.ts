import { describe, expect, it } from 'vitest'
import { runExperiment } from './run-experiment.js'
import { memoryless } from './memoryless.js'

describe('a key of photon pairs as an experiment', () => {
  it('gives no standard error to what is counted once, and one to what is a mean', () => {
    const { rows } = runExperiment(memoryless, { seed: 'counts', scale: 0.02 })
    const row = (id: string) => rows.find((one) => one.id === `memoryless-${id}`)
    for (const id of ['sifted', 'fraction-finite', 'length', 'spent']) {
      expect(row(id)?.simulated?.standardError, id).toBe(0)
      expect(row(id)?.agrees, id).toBe(true)
    }
    for (const id of ['qber-z', 'qber-x', 'loss-1-rate'])
      expect(row(id)?.simulated?.standardError, id).toBeGreaterThan(0)
  })
})
