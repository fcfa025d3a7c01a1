import { describe, expect, it } from 'vitest'
import { StationClock } from './station-clock.js'

function bench() {
  const time = { now: 1000 }
  return { time, clock: new StationClock(() => time.now) }
}

describe("the station's clock", () => {
  it("reads what the node's does until it is moved", () => {
    const { time, clock } = bench()
    expect([clock.reading, clock.when(5000)]).toEqual([1000, 5000])
    time.now = 7000
    expect([clock.reading, clock.when(5000)]).toEqual([7000, 5000])
  })

  it('goes on from where it was put', () => {
    const { time, clock } = bench()
    clock.step(300)
    time.now = 2000
    expect([clock.reading, clock.when(2300), clock.when(2400)]).toEqual([2300, 2000, 2100])
    clock.step(-500)
    expect([clock.reading, clock.when(1800)]).toEqual([1800, 2000])
  })

  it('gains from now on, and from no time before', () => {
    const { time, clock } = bench()
    clock.gain(100_000_000)
    expect(clock.reading).toBe(1000)
    time.now = 1_001_000
    expect([clock.reading, clock.when(1_001_100)]).toEqual([1_001_100, 1_001_000])
    clock.step(50)
    clock.gain(0)
    time.now = 2_001_000
    expect(clock.reading).toBe(2_001_150)
  })
})
