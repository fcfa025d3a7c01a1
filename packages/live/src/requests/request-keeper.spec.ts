import type { ProgramRecords } from '@bellwire/node'
import {
  MemoryRecords,
  type Plain,
  type RecordChanges,
  RecordError,
  type RecordStore,
  VirtualClock,
  WriteAhead
} from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requestRoutes } from '../management/request-routes.js'
import type { LiveRequest } from './live-request.js'
import { OpenedCircuits } from './opened-circuits.js'
import { RequestRecords } from './request-keeper.js'
import { Requests } from './requests.js'
import { parseWish } from './wish.js'

/** Commits when it is told to, and then only what was asked until its process was killed. */
class Disk implements RecordStore {
  readonly #stored = new MemoryRecords()
  #waiting: { readonly changes: RecordChanges; readonly done: () => void } | undefined

  read(): Iterable<readonly [string, Plain]> {
    return this.#stored.read()
  }

  commit(changes: RecordChanges, done: () => void): void {
    this.#waiting = { changes, done }
  }

  land(): void {
    const transaction = this.#waiting
    this.#waiting = undefined
    if (transaction === undefined) return
    this.#stored.commit(transaction.changes, () => undefined)
    transaction.done()
  }

  lose(): void {
    this.#waiting = undefined
  }
}

/** One process after another over one disk. */
class Life {
  readonly begun: LiveRequest[] = []
  readonly requests: Requests
  readonly #works: (() => void)[] = []

  constructor(
    readonly disk: Disk,
    voided: readonly string[] = []
  ) {
    const ahead = new WriteAhead(
      disk,
      (work) => this.#works.push(work),
      (error) => {
        throw error
      }
    )
    const records: ProgramRecords = {
      stored: new Map(disk.read()),
      changed: (name, take) => ahead.changed(name, take),
      after: (effect) => ahead.after(effect)
    }
    const perform = (request: LiveRequest) => {
      this.begun.push(request)
      return () => undefined
    }
    this.requests = new Requests(new VirtualClock(), perform, new RequestRecords(records), new Set(voided))
  }

  turn(): void {
    this.#works.shift()?.()
  }

  /** Ends the turn, and commits, until nothing waits. */
  settle(): this {
    for (let k = 0; k < 10; k++) {
      this.turn()
      this.disk.land()
    }
    return this
  }

  seen() {
    return this.requests.of('eve').map(({ view, results }) => ({ view, results: [...results] }))
  }
}

const wish = (id: string) => parseWish({ id, kind: 'measure', link: 'bob', number: 100 })
const pair = (name: string, outcome = 0) => ({ pair: name, outcome })

describe('requests that outlive their process', () => {
  it('are shown when they are durable, results and ends as well (RES-009)', async () => {
    const disk = new Disk()
    const life = new Life(disk)
    const request = life.requests.begin('eve', wish('a'))
    let written = false
    const waiting = life.requests.written().then(() => (written = true))
    request.add(pair('1:1.0'))
    request.end()
    life.turn()
    expect(request.view).toMatchObject({ state: 'open', results: 0 })
    await Promise.resolve()
    expect(written).toBe(false)
    disk.land()
    await waiting
    expect(request.view).toMatchObject({ state: 'complete', results: 1 })
  })

  it('are told of to nobody before they are durable, nor that they were cancelled (RES-009)', async () => {
    const disk = new Disk()
    const life = new Life(disk)
    const routes = requestRoutes(life.requests, new OpenedCircuits(() => expect.fail('no circuit is asked for')))
    const bearer = { name: 'eve', scopes: new Set(['requests'] as const), purposes: undefined }
    const answers: unknown[] = []
    const ask = async (method: string, path: string): Promise<void> => {
      const route = routes.find((one) => one.method === method && one.path === path)
      const { signal } = new AbortController()
      const query = new URLSearchParams()
      const asked = { bearer, parameters: { id: 'a' }, query, body: wish('a'), streamed: false, signal }
      answers.push(await route?.answer(asked))
    }
    const one = '/v1/requests/:id'
    const asked = [ask('POST', '/v1/requests'), ask('GET', '/v1/requests'), ask('GET', one)]
    life.turn()
    await Promise.resolve()
    expect(answers).toEqual([])
    disk.land()
    await Promise.all(asked)
    const open = { id: 'a', kind: 'measure', state: 'open', results: 0 }
    expect(answers).toEqual([
      { status: 201, body: open },
      { status: 200, body: { requests: [open] } },
      { status: 200, body: { ...open, from: 0, page: [] } }
    ])
    const cancelled = ask('DELETE', one)
    life.settle()
    await cancelled
    expect(answers.at(-1)).toMatchObject({ status: 200, body: { state: 'incomplete', reason: 'CANCELLED' } })
  })

  it('tell the later process what was told, which pairs are void, and their end, once (RES-006, RES-010)', () => {
    const disk = new Disk()
    const first = new Life(disk)
    const over = first.requests.begin('eve', wish('over'))
    const open = first.requests.begin('eve', wish('open'))
    over.add(pair('1:1.0', 1))
    over.add(pair('1:1.1'))
    over.end()
    open.add(pair('1:1.2'))
    first.settle()
    const second = new Life(disk, ['1:1.1', '1:1.2', '1:1.7']).settle()
    const found = [
      {
        view: { id: 'over', kind: 'measure', state: 'complete', results: 3 },
        results: [pair('1:1.0', 1), pair('1:1.1'), { pair: '1:1.1', void: true }]
      },
      {
        view: { id: 'open', kind: 'measure', state: 'incomplete', reason: 'OTHER', results: 2 },
        results: [pair('1:1.2'), { pair: '1:1.2', void: true }]
      }
    ]
    expect(second.seen()).toEqual(found)
    // Who asks again is given what there is.
    expect(second.requests.begin('eve', wish('open'))).toBe(second.requests.get('eve', 'open'))
    expect(() => second.requests.begin('eve', { ...wish('open'), purpose: 9 })).toThrow(/id is open; accepted/)
    expect(second.begun).toEqual([])
    expect(new Life(disk, ['1:1.1', '1:1.2']).settle().seen()).toEqual(found)
  })

  it('are never less than was seen of them, wherever their process is killed, and end once (RES-006, RES-010)', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constantFrom('begin', 'end'), id: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ kind: fc.constant('add'), id: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ kind: fc.constantFrom('turn', 'land', 'turn', 'land', 'kill'), id: fc.constant('') })
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const disk = new Disk()
        let life = new Life(disk)
        let count = 0
        const ends = new Map<string, unknown>()
        const check = (before: ReturnType<Life['seen']>) => {
          for (const { view, results } of before) {
            const now = life.requests.get('eve', view.id)
            expect(now.results.slice(0, results.length)).toEqual(results)
            if (view.state !== 'open') expect(now.view).toEqual(view)
          }
        }
        for (const { kind, id } of steps) {
          const before = life.seen()
          const known = before.find(({ view }) => view.id === id) && life.requests.get('eve', id)
          if (kind === 'begin') life.requests.begin('eve', wish(id))
          else if (kind === 'add') known?.add(pair(`1:1.${count++}`))
          else if (kind === 'end') known?.end(count % 2 === 0 ? 'TIMEOUT' : undefined)
          else if (kind === 'turn') life.turn()
          else if (kind === 'land') disk.land()
          else {
            disk.lose()
            // Nobody was told of those that were not durable.
            const told = before.filter(({ view }) => [...disk.read()].some(([name]) => name.endsWith(` ${view.id}`)))
            for (const { view, results } of before)
              if (view.state !== 'open' || results.length > 0) expect(told.map((one) => one.view.id)).toContain(view.id)
            life = new Life(disk).settle()
            check(told)
            for (const { view } of life.seen()) {
              expect(view.state).not.toBe('open')
              // Ends of earlier lives stay.
              const end = JSON.stringify(view)
              expect(ends.get(view.id) ?? end).toBe(end)
              ends.set(view.id, end)
            }
            continue
          }
          check(before)
        }
      }),
      { seed: 47, numRuns: 300 }
    )
  })

  it('are found again whatever they and their owners are called', () => {
    const disk = new Disk()
    const first = new Life(disk)
    for (const id of ['a', 'results']) {
      const request = first.requests.begin('results', wish(id))
      for (const name of ['1:1.0', '1:1.1']) {
        request.add(pair(name))
        first.settle()
      }
    }
    const later = new Life(disk).settle().requests.of('results')
    expect(later.map(({ id, results }) => [id, results])).toEqual([
      ['a', [pair('1:1.0'), pair('1:1.1')]],
      ['results', [pair('1:1.0'), pair('1:1.1')]]
    ])
  })

  it('are the same where they are asked for again, minus zero as well', () => {
    const disk = new Disk()
    const asked = () => parseWish({ id: 'a', kind: 'teleport', link: 'bob', states: [[-0, 0, 1]] })
    const first = new Life(disk)
    const request = first.requests.begin('eve', asked())
    first.settle()
    expect(first.requests.begin('eve', asked())).toBe(request)
    const later = new Life(disk).settle()
    expect(later.requests.begin('eve', asked()).view).toMatchObject({ state: 'incomplete', reason: 'OTHER' })
  })

  it('are forgotten with their results when there are too many', () => {
    const disk = new Disk()
    const life = new Life(disk)
    for (let k = 0; k < 1001; k++) {
      const request = life.requests.begin('eve', wish(`r${k}`))
      request.add(pair(`1:1.${k}`))
      request.end()
    }
    life.settle()
    expect([...disk.read()]).toHaveLength(2000)
    expect(new Life(disk).settle().seen()).toHaveLength(1000)
  })

  describe('are read whole or not at all (RES-004)', () => {
    const head = { id: 'a', owner: 'eve', wish: { ...wish('a') } as unknown as Plain, state: 'complete', order: 3 }
    const made = [pair('1:1.0', 1), pair('1:1.1')]
    const stored = (changes: Readonly<Record<string, Plain | undefined>>) => {
      const records: Record<string, Plain | undefined> = {
        'request eve a': head,
        'request eve a results 0': made,
        ...changes
      }
      return new RequestRecords({
        stored: new Map(Object.entries(records).filter((one): one is [string, Plain] => one[1] !== undefined)),
        changed: () => expect.fail('nothing is to be written'),
        after: () => expect.fail('nothing is to be written')
      })
    }

    it('as they were written', () => {
      const { order: _order, ...rest } = head
      const later = { 'request eve a results 2': [pair('1:1.2')], 'other eve b': 'of another program' }
      expect(stored(later).kept).toEqual([{ ...rest, made: [...made, pair('1:1.2')] }])
    })

    it.each<[what: string, changes: Record<string, Plain | undefined>, message: string | RegExp]>([
      ['no object', { 'request eve a': 7 }, /record request eve a: itself is 7; accepted: a mapping of id, owner/],
      ['no state', { 'request eve a': { ...head, state: 'done' } }, /state is "done"; accepted: one of open/],
      [
        'a field too many',
        { 'request eve a': { ...head, more: 1 } },
        /more is "more"; accepted: a mapping of id, owner/
      ],
      ['another id', { 'request eve a': { ...head, id: 'b' } }, /owner and id is "eve b"; accepted: the one in/],
      ['a reason', { 'request eve a': { ...head, reason: 'OTHER' } }, /reason is "OTHER"; accepted: one of a request/],
      [
        'no reason',
        { 'request eve a': { ...head, state: 'incomplete' } },
        /reason is missing; accepted: one of a request/
      ],
      ['an order', { 'request eve a': { ...head, order: -1 } }, /order is -1; accepted: an integer from 0/],
      ['no wish', { 'request eve a': { ...head, wish: 'x' } }, /record request eve a: wish is "x"; accepted: /],
      [
        'a wish that cannot be',
        { 'request eve a': { ...head, wish: { ...wish('a'), number: 0 } as unknown as Plain } },
        /wish.number is 0; accepted: an integer from 1/
      ],
      [
        'a wish of two ways',
        { 'request eve a': { ...head, wish: { ...wish('a'), circuit: 1 } as unknown as Plain } },
        /wish.link is .*; accepted: link or circuit, one of them/
      ],
      [
        'no list',
        { 'request eve a results 0': { outcome: 1 } },
        /results 0: itself is "\[results\]"; accepted: a list/
      ],
      ['no results', { 'request eve a results 0': [1] }, /results 0: itself is "\[results\]"; accepted: a list/],
      ['a gap', { 'request eve a results 3': made }, /results 3: its beginning is 3; accepted: 2/],
      ['no request', { 'request eve a': undefined }, /results 0: itself is .*; accepted: results of a request/]
    ])('not where there is %s', (_what, changes, message) => {
      expect(() => stored(changes)).toThrow(message)
      expect(() => stored(changes)).toThrow(RecordError)
    })
  })
})
