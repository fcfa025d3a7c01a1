import { CASES, runCase } from '@bellwire/conformance'
import { describe, expect, it } from 'vitest'
import { NodeSubject } from './node-subject.js'

const ABOUT_QUBITS = CASES.filter(({ requirements }) => requirements.includes('LNK-098'))

describe('the node under the conformance suite', () => {
  it.each(ABOUT_QUBITS)('has every qubit free again that it needs no more: $name (LNK-098)', async (one) => {
    for (const seed of [1, 2]) {
      const { verdict, findings, unreached } = await runCase(new NodeSubject(), one, seed)
      expect({ verdict, findings, unreached }).toEqual({ verdict: 'pass', findings: [] })
    }
  })
})
