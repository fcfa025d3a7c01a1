import { VirtualClock } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoryChannels } from './memory-channel.js'

/** A listener that writes down what it is told. */
function notes() {
  const told: (number | string)[] = []
  return {
    told,
    message: (bytes: Uint8Array) => void told.push(bytes[0] as number),
    closed: (reason: string) => void told.push(reason)
  }
}

describe('a channel in memory', () => {
  it('carries messages whole and in order, and then tells of the close, once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(255), { maxLength: 20 }), fc.nat(1000), fc.boolean(), (messages, delay, late) => {
        const clock = new VirtualClock()
        const [a, b] = memoryChannels(clock, delay, ['alice', 'bob'])
        const atB = notes()
        if (!late) b.listen(atB)
        for (const message of messages) a.send(Uint8Array.of(message))
        a.close('done')
        a.close('again')
        a.send(Uint8Array.of(1))
        clock.run({ until: 10_000 })
        if (late) b.listen(atB)
        expect(atB.told).toEqual([...messages, 'done'])
        expect([a.peer, b.peer]).toEqual(['bob', 'alice'])
      })
    )
  })

  it('tells an end that has closed it nothing more', () => {
    const clock = new VirtualClock()
    const [a, b] = memoryChannels(clock, 5)
    const atA = notes()
    a.listen(atA)
    b.send(Uint8Array.of(7))
    a.close()
    clock.run({ until: 100 })
    expect(atA.told).toEqual(['closed here'])
  })
})
