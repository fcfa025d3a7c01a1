import { afterEach, describe, expect, it, vi } from 'vitest'
import { paced } from './paced.js'

describe('work that is done together', () => {
  afterEach(() => void vi.useRealTimers())

  it('is done at the end of the turn, and then not before its time', () => {
    vi.useFakeTimers()
    const soon = paced(4)
    const begun: number[] = []
    const start = performance.now()
    const ask = (): void => soon(() => begun.push(Math.round(performance.now() - start)))
    ask()
    expect(begun).toEqual([])
    vi.advanceTimersByTime(0)
    expect(begun).toEqual([0])
    vi.advanceTimersByTime(1)
    ask()
    vi.advanceTimersByTime(2)
    expect(begun).toEqual([0])
    vi.advanceTimersByTime(1)
    expect(begun).toEqual([0, 4])
    vi.advanceTimersByTime(100)
    ask()
    vi.advanceTimersByTime(0)
    expect(begun).toEqual([0, 4, 104])
  })
})
