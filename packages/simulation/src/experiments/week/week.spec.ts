import { describe, expect, it } from 'vitest'
import type { HeraldView } from '@bellwire/physics'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import { fiveNodes } from './five-nodes.js'
import { LinkWatch } from './link-watch.js'
import { MinuteBins } from './minute-bins.js'
import { PROMISED_FIDELITY, WeekRun } from './week-run.js'

const MINUTE = 60_000_000_000

describe('an hour of five nodes whose links drift and calibrate', () => {
  const hour = new WeekRun({ seed: 'hour', minutes: 60 })
  hour.run()

  it('calibrates every link but the one in the dark two or three times, and circuits move away meanwhile', () => {
    expect(hour.links.calibrations).toBeGreaterThanOrEqual(12)
    expect(hour.links.calibrations).toBeLessThan(20)
    for (const { moves } of hour.circuits) expect(moves).toBeGreaterThan(2)
  })

  it('keeps the promised fidelity, and takes no pair from a link out of specification', () => {
    for (const bin of hour.bins) {
      expect(bin.used).toBeGreaterThan(55)
      expect(bin.kept(PROMISED_FIDELITY)).toBe(bin.used)
    }
    expect(hour.links.taken).toBeGreaterThan(4 * 900)
    expect(hour.links.unfit).toBe(0)
  })

  it('gives most pairs within ten seconds, and never estimates them too well in the mean', () => {
    for (const { asked, served, fidelity, estimate } of hour.circuits) {
      expect(asked).toBe(360)
      expect(served).toBeGreaterThan(0.95 * asked)
      expect(estimate.estimate.value).toBeLessThan(fidelity.estimate.value)
      expect(estimate.estimate.value).toBeGreaterThan(PROMISED_FIDELITY)
    }
  })
})

describe('the watch over links', () => {
  it('counts pairs that were taken from heralds out of specification', () => {
    const network = new SimulatedNetwork(fiveNodes(), { seed: 1 })
    const watch = new LinkWatch(network)
    expect(network.settle()).toBe(true)
    // Every third slot's herald is held to be one of a link out of specification, another of a drifting one.
    network.world.onHerald = (herald: HeraldView) =>
      watch.heralded({ ...herald, quality: herald.slot % 3 === 0 ? 2 : 1 })
    const [one, other] = [network.node('n1').link('n2'), network.node('n2').link('n1')]
    other.accept(0)
    let third = 0
    one.subscribe({
      delivered: ({ slot }) => {
        if (slot % 3 === 0) third += 1
      }
    })
    one.createDirect({ kind: 'measure', number: 60, minimumFidelity: 0.9 })
    network.run(network.clock.now() + MINUTE / 12)
    expect(watch.taken).toBe(120)
    expect(third).toBeGreaterThan(5)
    expect(watch.unfit).toBe(2 * third)
    expect(watch.unfitHeralds).toBe(third)
  })
})

describe('bins of a minute', () => {
  it('hold the mean of their minute against a fidelity, and leave out what is empty or too late', () => {
    const bins = new MinuteBins(5 * MINUTE, 4)
    bins.add(5 * MINUTE, 0.9)
    bins.add(5.9 * MINUTE, 0.8)
    bins.add(7 * MINUTE, 0.7)
    bins.add(8.999 * MINUTE, 0.95)
    bins.add(9 * MINUTE, 0.1)
    expect([bins.used, bins.kept(0.69), bins.kept(0.85), bins.kept(0.9)]).toEqual([3, 3, 2, 1])
  })
})
