import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MemoryJournal } from './journal.js'
import { TraceError } from './trace/trace-error.js'

describe('MemoryJournal', () => {
  it('gives back what was appended since it was truncated, in order', () => {
    const action = fc.oneof(
      { weight: 5, arbitrary: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.oneof(fc.integer(), fc.string())) },
      { weight: 1, arbitrary: fc.constant('truncate' as const) }
    )
    fc.assert(
      fc.property(fc.array(action, { maxLength: 50, size: 'max' }), (actions) => {
        const journal = new MemoryJournal()
        let expected: unknown[] = []
        for (const item of actions) {
          if (item === 'truncate') {
            journal.truncate()
            expected = []
          } else {
            journal.append(item)
            expected.push({ ...item })
          }
        }
        expect([...journal.records()]).toEqual(expected)
      }),
      { seed: 1 }
    )
  })

  it('shares nothing with what was appended or read', () => {
    const journal = new MemoryJournal()
    const record = { list: [1] }
    journal.append(record)
    record.list.push(2)
    const [read] = [...journal.records()] as { list: number[] }[]
    read?.list.push(3)
    expect([...journal.records()]).toEqual([{ list: [1] }])
    expect(() => journal.append(new Map() as never)).toThrow(TraceError)
  })
})
