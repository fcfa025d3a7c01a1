import { createRandom, VirtualClock } from '@bellwire/runtime'
import { encodedSize, type Frame, WireError } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { numbered, numberedBytes, pair } from '../test/recording.js'
import { MemoryNetwork, NetworkError, propagationDelay } from './index.js'

const refusal = (action: () => unknown): Record<string, unknown> => {
  try {
    action()
  } catch (error) {
    if (error instanceof NetworkError) return { code: error.code, field: error.field, value: error.value }
    throw error
  }
  throw new Error('it was not refused')
}

describe('nodes without a channel', () => {
  it('have what lies between them otherwise, asked for once in each direction', () => {
    const clock = new VirtualClock()
    const asked: string[] = []
    const network = new MemoryNetwork({
      clock,
      random: createRandom(1),
      otherwise: (from, to) => {
        asked.push(`${from}>${to}`)
        return to === 3 ? undefined : { delay: 10 * from }
      }
    })
    const arrivals: string[] = []
    const [one, two] = [1, 2, 3].map((node) => {
      const transport = network.attach(node, `node ${node}`)
      transport.listen({ frame: (from) => arrivals.push(`${from}>${node} ${clock.now()}`), malformed: () => {} })
      return transport
    })
    for (const serial of [1, 2]) one?.send(2, numbered(serial))
    two?.send(1, numbered(3))
    one?.send(3, numbered(4))
    one?.send(4, numbered(5))
    clock.run()
    expect(arrivals).toEqual(['1>2 10', '1>2 10', '2>1 20'])
    expect(asked).toEqual(['1>2', '2>1', '1>3'])
    expect(() => network.configure(1, 2, { loss: 2 })).toThrow(NetworkError)
    network.configure(1, 2, { loss: 1 })
    one?.send(2, numbered(6))
    clock.run()
    expect(arrivals).toHaveLength(3)
  })
})

describe('a channel', () => {
  it('delivers after its delay, in both directions', () => {
    const { clock, one, two, arrivals } = pair({ delay: 1000 })
    const back: number[] = []
    one.listen({ frame: () => back.push(clock.now()), malformed: () => {} })
    one.send(2, numbered(5))
    two.send(1, numbered(6))
    expect(arrivals).toEqual([])
    clock.run()
    expect(arrivals).toEqual([{ at: 1000, serial: 5 }])
    expect(back).toEqual([1000])
  })

  it('may differ between its directions', () => {
    const { clock, network, one, two, arrivals } = pair({ delay: 1000 })
    network.connect(1, 2, { delay: 10 }, { delay: 20 })
    const back: number[] = []
    one.listen({ frame: () => back.push(clock.now()), malformed: () => {} })
    one.send(2, numbered(5))
    two.send(1, numbered(6))
    clock.run()
    expect(arrivals[0]?.at).toBe(10)
    expect(back).toEqual([20])
  })

  it('hands over the very frame without the wire, an equal one with it', () => {
    for (const wire of [false, true]) {
      const { clock, one, two } = pair({ delay: 1 }, { wire })
      const heard: Frame[] = []
      two.listen({ frame: (_from, frame) => heard.push(frame), malformed: () => {} })
      const frame = numbered(3)
      one.send(2, frame)
      clock.run()
      expect(heard).toEqual([frame])
      expect(heard[0] === frame).toBe(!wire)
    }
  })

  it('says of every frame which node has sent it, by where it was sent and not by what it says (WIR-050)', () => {
    for (const wire of [false, true]) {
      const { clock, network, one, two } = pair({ delay: 1 }, { wire })
      const three = network.attach(3, 'three')
      network.connect(2, 3, { delay: 1 })
      const heard: [number, Frame][] = []
      two.listen({ frame: (from, frame) => heard.push([from, frame]), malformed: () => {} })
      const frame: Frame = {
        type: 'HELLO',
        link: 1,
        incarnation: 5,
        epoch: 0,
        node: 1,
        role: 0,
        answer: false,
        minimumVersion: 1,
        maximumVersion: 1,
        kinds: 0,
        bases: 0,
        heraldingPlace: 0
      }
      one.send(2, frame)
      clock.run()
      three.send(2, frame)
      clock.run()
      expect(heard).toEqual([
        [1, frame],
        [3, frame]
      ])
    }
  })

  it('never delivers inside send, also without delay', () => {
    const { clock, one, arrivals } = pair({ delay: 0 })
    one.send(2, numbered(1))
    expect(arrivals).toEqual([])
    clock.run()
    expect(arrivals).toEqual([{ at: 0, serial: 1 }])
  })

  it('takes the time of its bits to send a frame, and lets the next wait', () => {
    const size = encodedSize(numbered(1))
    expect(numberedBytes(2).length).toBe(size)
    for (const wire of [false, true]) {
      // 3 bits per microsecond: a frame takes 8000/3 nanoseconds for each of its bytes, rounded up.
      const { clock, one, arrivals } = pair({ delay: 100, bandwidth: 3e6 }, { wire })
      const duration = Math.ceil((size * 8000) / 3)
      one.send(2, numbered(1))
      one.send(2, numbered(2))
      clock.run()
      one.send(2, numbered(3))
      clock.run()
      expect(arrivals).toEqual([
        { at: duration + 100, serial: 1 },
        { at: 2 * duration + 100, serial: 2 },
        { at: 3 * duration + 200, serial: 3 }
      ])
    }
  })

  it('keeps the order when its delay is shortened', () => {
    const { clock, network, one, arrivals } = pair({ delay: 1000 })
    one.send(2, numbered(1))
    network.configure(1, 2, { delay: 10 })
    one.send(2, numbered(2))
    clock.run()
    expect(arrivals).toEqual([
      { at: 1000, serial: 1 },
      { at: 1000, serial: 2 }
    ])
    one.send(2, numbered(3))
    clock.run()
    expect(arrivals[2]).toEqual({ at: 1010, serial: 3 })
  })

  it('loses everything or repeats everything at probability 1, until that is taken back', () => {
    const { clock, network, one, arrivals, recording } = pair({ delay: 10, loss: 1 })
    one.send(2, numbered(1))
    clock.run()
    expect(arrivals).toEqual([])
    expect(recording.lines.at(-1)).toMatch(/^0 dropped 1>2 .*"serial":1} loss$/)
    network.configure(1, 2, { loss: undefined, duplication: 1 })
    one.send(2, numbered(2))
    clock.run()
    expect(arrivals.map(({ serial }) => serial)).toEqual([2, 2])
    network.configure(1, 2, { duplication: 0 })
    one.send(2, numbered(3))
    clock.run()
    expect(arrivals.map(({ serial }) => serial)).toEqual([2, 2, 3])
  })

  it('lets frames overtake a delayed one', () => {
    const { clock, network, one, arrivals } = pair({ delay: 10, reordering: { probability: 1, extraDelay: 100 } })
    one.send(2, numbered(1))
    network.configure(1, 2, { reordering: undefined })
    one.send(2, numbered(2))
    clock.run()
    expect(arrivals).toEqual([
      { at: 10, serial: 2 },
      { at: 110, serial: 1 }
    ])
  })
})

describe('a partition', () => {
  it('loses what is sent while it lasts, and what would arrive', () => {
    const { clock, network, one, arrivals, recording } = pair({ delay: 100 })
    one.send(2, numbered(1)) // would arrive at 100
    clock.run({ until: 50 })
    network.partition(1, 2, true)
    one.send(2, numbered(2)) // sent into it
    clock.run({ until: 120 })
    network.partition(1, 2, false)
    one.send(2, numbered(3))
    clock.run()
    expect(arrivals).toEqual([{ at: 220, serial: 3 }])
    expect(recording.lines.filter((line) => line.includes('partition')).map((line) => line.split(' ')[0])).toEqual([
      '50',
      '100'
    ])
  })

  it('that came and went while a frame was on its way leaves it alone', () => {
    const { clock, network, one, arrivals } = pair({ delay: 100 })
    one.send(2, numbered(1))
    clock.run({ until: 50 })
    network.partition(1, 2, true)
    network.partition(1, 2, false)
    clock.run()
    expect(arrivals).toEqual([{ at: 100, serial: 1 }])
  })

  it('may cut one direction only', () => {
    const { clock, network, one, two, arrivals } = pair({ delay: 100 })
    const back: number[] = []
    one.listen({ frame: () => back.push(clock.now()), malformed: () => {} })
    network.partitionDirection(1, 2, true)
    one.send(2, numbered(1))
    two.send(1, numbered(2))
    clock.run()
    expect(arrivals).toEqual([])
    expect(back).toEqual([100])
  })
})

describe('a crash', () => {
  it('loses frames on their way to the node and later ones, but not those that it had sent', () => {
    const { clock, network, one, two, arrivals, recording } = pair({ delay: 100 })
    const back: number[] = []
    one.listen({ frame: () => back.push(clock.now()), malformed: () => {} })
    one.send(2, numbered(1))
    two.send(1, numbered(2))
    network.detach(2)
    one.send(2, numbered(3))
    two.send(1, numbered(4))
    clock.run()
    expect(arrivals).toEqual([])
    expect(back).toEqual([100])
    expect(recording.lines.filter((line) => line.includes('dropped')).map((line) => line.split(' ').at(-1))).toEqual([
      'receiver-detached',
      'sender-detached',
      'receiver-detached'
    ])
  })

  it('and a restart before a frame arrives do not bring the frame to the new process', () => {
    const { clock, network, one, two, arrivals } = pair({ delay: 100 })
    one.send(2, numbered(1))
    network.detach(2)
    const again = network.attach(2, 'two again')
    const heard: number[] = []
    again.listen({ frame: () => heard.push(clock.now()), malformed: () => {} })
    clock.run({ until: 500 })
    expect(heard).toEqual([])
    one.send(2, numbered(2))
    clock.run()
    expect(heard).toEqual([600])
    two.send(1, numbered(3)) // The old process is gone.
    expect(arrivals).toEqual([])
    expect(clock.pending).toBe(0)
  })
})

describe('sending', () => {
  it('never throws for a peer that is unknown, unconnected or not listening', () => {
    const { clock, network, one, recording } = pair({ delay: 1 })
    network.attach(3, 'three')
    network.connect(1, 4, { delay: 1 })
    network.attach(4, 'four')
    for (const to of [1, 3, 4, 99]) one.send(to, numbered(to))
    clock.run()
    expect(recording.lines.filter((line) => line.includes('dropped')).map((line) => line.split(' ').at(-1))).toEqual([
      'no-channel',
      'no-channel',
      'no-channel',
      'no-listener'
    ])
  })

  it('refuses an invalid frame where frames take the wire', () => {
    const { clock, one } = pair({ delay: 1 }, { wire: true })
    expect(() => one.send(2, numbered(-1))).toThrow(WireError)
    expect(clock.pending).toBe(0)
  })
})

describe('injected bytes', () => {
  it('arrive as a frame where they are one, and as malformed otherwise, wire or not', () => {
    for (const wire of [false, true]) {
      const { clock, network, arrivals, recording, two } = pair({ delay: 10 }, { wire })
      const reasons: string[] = []
      network.detach(1)
      network.injectBytes(1, 2, numberedBytes(8))
      clock.run()
      expect(arrivals).toEqual([{ at: 10, serial: 8 }])
      two.listen({ frame: () => reasons.push('frame'), malformed: (from, reason) => reasons.push(`${from} ${reason}`) })
      network.injectBytes(1, 2, Uint8Array.of(0x1a, 0x7f))
      clock.run()
      expect(reasons).toEqual(['1 TRUNCATED'])
      expect(recording.lines.at(-1)).toBe('20 malformed 1>2 2 TRUNCATED')
    }
  })

  it('meet the faults of the channel', () => {
    const { clock, network, arrivals, recording } = pair({ delay: 10, loss: 1 })
    network.injectBytes(1, 2, numberedBytes(8))
    clock.run()
    expect(arrivals).toEqual([])
    expect(recording.lines).toEqual(['0 dropped 1>2 undefined loss'])
  })
})

describe('a network', () => {
  const network = () => new MemoryNetwork({ clock: new VirtualClock(), random: createRandom(1) })

  it.each([
    ['delay', { delay: -1 }, -1],
    ['delay', { delay: 0.5 }, 0.5],
    ['bandwidth', { delay: 0, bandwidth: 0 }, 0],
    ['loss', { delay: 0, loss: 1.5 }, 1.5],
    ['duplication', { delay: 0, duplication: Number.NaN }, Number.NaN],
    ['jitter', { delay: 0, jitter: 1.5 }, 1.5],
    ['reordering.probability', { delay: 0, reordering: { probability: -1, extraDelay: 0 } }, -1],
    ['reordering.extraDelay', { delay: 0, reordering: { probability: 0, extraDelay: -5 } }, -5]
  ])('refuses a channel by its %s', (field, channel, value) => {
    expect(refusal(() => network().connect(1, 2, channel))).toEqual({ code: 'CHANNEL_INVALID', field, value })
    const { network: running, one, clock, arrivals } = pair({ delay: 7 })
    expect(refusal(() => running.configure(1, 2, channel)).code).toBe('CHANNEL_INVALID')
    one.send(2, numbered(1))
    clock.run()
    expect(arrivals).toEqual([{ at: 7, serial: 1 }])
  })

  it('refuses nodes and channels that cannot be', () => {
    const some = network()
    some.attach(1, 'one')
    expect(refusal(() => some.attach(1, 'other'))).toMatchObject({ code: 'NODE_ATTACHED', value: '1 (one)' })
    expect(refusal(() => some.attach(2 ** 32, 'big')).code).toBe('NODE_INVALID')
    expect(refusal(() => some.attach(1.5, 'half')).code).toBe('NODE_INVALID')
    expect(refusal(() => some.connect(1, 1, { delay: 0 })).code).toBe('NODE_INVALID')
    expect(refusal(() => some.configure(1, 2, { delay: 0 })).code).toBe('CHANNEL_UNKNOWN')
    expect(refusal(() => some.partition(1, 2, true)).code).toBe('CHANNEL_UNKNOWN')
    expect(refusal(() => some.injectBytes(1, 2, numberedBytes(1))).code).toBe('CHANNEL_UNKNOWN')
  })

  it('gives the delay of a fibre', () => {
    // 25 km at 2/3 of the speed of light: 125 microseconds.
    expect(propagationDelay(25_000, 2e8)).toBe(125_000)
    expect(propagationDelay(0, 2e8)).toBe(0)
    expect(refusal(() => propagationDelay(-1, 2e8)).field).toBe('length')
    expect(refusal(() => propagationDelay(1, 0)).field).toBe('velocity')
  })
})
