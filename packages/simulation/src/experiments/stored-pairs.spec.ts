import { checkTrace } from '@bellwire/invariants'
import { MemoryRecorder } from '@bellwire/runtime'
import { expect, it } from 'vitest'
import { SimulatedNetwork } from '../network/simulated-network.js'
import { ionNetwork } from './ion-network.js'
import { StoredPairs } from './stored-pairs.js'

it("a program's own measurements of kept pairs are in the trace, without their outcomes", () => {
  let recorder: MemoryRecorder | undefined
  const description = ionNetwork({ kilometres: 10, brightness: 0.17, storage: true })
  const network = new SimulatedNetwork(description, {
    seed: 'trace',
    recorder: (clock) => {
      recorder = new MemoryRecorder({ clock })
      return recorder
    }
  })
  expect(network.settle()).toBe(true)
  const stored = new StoredPairs(network, { kind: 'times', seconds: [0.1] })
  stored.run(12)
  expect(stored.complete).toBe(12)

  const records = [...recorder!.records()]
  const own = records.filter((record) => record.kind === 'deviceCommand' && record.type === 'measure')
  expect(own).toHaveLength(24)
  for (const record of own) expect(record).toMatchObject({ tag: expect.any(Number), qubit: expect.any(Number) })
  expect(own.every((record) => 'tag' in record && (record.tag as number) < 0)).toBe(true)
  const answers = records.filter((record) => record.kind === 'deviceResult' && record.type === 'measured')
  expect(answers).toHaveLength(24)
  expect(answers.some((record) => 'outcome' in record)).toBe(false)
  // Each qubit is measured 100 ms after it was delivered.
  const delivered = records.filter((record) => record.kind === 'ok' && record.at === 'alice').map(({ time }) => time)
  const measured = own.filter(({ at }) => at === 'alice').map(({ time }) => time)
  measured.forEach((time, index) => expect(time - (delivered[index] as number)).toBe(100_000_000))
  for (const node of [network.node('alice'), network.node('bob')])
    expect([...node.ignored.keys()]).not.toContain('answer-for-no-link')
  // The application may work on what it holds; under a link's name, or on what it does not hold, that is a breach.
  expect(checkTrace(records)).toEqual([])
  const foreign = records.map((record) => (record === own[3] ? { ...record, tag: 7 } : record))
  expect(checkTrace(foreign).map(({ invariant }) => invariant)).toEqual(['one-owner'])
  const unheld = records.map((record) => (record === own[3] ? { ...record, qubit: 1 } : record))
  expect(checkTrace(unheld)).not.toEqual([])
})
