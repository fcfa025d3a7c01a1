import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { QubitMemory } from './qubit-memory.js'

describe('the qubit memory of a node', () => {
  it('gives every qubit to one owner at a time, and all of them', () => {
    const moves = fc.array(fc.record({ take: fc.boolean(), qubit: fc.nat(4), owner: fc.constantFrom('a', 'b') }), {
      maxLength: 60,
      size: 'max'
    })
    fc.assert(
      fc.property(moves, (all) => {
        const memory = new QubitMemory(5)
        const held = new Map<number, string>()
        for (const { take, qubit, owner } of all) {
          if (take) {
            const given = memory.allocate(owner)
            if (held.size === 5) expect(given).toBe(-1)
            else {
              expect(held.has(given)).toBe(false)
              expect(given).toBeGreaterThanOrEqual(0)
              expect(given).toBeLessThan(5)
              held.set(given, owner)
            }
          } else {
            memory.free(qubit)
            held.delete(qubit)
          }
          expect(memory.available).toBe(5 - held.size)
          for (let one = 0; one < 5; one++) expect(memory.owner(one)).toBe(held.get(one))
        }
      }),
      { seed: 1 }
    )
  })

  it('counts a qubit that is freed twice once', () => {
    const memory = new QubitMemory(2)
    const qubit = memory.allocate('a')
    memory.free(qubit)
    memory.free(qubit)
    expect([memory.available, memory.size]).toEqual([2, 2])
  })

  it('calls who waits once, when a qubit comes back, in turn', () => {
    const memory = new QubitMemory(1)
    const calls: string[] = []
    const first = { qubitFree: () => void calls.push('first') }
    const second = { qubitFree: () => void calls.push('second') }
    const qubit = memory.allocate('a')
    memory.whenFree(first)
    memory.whenFree(second)
    memory.whenFree(first)
    expect(calls).toEqual([])
    memory.free(qubit)
    expect(calls).toEqual(['first', 'second'])
    memory.free(memory.allocate('b'))
    expect(calls).toEqual(['first', 'second'])
  })

  it('lets who is called take the qubit and wait again, without end', () => {
    const memory = new QubitMemory(1)
    const qubit = memory.allocate('a')
    const got: number[] = []
    const greedy = {
      qubitFree: () => {
        const given = memory.allocate('greedy')
        got.push(given)
        if (given < 0) memory.whenFree(greedy)
      }
    }
    const other = {
      qubitFree: () => {
        got.push(memory.allocate('other'))
        memory.whenFree(other)
      }
    }
    memory.whenFree(greedy)
    memory.whenFree(other)
    memory.free(qubit)
    expect(got).toEqual([0, -1])
    memory.free(0)
    expect(got).toEqual([0, -1, 0])
  })

  it('tells of every change, and of none that is none', () => {
    const changes: string[] = []
    const memory = new QubitMemory(2, (qubit, owner, allocated) =>
      changes.push(`${owner} ${allocated ? 'takes' : 'frees'} ${qubit}`)
    )
    memory.allocate('a')
    memory.allocate('b')
    memory.allocate('c')
    memory.free(0)
    memory.free(0)
    memory.clear()
    expect(changes).toEqual(['a takes 0', 'b takes 1', 'a frees 0', 'b frees 1'])
    expect(memory.available).toBe(2)
  })
})
