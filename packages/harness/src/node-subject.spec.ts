import { CASES, runCase, Scene } from '@bellwire/conformance'
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

describe('a node as a subject that is killed', () => {
  const errors = ({ answers }: Scene): number => answers.filter(({ type }) => type === 'err').length

  /** One that has just taken a request. */
  const asked = async (): Promise<Scene> => {
    const scene = new Scene(new NodeSubject(), { isLasting: true })
    await scene.up()
    await scene.create()
    return scene
  }

  it('keeps its stores where it is told so, and only then (HAR-034)', async () => {
    const scene = await asked()
    await scene.stage.restart({ keeps: true })
    expect(errors(scene)).toBe(1)
    expect(scene.sent('HELLO').at(-1)?.epoch).toBe(scene.peer.epoch)
    await scene.stage.restart({ keeps: false })
    expect(scene.sent('HELLO').at(-1)?.epoch).toBe(0)
  })

  it('keeps them as they were between two outputs where it is told so (HAR-036)', async () => {
    for (const [outputs, ends] of [
      [0, 0],
      [100, 1]
    ] as const) {
      const scene = await asked()
      await scene.stage.restart({ keeps: true, outputs })
      expect(errors(scene)).toBe(ends)
    }
  })
})
