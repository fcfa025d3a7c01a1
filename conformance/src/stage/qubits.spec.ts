import { describe, expect, it } from 'vitest'
import { hardwareMonitor } from '../monitors/hardware.js'
import { Scene } from './scene.js'

describe("the node's hardware as the tester has it", () => {
  it.each([
    { type: 'STORE', qubit: 0, tag: 1 } as const,
    {
      type: 'GENERATE',
      link: 7,
      qubit: 99,
      firstSlot: 0,
      slots: 1,
      brightness: 1,
      arrival: 0,
      period: 1,
      arrivalBases: []
    } as const
  ])('says that it cannot follow what is not among its capabilities: $type (DEV-089)', (command) => {
    const nobody = { outputs: [], wake: Infinity }
    const subject = {
      identity: { implementation: 'none', version: '0', capabilities: [] },
      start: async () => nobody,
      input: async () => nobody,
      advance: async () => nobody,
      close: async () => undefined
    }
    const scene = new Scene(subject)
    const broken: string[] = []
    scene.stage.watch(hardwareMonitor((requirement) => void broken.push(requirement)))
    scene.qubits.command({ type: 'MEASURE', qubit: 0, basis: 0, rotation: undefined, tag: 1 })
    expect(broken).toEqual([])
    scene.qubits.command(command)
    expect(broken).toEqual(['DEV-089'])
  })
})
