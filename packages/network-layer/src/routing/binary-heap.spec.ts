import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BinaryHeap } from './binary-heap.js'

it('gives back in order what was put in, pushes and pops mixed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.integer({ min: 0, max: 99 }), { freq: 3 }), { size: 'max', maxLength: 60 }),
      (steps) => {
        const heap = new BinaryHeap((a, b) => a < b, 2)
        const sorted: number[] = []
        for (const step of steps) {
          if (step === null) expect(heap.pop()).toBe(sorted.shift() ?? -1)
          else {
            heap.push(step)
            sorted.push(step)
            sorted.sort((a, b) => a - b)
          }
          expect(heap.size).toBe(sorted.length)
        }
        heap.clear()
        expect(heap.pop()).toBe(-1)
      }
    ),
    { seed: 20_260_402, numRuns: 500 }
  )
})
