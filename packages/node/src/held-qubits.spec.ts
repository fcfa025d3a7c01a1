import { Basis, type DeviceCommand, Secret } from '@bellwire/device'
import { QubitMemory } from '@bellwire/link-layer'
import { beforeEach, describe, expect, it } from 'vitest'
import { HeldQubits } from './held-qubits.js'

describe('the qubits that a program holds', () => {
  let memory: QubitMemory
  let commands: DeviceCommand[]
  let qubits: HeldQubits

  beforeEach(() => {
    memory = new QubitMemory(2)
    commands = []
    qubits = new HeldQubits(memory, (command) => commands.push(command))
  })

  const tags = (): number[] => commands.map((command) => ('tag' in command ? command.tag : Number.NaN))

  const measured = (outcome: 0 | 1) => ({ type: 'measured', qubit: 0, tag: 0, outcome: new Secret(outcome) }) as const

  it('are counted', () => {
    memory.allocate('link 1')
    expect([qubits.total, qubits.free]).toEqual([2, 1])
  })

  it('are measured through the hardware, under names that no link uses', async () => {
    const qubit = memory.allocate('link 1')
    const outcome = qubits.measure(qubit, Basis.X)
    expect(commands).toEqual([{ type: 'measure', qubit, basis: Basis.X, rotation: null, tag: tags()[0] }])
    expect(tags()[0]).toBeLessThan(0)
    expect(qubits.answered(tags()[0]!, measured(1))).toBe(true)
    expect((await outcome).reveal()).toBe(1)
  })

  it('give each answer to the one who asked, once', () => {
    memory.allocate('link 1')
    memory.allocate('link 1')
    const heard: string[] = []
    qubits.measureDirect(0, Basis.Z, (outcome) => heard.push(`first ${outcome?.reveal()}`))
    qubits.measureDirect(1, Basis.Rotated, (outcome) => heard.push(`second ${outcome?.reveal()}`), {
      x1: 0,
      y: 1,
      x2: 0
    })
    const [first, second] = tags() as [number, number]
    expect(commands[1]).toMatchObject({ basis: Basis.Rotated, rotation: { x1: 0, y: 1, x2: 0 } })
    expect(qubits.answered(second, measured(0))).toBe(true)
    expect(qubits.answered(second, measured(1))).toBe(false)
    expect(qubits.answered(first, measured(1))).toBe(true)
    expect(heard).toEqual(['second 0', 'first 1'])
  })

  it('cannot be measured when nobody holds them', async () => {
    await expect(qubits.measure(0, Basis.Z)).rejects.toMatchObject({ code: 'NOT_HELD' })
    expect(() => qubits.measureDirect(7, Basis.Z, () => undefined)).toThrow(/qubit is 7/)
    expect(commands).toEqual([])
  })

  it('are lost with a reset: no answer is waited for any more', async () => {
    memory.allocate('link 1')
    memory.allocate('link 1')
    const outcome = qubits.measure(0, Basis.Z)
    const heard: unknown[] = []
    qubits.measureDirect(1, Basis.Z, (result) => heard.push(result))
    qubits.reset()
    await expect(outcome).rejects.toMatchObject({ code: 'RESET' })
    expect(heard).toEqual([null])
    expect(qubits.answered(tags()[0]!, measured(1))).toBe(false)
  })
})
