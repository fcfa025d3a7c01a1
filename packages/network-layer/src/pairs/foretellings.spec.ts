import { VirtualClock } from '@bellwire/runtime'
import { Host } from '@bellwire/statechart'
import type { Track } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Circuit, Side } from '../circuit/circuit.js'
import type { NetworkCore } from '../core.js'
import type { LinkPort } from '../link-port.js'
import { Foretellings } from './foretellings.js'
import { foretoldMachine } from './foretold-machine.js'

const PATIENCE = 100
const track = (request: number) => ({ type: 'TRACK', request }) as Track

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
    return new Side({} as Circuit, {} as LinkPort, 'upstream', 2)
  }

  wait(duration: number): void {
    this.clock.run({ until: this.clock.now() + duration })
  }
}

describe('what was said of a pair before it came', () => {
  it('is there when it comes, once, and of that pair and side only (NET-075)', () => {
    const rig = new Rig()
    const { foretellings, side, said } = rig
    foretellings.put(side, 3, 7, track(1))
    expect(foretellings.take(rig.another(), 3, 7)).toBeUndefined()
    expect(foretellings.take(side, 3, 8)).toBeUndefined()
    expect(foretellings.take(side, 4, 7)).toBeUndefined()
    expect(foretellings.take(side, 3, 7)?.track).toEqual(track(1))
    expect(foretellings.take(side, 3, 7)).toBeUndefined()
    expect([foretellings.size, said]).toEqual([0, []])
  })

  it('is that it is void where both were said, in whatever order (NET-077)', () => {
    for (const order of [
      [track(1), undefined],
      [undefined, track(1)]
    ]) {
      const { foretellings, side } = new Rig()
      for (const said of order) foretellings.put(side, 3, 7, said)
      expect(foretellings.size).toBe(1)
      expect(foretellings.take(side, 3, 7)).toMatchObject({ track: undefined })
    }
  })

  it('is the first TRACK where there are two', () => {
    const { foretellings, side, said } = new Rig()
    foretellings.put(side, 3, 7, track(1))
    foretellings.put(side, 3, 7, track(2))
    expect(said).toEqual(['repeated-TRACK'])
    expect(foretellings.take(side, 3, 7)?.track).toEqual(track(1))
  })

  it('lapses with the patience: the neighbour hears that the pair is void, unless it has said so (NET-076)', () => {
    const rig = new Rig()
    rig.foretellings.put(rig.side, 3, 7, track(1))
    rig.foretellings.put(rig.side, 3, 8, undefined)
    rig.foretellings.put(rig.side, 3, 9, track(1))
    rig.foretellings.put(rig.side, 3, 9, undefined)
    rig.wait(PATIENCE - 1)
    expect(rig.said).toEqual([])
    rig.wait(1)
    expect(rig.said).toEqual(['expire 3/7'])
    expect([rig.foretellings.size, rig.side.foretold.size]).toEqual([0, 0])
  })

  it('is dropped with the circuit, and only with that', () => {
    const rig = new Rig()
    const other = rig.another()
    rig.foretellings.put(rig.side, 3, 7, track(1))
    rig.foretellings.put(other, 3, 7, track(2))
    rig.foretellings.drop(rig.side)
    expect(rig.foretellings.take(rig.side, 3, 7)).toBeUndefined()
    expect(rig.foretellings.take(other, 3, 7)?.track).toEqual(track(2))
    rig.wait(2 * PATIENCE)
    expect([rig.foretellings.size, rig.said]).toEqual([0, []])
  })

  it('leaves nothing behind: no name and no timer, whatever is said and comes', () => {
    const step = fc.record({
      do: fc.constantFrom('track', 'void', 'take', 'wait'),
      sequence: fc.nat({ max: 3 }),
      by: fc.constantFrom(1, 50)
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30, size: 'max' }), (steps) => {
        const rig = new Rig()
        for (const { do: what, sequence, by } of steps) {
          if (what === 'wait') rig.wait(by)
          else if (what === 'take') rig.foretellings.take(rig.side, 1, sequence)
          else rig.foretellings.put(rig.side, 1, sequence, what === 'track' ? track(sequence) : undefined)
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
