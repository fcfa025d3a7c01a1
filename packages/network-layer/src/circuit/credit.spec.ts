import type { PairName } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LinkPort } from '../link-port.js'
import { type Circuit, Side } from './circuit.js'
import { GrantedCredit } from './credit.js'

type News = NonNullable<ReturnType<GrantedCredit['news']>>

const nowhere = { circuit: {} as Circuit, port: {} as LinkPort }
const sameName = (a: PairName, b: PairName) => a.epoch === b.epoch && a.sequence === b.sequence

/**
 * One circuit on one link: the sides of its two nodes, the pairs on their way to each, the credit on its way upstream.
 * Any pair may miss either node; the other one then hears that it has expired, and the link makes another.
 */
class CreditModel {
  readonly up: Side
  readonly down: Side
  readonly atUp: PairName[] = []
  readonly atDown: PairName[] = []
  toUp: PairName[] = []
  toDown: PairName[] = []
  readonly credits: News[] = []
  /** Asked of the link and not made. */
  unmade = 0
  /** Made again after the upstream node had used the first: its room may be given to others already. */
  #again = 0
  #epoch = 1
  #sequence: number

  constructor(upWindow: number, downWindow: number, firstSequence: number) {
    this.up = new Side(nowhere.circuit, nowhere.port, 'downstream', upWindow)
    this.down = new Side(nowhere.circuit, nowhere.port, 'upstream', downWindow)
    this.#sequence = firstSequence
    this.down.granted.opened()
    this.up.credit.heard(downWindow, { epoch: 0, sequence: 0 })
  }

  ask(): void {
    const number = this.up.wanted
    if (number < 1) return
    this.up.outstanding += number
    this.unmade += number
  }

  make(): void {
    if (this.unmade === 0) return
    this.unmade -= 1
    const pair = { epoch: this.#epoch, sequence: this.#sequence }
    this.#sequence = (this.#sequence + 1) >>> 0
    this.toUp.push(pair)
    this.toDown.push(pair)
  }

  arriveUp(): void {
    const pair = this.toUp.shift()
    if (pair === undefined) return
    this.atUp.push(pair)
    this.up.held += 1
    this.up.credit.arrived(pair)
    this.up.outstanding -= 1
  }

  arriveDown(): void {
    const pair = this.toDown.shift()
    if (pair === undefined) return
    this.atDown.push(pair)
    this.down.held += 1
    this.down.granted.arrived(pair)
  }

  /** The next pair misses the downstream node. */
  missDown(): void {
    const pair = this.toDown.shift()
    if (pair !== undefined) this.#expireUp(pair)
  }

  missUp(): void {
    const pair = this.toUp.shift()
    if (pair === undefined) return
    // The link makes another.
    this.unmade += 1
    this.#expireDown(pair)
  }

  #expireUp(pair: PairName): void {
    const waiting = this.toUp.findIndex((other) => sameName(other, pair))
    if (waiting >= 0) {
      this.toUp.splice(waiting, 1)
      this.unmade += 1
      return
    }
    this.up.credit.expired(pair)
    const had = this.#freeAt(this.atUp, this.up, pair)
    this.up.outstanding += 1
    this.unmade += 1
    if (!had) this.#again += 1
  }

  #expireDown(pair: PairName): void {
    const waiting = this.toDown.findIndex((other) => sameName(other, pair))
    if (waiting >= 0) this.toDown.splice(waiting, 1)
    else if (this.#freeAt(this.atDown, this.down, pair)) this.#tell()
  }

  freeUp(): void {
    const pair = this.atUp[0]
    if (pair !== undefined) this.#freeAt(this.atUp, this.up, pair)
  }

  freeDown(): void {
    const pair = this.atDown[0]
    if (pair !== undefined && this.#freeAt(this.atDown, this.down, pair)) this.#tell()
  }

  creditCame(): void {
    const credit = this.credits.shift()
    if (credit !== undefined) this.up.credit.heard(credit.window, credit)
  }

  /** Pairs that only one end has are void; numbers begin anew; what was asked of the link has failed. */
  nextEpoch(): void {
    const [lateUp, lateDown] = [this.toUp, this.toDown]
    this.toUp = []
    this.toDown = []
    this.unmade = 0
    this.up.outstanding = 0
    for (const pair of lateDown) {
      this.up.credit.expired(pair)
      this.#freeAt(this.atUp, this.up, pair)
    }
    for (const pair of lateUp) if (this.#freeAt(this.atDown, this.down, pair)) this.#tell()
    this.#epoch += 1
    this.#sequence = 3
  }

  #freeAt(held: PairName[], side: Side, pair: PairName): boolean {
    const index = held.findIndex((other) => sameName(other, pair))
    if (index < 0) return false
    held.splice(index, 1)
    side.held -= 1
    return true
  }

  #tell(): void {
    const news = this.down.granted.news(this.down.free)
    if (news !== undefined) this.credits.push(news)
  }

  check(): void {
    const above = this.atUp.length + this.toUp.length + this.unmade - this.up.window
    if (above < 0) this.#again = 0
    expect(above).toBeLessThanOrEqual(this.#again)
    expect(this.atDown.length + this.toDown.length + this.unmade).toBeLessThanOrEqual(this.down.window)
  }

  /** Everything that is under way comes, and everything held is used. */
  settle(): void {
    for (let turn = 0; turn < 50; turn++) {
      while (this.unmade > 0) this.make()
      while (this.toUp.length > 0) this.arriveUp()
      while (this.toDown.length > 0) this.arriveDown()
      while (this.atUp.length > 0) this.freeUp()
      while (this.atDown.length > 0) this.freeDown()
      while (this.credits.length > 0) this.creditCame()
    }
  }
}

const STEPS = [
  'ask',
  'make',
  'arriveUp',
  'arriveDown',
  'missDown',
  'missUp',
  'freeUp',
  'freeDown',
  'creditCame',
  'nextEpoch'
] as const

const step = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...STEPS.slice(0, 4)) },
  { weight: 2, arbitrary: fc.constantFrom(...STEPS.slice(4, 6)) },
  { weight: 9, arbitrary: fc.constantFrom(...STEPS.slice(6, 9)) },
  { weight: 1, arbitrary: fc.constant('nextEpoch' as const) }
)
const windows = fc.integer({ min: 1, max: 5 })

describe('the credit of a circuit on a link', () => {
  it('never lets more be asked than both nodes have room for, whatever is lost or late (NET-057, NET-059)', () => {
    fc.assert(
      fc.property(windows, windows, fc.array(step, { maxLength: 80, size: 'max' }), (upWindow, downWindow, steps) => {
        const model = new CreditModel(upWindow, downWindow, 0xffff_fffd)
        for (const name of steps) {
          model[name]()
          model.check()
        }
      }),
      { seed: 51, numRuns: 500 }
    )
  })

  it('is never lost: when all is used, at least half the room can be asked for again (NET-112)', () => {
    fc.assert(
      fc.property(windows, windows, fc.array(step, { maxLength: 80, size: 'max' }), (upWindow, downWindow, steps) => {
        const model = new CreditModel(upWindow, downWindow, 0xffff_fffd)
        for (const name of steps) model[name]()
        model.settle()
        expect(model.up.wanted).toBeGreaterThanOrEqual(Math.min(upWindow, Math.ceil(downWindow / 2)))
        // And so for ever.
        for (let turn = 0; turn < 3; turn++) {
          model.ask()
          expect(model.unmade).toBeGreaterThan(0)
          model.settle()
        }
      }),
      { seed: 52, numRuns: 300 }
    )
  })

  it('names the latest pair that has come, with the room after it (NET-059)', () => {
    const granted = new GrantedCredit(2)
    granted.opened()
    for (const sequence of [0xffff_ffff, 0]) granted.arrived({ epoch: 4, sequence })
    expect(granted.news(0)).toBeUndefined()
    expect(granted.news(1)).toEqual({ window: 1, epoch: 4, sequence: 0 })
    expect(granted.news(1)).toBeUndefined()
  })

  it('is not told for every pair: of a wide window half is gathered first', () => {
    const granted = new GrantedCredit(8)
    granted.opened()
    let frames = 0
    for (let sequence = 0; sequence < 80; sequence++) {
      granted.arrived({ epoch: 1, sequence })
      if (granted.news(8) !== undefined) frames += 1
    }
    expect(frames).toBe(80 / 4)
  })
})

describe('the room that a node tells', () => {
  it('is at least one pair, also after more pairs came than there was room for', () => {
    const granted = new GrantedCredit(1)
    granted.opened()
    for (const sequence of [1, 2, 3]) granted.arrived({ epoch: 1, sequence })
    expect([granted.news(-1), granted.news(0)]).toEqual([undefined, undefined])
    expect(granted.news(1)).toEqual({ window: 1, epoch: 1, sequence: 3 })
    expect(granted.news(1)).toBeUndefined()
  })
})
