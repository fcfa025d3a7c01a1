import { describe, expect, it } from 'vitest'
import { Settled, SettledTeleportations } from './settled.js'

const name = (headSequence: number, tailSequence = headSequence) => ({
  initiator: 1,
  circuit: 2,
  headEpoch: 3,
  headSequence,
  tailEpoch: 4,
  tailSequence
})

describe('what became of teleportations', () => {
  it('is known until its time is over, and forgotten as others come', () => {
    const all = new SettledTeleportations()
    for (let number = 0; number < 1000; number++) all.add(new Settled(name(number), 0, number + 50), number)
    expect(all.size).toBe(50)
    expect(all.find(name(999), 999)?.error).toBe(0)
    expect(all.find(name(950), 999)?.until).toBe(1000)
    expect(all.find(name(950), 1000)).toBeUndefined()
    expect(all.find(name(949), 999)).toBeUndefined()
    all.clear()
    expect(all.find(name(999), 999)).toBeUndefined()
    all.add(new Settled(name(5), 5, 2000), 1000)
    expect(all.size).toBe(1)
  })

  it('is told apart by every part of the name', () => {
    const all = new SettledTeleportations()
    for (let tail = 0; tail < 5; tail++) all.add(new Settled(name(7, tail), tail === 3 ? 5 : 0, 100), 0)
    expect(all.find(name(7, 3), 0)?.error).toBe(5)
    for (const change of [{ initiator: 9 }, { circuit: 9 }, { headEpoch: 9 }, { tailEpoch: 9 }, { tailSequence: 9 }])
      expect(all.find({ ...name(7, 3), ...change }, 0)).toBeUndefined()
    all.add(new Settled(name(8), 0, 300), 200)
    expect(all.size).toBe(1)
  })
})
