import type { DeviceCommand, DeviceResult, QuantumDevice } from '@bellwire/device'
import { MemoryRecorder, VirtualClock } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { NodeTrace } from './node-trace.js'
import { TracedDevice } from './traced-device.js'

function traced() {
  const clock = new VirtualClock()
  const recorder = new MemoryRecorder({ clock })
  const trace = new NodeTrace(recorder, 'alice', 1, clock)
  const executed: DeviceCommand[] = []
  const hardware = { execute: (command: DeviceCommand) => void executed.push(command) } as unknown as QuantumDevice
  return { recorder, trace, executed, device: new TracedDevice(hardware, trace) }
}

/** What was recorded, without what every record has. */
function contents(recorder: MemoryRecorder): unknown[] {
  return [...recorder.records()].map((record) =>
    Object.fromEntries(Object.entries(record).filter(([field]) => !['n', 'time', 'at'].includes(field)))
  )
}

describe('the trace of operations on two qubits', () => {
  it('has a record for each of the qubits, and passes the command on', () => {
    const { recorder, executed, device } = traced()
    const swap: DeviceCommand = { type: 'swap', a: 3, b: 5, tag: 8 }
    const distil: DeviceCommand = { type: 'distil', keep: 1, sacrifice: 2, protocol: 'dejmps', side: 1, tag: 9 }
    device.execute(swap)
    device.execute(distil)
    expect(executed).toEqual([swap, distil])
    expect(contents(recorder)).toEqual([
      { kind: 'deviceCommand', type: 'swap', qubit: 3, tag: 8 },
      { kind: 'deviceCommand', type: 'swap', qubit: 5, tag: 8 },
      { kind: 'deviceCommand', type: 'distil', qubit: 1, tag: 9 },
      { kind: 'deviceCommand', type: 'distil', qubit: 2, tag: 9 }
    ])
  })

  it('says what was found, which is no secret', () => {
    const { recorder, trace } = traced()
    const results: DeviceResult[] = [
      { type: 'swapped', a: 3, b: 5, tag: 8, outcome: 2 },
      { type: 'distilled', keep: 1, sacrifice: 2, tag: 9, outcome: 1 }
    ]
    for (const result of results) trace.result(result)
    expect(contents(recorder)).toEqual([
      { kind: 'deviceResult', type: 'swapped', qubit: 3, tag: 8 },
      { kind: 'deviceResult', type: 'swapped', qubit: 5, tag: 8 },
      { kind: 'event', name: 'swapped', fields: { first: 3, second: 5, tag: 8, outcome: 2 } },
      { kind: 'deviceResult', type: 'distilled', qubit: 1, tag: 9 },
      { kind: 'deviceResult', type: 'distilled', qubit: 2, tag: 9 },
      { kind: 'event', name: 'distilled', fields: { first: 1, second: 2, tag: 9, outcome: 1 } }
    ])
  })
})
