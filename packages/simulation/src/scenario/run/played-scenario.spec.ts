import { describe, expect, it } from 'vitest'
import { RunCollector } from '../../report/index.js'
import { readScenario } from '../read/read-scenario.js'
import { PlayedScenario } from './played-scenario.js'
import { runScenario } from './run-scenario.js'

const MILLISECOND = 1_000_000
const meter = { now: () => 0, peakMemoryBytes: () => 0 }

const text = `
name: a star
duration: 500 ms
nodes: [{ name: a, qubits: 2 }, { name: b, qubits: 2 }, { name: c, qubits: 2 }]
stations: [{ name: middle }]
links:
  - { a: a, b: b, station: middle, length: 2 km, model: { kind: ideal, successProbability: 5 %, fidelity: 0.95 }, keepAliveInterval: 20 ms }
  - { a: a, b: c, station: middle, length: 2 km, model: { kind: ideal, successProbability: 5 %, fidelity: 0.95 }, keepAliveInterval: 20 ms }
requests:
  - { from: a, to: b, kind: keep, number: continuous, minimumFidelity: 0.8 }
  - { from: a, to: c, kind: measure, number: continuous, minimumFidelity: 0.8 }
`

function play() {
  const played = new PlayedScenario(readScenario(text), new RunCollector())
  expect(played.network.settle()).toBe(true)
  played.begin()
  return played
}

describe('a scenario that is played', () => {
  it('goes in steps of any length as in one', async () => {
    const played = play()
    for (let time = 0; time < 500 * MILLISECOND; time += 17 * MILLISECOND) await played.advance(time)
    await played.advance(500 * MILLISECOND)
    const { report } = await runScenario(readScenario(text), { meter })
    expect(report.pairs[0]!.delivered).toBeGreaterThan(100)
    expect({ ...played.report(), wallSeconds: 0, peakMemoryBytes: 0 }).toEqual(report)
  })

  it('has no pair over fibres that are cut, none of whose light or frames come through, until they are mended', async () => {
    const played = play()
    const { network } = played
    await played.advance(500 * MILLISECOND)
    const heralds: number[] = []
    const looked = network.world.onHerald
    network.world.onHerald = (herald) => {
      heralds.push(herald.link)
      looked?.(herald)
    }
    const delivered = () => played.report().pairs.map((pair) => pair.delivered)
    const before = delivered()
    played.faults.fibres('a', 'b', false)
    // c is at the same station, but over its own fibre; a's leads there as well.
    await played.advance(510 * MILLISECOND)
    expect(heralds).not.toContain(1)
    await played.advance(1000 * MILLISECOND)
    expect(delivered()[0]! - before[0]!).toBeLessThan(3)
    expect(network.node('a').link('b').status.up).toBe(false)
    played.faults.fibres('a', 'c', false)
    played.faults.fibres('a', 'b', true)
    await played.advance(1500 * MILLISECOND)
    // Their common fibre is still cut.
    expect(network.node('a').link('b').status.up).toBe(false)
    played.faults.fibres('a', 'c', true)
    const cut = delivered()
    await played.advance(3000 * MILLISECOND)
    expect(delivered()[0]! - cut[0]!).toBeGreaterThan(100)
    expect(delivered()[1]! - cut[1]!).toBeGreaterThan(100)
  })
})
