import { VirtualClock } from '@bellwire/runtime'
import { Host } from '@bellwire/statechart'
import type { Hop, Reach, Track } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Circuit, Side } from '../circuit/circuit.js'
import { SwapRank } from '../circuit/swap-rank.js'
import type { NetworkCore } from '../core.js'
import type { LinkPort } from '../link-port.js'
import { Foretellings } from './foretellings.js'
import { foretoldMachine } from './foretold-machine.js'

const PATIENCE = 100
/** Of the node before the responder. */
const RANK = SwapRank.of(
  [0, 0, 1, 2, 3].map((rank) => ({ rank }) as Hop),
  4
)
const track = (request: number, sequence = 7) => ({ type: 'TRACK', request, epoch: 3, sequence }) as Track
const reach = (position: number, sequence = 7) => ({ type: 'REACH', epoch: 3, sequence, position }) as Reach

class Rig {
  readonly clock = new VirtualClock()
  readonly said: string[] = []
  readonly side = this.another()
  readonly foretellings: Foretellings
  #names = 0

  constructor() {
    const host = new Host({
      machines: { foretold: foretoldMachine },
      clock: this.clock,
      runner: 'generated',
      owner: this
    })
    this.foretellings = new Foretellings({
      options: { ignored: (reason: string) => this.said.push(reason) },
      configuration: { patience: PATIENCE },
      tables: { foretold: host.table('foretold') },
      nextName: () => ++this.#names,
      pairExpire: (_side: Side, epoch: number, sequence: number) => this.said.push(`expire ${epoch}/${sequence}`)
    } as unknown as NetworkCore)
  }

  output(event: { readonly type: string; readonly foretold?: number }): void {
    if (event.type === 'lapsed') this.foretellings.lapsed(event.foretold as number)
    else this.said.push(event.type)
  }

  undelivered(): void {
    this.said.push('undelivered')
  }

  another(): Side {
    return new Side({ position: 4, rank: RANK } as Circuit, {} as LinkPort, 'upstream', 2)
  }

  wait(duration: number): void {
    this.clock.run({ until: this.clock.now() + duration })
  }
}

describe('what was said of a pair before it came', () => {
  it('is there when it comes, once, and of that pair and side only (NET-075)', () => {
    const rig = new Rig()
    const { foretellings, side, said } = rig
    foretellings.track(side, track(1))
    expect(foretellings.take(rig.another(), 3, 7)).toBeUndefined()
    expect(foretellings.take(side, 3, 8)).toBeUndefined()
    expect(foretellings.take(side, 4, 7)).toBeUndefined()
    expect(foretellings.take(side, 3, 7)?.track).toEqual(track(1))
    expect(foretellings.take(side, 3, 7)).toBeUndefined()
    expect([foretellings.size, said]).toEqual([0, []])
  })

  it('is a TRACK and the farthest REACH where both were said, in whatever order (NET-075)', () => {
    for (const first of ['track', 'reach']) {
      const { foretellings, side, said } = new Rig()
      if (first === 'track') foretellings.track(side, track(1))
      for (const position of [3, 2, 1, 2]) foretellings.reach(side, reach(position))
      if (first === 'reach') foretellings.track(side, track(1))
      expect(foretellings.size).toBe(1)
      expect(said).toEqual(['REACH', 'REACH'])
      expect(foretellings.take(side, 3, 7)).toMatchObject({ void: false, track: track(1), reach: 1 })
    }
  })

  it('is that it is void where that and something else was said, in whatever order (NET-077)', () => {
    for (const order of [
      ['track', 'void'],
      ['void', 'track'],
      ['reach', 'void'],
      ['void', 'reach']
    ]) {
      const { foretellings, side } = new Rig()
      for (const said of order)
        if (said === 'void') foretellings.void(side, 3, 7)
        else if (said === 'track') foretellings.track(side, track(1))
        else foretellings.reach(side, reach(0))
      expect(foretellings.size).toBe(1)
      expect(foretellings.take(side, 3, 7)).toMatchObject({ void: true, track: undefined, reach: undefined })
    }
  })

  it('is the first TRACK where there are two', () => {
    const { foretellings, side, said } = new Rig()
    foretellings.track(side, track(1))
    foretellings.track(side, track(2))
    expect(said).toEqual(['repeated-TRACK'])
    expect(foretellings.take(side, 3, 7)?.track).toEqual(track(1))
  })

  it('lapses with the patience: the neighbour hears that the pair is void, unless it has said so (NET-076)', () => {
    const rig = new Rig()
    rig.foretellings.track(rig.side, track(1))
    rig.foretellings.void(rig.side, 3, 8)
    rig.foretellings.track(rig.side, track(1, 9))
    rig.foretellings.void(rig.side, 3, 9)
    rig.foretellings.reach(rig.side, reach(1, 10))
    rig.wait(PATIENCE - 1)
    expect(rig.said).toEqual([])
    rig.wait(1)
    expect(rig.said).toEqual(['expire 3/7', 'expire 3/10'])
    expect([rig.foretellings.size, rig.side.foretold.size]).toEqual([0, 0])
  })

  it('is dropped with the circuit, and only with that', () => {
    const rig = new Rig()
    const other = rig.another()
    rig.foretellings.track(rig.side, track(1))
    rig.foretellings.track(other, track(2))
    rig.foretellings.drop(rig.side)
    expect(rig.foretellings.take(rig.side, 3, 7)).toBeUndefined()
    expect(rig.foretellings.take(other, 3, 7)?.track).toEqual(track(2))
    rig.wait(2 * PATIENCE)
    expect([rig.foretellings.size, rig.said]).toEqual([0, []])
  })

  it('leaves nothing behind: no name and no timer, whatever is said and comes', () => {
    const step = fc.record({
      do: fc.constantFrom('track', 'reach', 'void', 'take', 'wait'),
      sequence: fc.nat({ max: 3 }),
      by: fc.constantFrom(1, 50)
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30, size: 'max' }), (steps) => {
        const rig = new Rig()
        for (const { do: what, sequence, by } of steps) {
          if (what === 'wait') rig.wait(by)
          else if (what === 'take') rig.foretellings.take(rig.side, 3, sequence)
          else if (what === 'void') rig.foretellings.void(rig.side, 3, sequence)
          else if (what === 'track') rig.foretellings.track(rig.side, track(1, sequence))
          else rig.foretellings.reach(rig.side, reach(by % 4, sequence))
          expect(rig.foretellings.size).toBe(rig.side.foretold.size)
        }
        rig.wait(PATIENCE)
        expect([rig.foretellings.size, rig.side.foretold.size]).toEqual([0, 0])
        expect(rig.said).not.toContain('undelivered')
      }),
      { seed: 56, numRuns: 150 }
    )
  })
})
