import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plain } from '../trace/plain.js'
import { MemoryRecords, type RecordChanges, type RecordStore } from './record-store.js'
import { SAME, WriteAhead } from './write-ahead.js'

/** Commits when it is told to, and loses what it has not committed. */
class HeldStore implements RecordStore {
  readonly stored = new MemoryRecords()
  readonly waiting: { readonly changes: RecordChanges; readonly done: (error?: Error) => void }[] = []

  read(): Iterable<readonly [string, Plain]> {
    return this.stored.read()
  }

  commit(changes: RecordChanges, done: (error?: Error) => void): void {
    this.waiting.push({ changes, done })
  }

  /** Stores the oldest transaction; its caller hears of it later. */
  land(): (() => void) | undefined {
    const next = this.waiting.shift()
    if (next === undefined) return undefined
    this.stored.commit(next.changes, () => undefined)
    return () => next.done()
  }
}

function turns() {
  const store = new HeldStore()
  const works: (() => void)[] = []
  const failures: Error[] = []
  const seen: string[] = []
  const ahead = new WriteAhead(
    store,
    (work) => works.push(work),
    (error) => failures.push(error)
  )
  return { store, ahead, seen, failures, endTurn: () => works.shift()?.() }
}

const names = (changes: RecordChanges | undefined) => Object.fromEntries(changes ?? [])

describe('what is written ahead', () => {
  it('is taken at the end of the turn, and what waits for it is done when it is committed (RES-001)', () => {
    const { store, ahead, seen, endTurn } = turns()
    let value = 1
    ahead.changed('a', () => value)
    ahead.after(() => seen.push('answer'))
    value = 2
    expect(store.waiting).toEqual([])
    endTurn()
    expect(names(store.waiting[0]?.changes)).toEqual({ a: 2 })
    expect(seen).toEqual([])
    const tell = store.land()
    expect(seen).toEqual([])
    tell?.()
    expect(seen).toEqual(['answer'])
  })

  it('leaves out what turns out to be as it was, and waits for nothing where that is all', () => {
    const { store, ahead, seen, endTurn } = turns()
    ahead.changed('a', () => 1)
    ahead.changed('b', () => SAME)
    endTurn()
    expect(names(store.waiting[0]?.changes)).toEqual({ a: 1 })
    store.land()?.()
    ahead.changed('a', () => SAME)
    ahead.after(() => seen.push('answer'))
    endTurn()
    expect(store.waiting).toEqual([])
    expect(seen).toEqual(['answer'])
  })

  it('waits for what is said later in the turn as well', () => {
    const { store, ahead, seen, endTurn } = turns()
    ahead.after(() => seen.push('answer'))
    ahead.changed('a', () => 1)
    endTurn()
    expect(seen).toEqual([])
    store.land()?.()
    expect(seen).toEqual(['answer'])
  })

  it('goes into one transaction with what comes while another is under way (RES-002)', () => {
    const { store, ahead, seen, endTurn } = turns()
    ahead.changed('a', () => 1)
    endTurn()
    for (const name of ['b', 'c']) {
      ahead.changed(name, () => 2)
      ahead.after(() => seen.push(name))
      endTurn()
    }
    expect(store.waiting).toHaveLength(1)
    store.land()?.()
    endTurn()
    expect(store.waiting.map(({ changes }) => names(changes))).toEqual([{ b: 2, c: 2 }])
    store.land()?.()
    expect(seen).toEqual(['b', 'c'])
  })

  it('is no transaction where nothing has changed', () => {
    const { store, ahead, seen, endTurn } = turns()
    ahead.after(() => seen.push('answer'))
    endTurn()
    expect(store.waiting).toEqual([])
    expect(seen).toEqual(['answer'])
  })

  it('stops everything that leaves when it cannot be written, and says why (RES-003)', () => {
    const { store, ahead, seen, failures, endTurn } = turns()
    ahead.changed('a', () => 1)
    ahead.after(() => seen.push('answer'))
    endTurn()
    store.waiting.shift()?.done(new Error('the disk is full'))
    ahead.after(() => seen.push('another'))
    ahead.changed('b', () => 1)
    endTurn()
    endTurn()
    expect(seen).toEqual([])
    expect(store.waiting).toEqual([])
    expect(failures.map(({ message }) => message)).toEqual(['the disk is full'])
  })

  it('holds whatever was seen, wherever the process is killed (RES-001)', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('count' as const), name: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ kind: fc.constantFrom('turn' as const, 'land' as const, 'tell' as const) })
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const { store, ahead, endTurn } = turns()
        const counts: Record<string, number> = { a: 0, b: 0, c: 0 }
        const seen: Record<string, number> = { a: 0, b: 0, c: 0 }
        const landed: (() => void)[] = []
        for (const one of steps) {
          if (one.kind === 'count') {
            const { name } = one
            const now = (counts[name] as number) + 1
            counts[name] = now
            ahead.changed(name, () => counts[name])
            ahead.after(() => {
              seen[name] = now
            })
          } else if (one.kind === 'turn') endTurn()
          else if (one.kind === 'land') {
            const tell = store.land()
            if (tell !== undefined) landed.push(tell)
          } else landed.shift()?.()
          // Killed now, a later process would know at least what was seen.
          const known = Object.fromEntries(store.read())
          for (const name of ['a', 'b', 'c'])
            expect(Number(known[name] ?? 0)).toBeGreaterThanOrEqual(seen[name] as number)
        }
      }),
      { seed: 31 }
    )
  })
})

describe('records in memory', () => {
  it('are copies, replaced and removed by name', () => {
    const records = new MemoryRecords()
    const record = { list: [1] }
    records.commit(new Map([['a', record]]), () => undefined)
    record.list.push(2)
    expect([...records.read()]).toEqual([['a', { list: [1] }]])
    records.commit(new Map([['a', undefined]]), () => undefined)
    expect([...records.read()]).toEqual([])
  })
})
