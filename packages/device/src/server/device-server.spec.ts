import type { MessageListener } from '@bellwire/transport'
import {
  decodeDeviceMessage,
  decodeText,
  type DeviceMessage,
  DeviceRefusal,
  encodeDeviceMessage,
  encodeText,
  LIMITS,
  WireError
} from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RawClient, Served } from '../../test/served.js'

const refusals = (client: RawClient) => client.answers.filter((answer) => answer.type === 'REFUSED')
const halt: DeviceMessage = { type: 'HALT', link: 1 }

/** A client of alice's hardware with a session. */
function session(served: Served, name = 'alice') {
  const client = new RawClient(served.channel(name))
  client.hello(name)
  served.pass(1)
  expect(client.answers).toMatchObject([{ type: 'READY' }])
  return client
}

describe('a server of hardware', () => {
  it('states what the hardware can do, by the highest common version (DEV-061)', () => {
    const served = new Served()
    const client = new RawClient(served.channel('alice'))
    client.hello('alice', { maximumVersion: 7 })
    served.pass(1)
    const [ready] = client.answers
    expect(ready).toMatchObject({ type: 'READY', version: 1, capabilities: { qubits: 2, coherenceTime: Infinity } })
    const other = new RawClient(served.channel('bob'))
    other.hello('bob', { minimumVersion: 2, maximumVersion: 7 })
    served.pass(1)
    expect(other.answers).toMatchObject([{ type: 'REFUSED', reason: DeviceRefusal.VERSION, command: 0 }])
    expect(other.closed).toBe('versions spoken here: 1 to 1')
    expect(served.bob.told).toEqual([])
  })

  it.each([
    ['a name that is not proven', undefined, 'alice', {}, DeviceRefusal.NAME],
    ['another name than the proven one', 'bob', 'alice', {}, DeviceRefusal.NAME],
    ['a name without hardware', 'carol', 'carol', {}, DeviceRefusal.NAME],
    ['another role', 'alice', 'alice', { role: 1 }, DeviceRefusal.ROLE],
    ['the role of a node for a station', 'middle', 'middle', {}, DeviceRefusal.ROLE]
  ] as const)(
    'refuses %s, and touches no hardware (DEV-062, DEV-063, DEV-071)',
    (_what, proven, name, changes, reason) => {
      const served = new Served()
      const client = new RawClient(served.channel(proven))
      client.hello(name, changes)
      client.send(halt)
      served.pass(1)
      expect(client.answers).toMatchObject([{ type: 'REFUSED', reason }])
      expect(client.closed).toBeDefined()
      expect([served.alice.told, served.bob.told]).toEqual([[], []])
    }
  )

  it('waits 10 s for a greeting, and not for ever (DEV-086)', () => {
    const served = new Served()
    const [silent, known] = [new RawClient(served.channel('alice')), session(served, 'bob')]
    served.pass(9_990)
    expect(silent.closed).toBeUndefined()
    served.pass(20)
    expect(silent.closed).toBe('no HELLO came')
    expect(known.closed).toBeUndefined()
  })

  it('takes the names that are given where it was told to, and a proven one before them (DEV-062)', () => {
    const served = new Served({ trustGivenNames: true })
    const client = new RawClient(served.channel(undefined))
    client.hello('alice')
    const liar = new RawClient(served.channel('bob'))
    liar.hello('alice')
    served.pass(1)
    expect(client.answers).toMatchObject([{ type: 'READY' }])
    expect(liar.answers).toMatchObject([{ type: 'REFUSED', reason: DeviceRefusal.NAME }])
  })

  it('resets the hardware for every session and after it, with another incarnation each (DEV-064, DEV-065)', () => {
    const served = new Served()
    const incarnations = new Set<number>()
    for (let round = 1; round <= 3; round++) {
      const client = session(served)
      const [ready] = client.answers
      if (ready?.type === 'READY') incarnations.add(ready.incarnation)
      expect(served.alice.told).toHaveLength(2 * round - 1)
      client.close()
      served.pass(1)
      expect(served.alice.told).toEqual(new Array(2 * round).fill('reset'))
    }
    expect(incarnations.size).toBe(3)
    expect(served.bob.told).toEqual([])
  })

  it('gives the hardware to the newer session, and the earlier one has no say any more (DEV-066)', () => {
    const served = new Served()
    const first = session(served)
    const second = session(served)
    expect(first.answers.slice(1)).toMatchObject([{ type: 'REFUSED', reason: DeviceRefusal.REPLACED }])
    expect(first.closed).toMatch(/took over/)
    first.send(halt)
    second.send({ type: 'RELEASE', qubit: 1 })
    served.pass(1)
    expect(served.alice.told.filter((told) => told !== 'reset')).toEqual([{ type: 'release', qubit: 1 }])
    served.alice.listener({ type: 'stored', qubit: 0, tag: 5 })
    served.pass(1)
    expect(first.answers).toHaveLength(2)
    expect(second.answers.slice(1)).toEqual([{ type: 'STORED', qubit: 0, tag: 5 }])
  })

  it('says which command the hardware has refused, and goes on (DEV-069)', () => {
    const served = new Served()
    served.alice.obey = (command) => {
      if (command.type === 'release' && command.qubit > 1)
        throw new RangeError('qubit: got 9, accepted is an integer 0..1')
    }
    const client = session(served)
    client.send(
      { type: 'RELEASE', qubit: 0 },
      { type: 'CLOCK_REQUEST', exchange: 3 },
      { type: 'RELEASE', qubit: 9 },
      halt
    )
    served.pass(1)
    expect(refusals(client)).toMatchObject([{ reason: DeviceRefusal.COMMAND, command: 2 }])
    expect(refusals(client).map(({ text }) => decodeText(text))).toEqual(['qubit: got 9, accepted is an integer 0..1'])
    expect(served.alice.told).toEqual(['reset', { type: 'release', qubit: 0 }, { type: 'halt', link: 1 }])
    expect(client.closed).toBeUndefined()
  })

  it('cuts a text for people that is too long', () => {
    const served = new Served()
    served.alice.obey = () => {
      throw new Error('ä'.repeat(5000))
    }
    const client = session(served)
    client.send(halt)
    served.pass(1)
    const [refusal] = refusals(client)
    expect(refusal?.text.length).toBeLessThanOrEqual(LIMITS.deviceTextBytes)
    expect(decodeText(refusal!.text)).toMatch(/^ä{300,}$/)
  })

  it('resets when it is asked, and says so between the results of before and after (DEV-072)', () => {
    const served = new Served()
    const client = session(served)
    client.send({ type: 'RESET', life: 7 })
    served.pass(0.03)
    served.alice.listener({ type: 'stored', qubit: 0, tag: 1 })
    served.pass(0.03)
    served.alice.listener({ type: 'stored', qubit: 0, tag: 2 })
    served.pass(1)
    expect(client.answers.slice(1)).toEqual([
      { type: 'STORED', qubit: 0, tag: 1 },
      { type: 'WAS_RESET', life: 7 },
      { type: 'STORED', qubit: 0, tag: 2 }
    ])
    expect(served.alice.told).toEqual(['reset', 'reset'])
  })

  it('reads the clock when it is asked, and tells of its rate before that (DEV-074, DEV-075)', () => {
    const served = new Served()
    const client = session(served)
    client.send({ type: 'CLOCK_REQUEST', exchange: 0xffff_ffff })
    served.pass(0.03)
    served.server.setRate(0.5)
    const begin = served.clock.now()
    served.pass(1)
    expect(client.answers.slice(1)).toMatchObject([
      { type: 'CLOCK_CHANGE', era: { era: 1, reading: begin, rate: 0.5, step: false } },
      { type: 'CLOCK_ANSWER', exchange: 0xffff_ffff, era: 1, reading: begin + 10_000 }
    ])
    // The same rate again is no change.
    served.server.setRate(0.5)
    served.pass(1)
    expect(client.answers).toHaveLength(3)
  })

  it('passes on that the hardware is lost and has restarted, also to whoever comes meanwhile', () => {
    const served = new Served()
    const client = session(served)
    served.alice.watcher('lost')
    served.pass(1)
    expect(client.answers.at(-1)).toMatchObject({ type: 'LOST' })
    const next = new RawClient(served.channel('alice'))
    next.hello('alice')
    served.pass(1)
    expect(next.answers.map(({ type }) => type)).toEqual(['READY', 'LOST'])
    served.alice.watcher('restarted')
    served.pass(1)
    expect(next.answers.at(-1)).toMatchObject({ type: 'RESTARTED' })
  })

  it('ends a session that does not read', () => {
    const served = new Served()
    let backlog = 0
    const sent: Uint8Array[] = []
    let listener: MessageListener | undefined
    const closed: (string | undefined)[] = []
    served.server.accept({
      peer: 'alice',
      get backlog() {
        return backlog
      },
      send: (message) => void sent.push(message),
      listen: (one) => void (listener = one),
      close: (reason) => void closed.push(reason)
    })
    const name = encodeText('alice')
    listener?.message(encodeDeviceMessage({ type: 'HELLO', minimumVersion: 1, maximumVersion: 1, role: 0, name }))
    expect([sent.length, closed]).toEqual([1, []])
    backlog = 2 ** 24 + 1
    served.alice.listener({ type: 'stored', qubit: 0, tag: 1 })
    served.alice.listener({ type: 'stored', qubit: 0, tag: 2 })
    expect([sent.length, closed]).toEqual([2, ['what is sent is not read']])
  })

  it('ends every session when it ends, and takes no more', () => {
    const served = new Served()
    const client = session(served)
    const greeting = new RawClient(served.channel('bob'))
    served.server.close()
    const late = new RawClient(served.channel('bob'))
    served.pass(1)
    for (const { closed } of [client, greeting, late]) expect(closed).toBe('the server ends')
    expect(served.alice.told).toEqual(['reset', 'reset'])
  })
})

describe('what comes to a server of hardware', () => {
  it.each([
    ['bytes that are no message', Uint8Array.of(0xff, 0xff)],
    ['nothing at all', new Uint8Array(0)],
    ['a message of a server', { type: 'SILENT', link: 1, lastSlot: 3 }],
    ['a command for a station', { type: 'CLOSE', link: 1 }],
    ['a second HELLO', { type: 'HELLO', minimumVersion: 1, maximumVersion: 1, role: 0, name: new Uint8Array(0) }]
  ] as [string, DeviceMessage | Uint8Array][])('ends the session where it is %s (DEV-070)', (_what, message) => {
    const served = new Served()
    const client = session(served)
    client.send(message, halt)
    served.pass(1)
    expect(client.answers.slice(1)).toMatchObject([{ type: 'REFUSED', reason: DeviceRefusal.MESSAGE, command: 0 }])
    expect(client.closed).toBeDefined()
    expect(served.alice.told).toEqual(['reset', 'reset'])
  })

  it('is refused before HELLO (DEV-060)', () => {
    const served = new Served()
    const client = new RawClient(served.channel('alice'))
    client.send(halt)
    client.hello('alice')
    served.pass(1)
    expect(client.answers).toMatchObject([{ type: 'REFUSED', reason: DeviceRefusal.MESSAGE }])
    expect(served.alice.told).toEqual([])
  })

  it('has no effect on hardware of others, whatever it is (DEV-070, DEV-071)', () => {
    const bytes = fc.oneof(
      { weight: 2, arbitrary: fc.nat(3).map((link) => encodeDeviceMessage({ type: 'HALT', link })) },
      { weight: 1, arbitrary: fc.constant(encodeDeviceMessage({ type: 'RESET', life: 1 })) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }) },
      fc.tuple(fc.nat(39), fc.uint8Array({ maxLength: 20 })).map(([number, body]) => {
        const tag = number * 8 + 2
        return Uint8Array.from([...(tag < 128 ? [tag] : [tag | 128, tag >> 7]), body.length, ...body])
      })
    )
    let accepted = 0
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 12 }), fc.boolean(), (messages, greeted) => {
        const served = new Served()
        const bob = session(served, 'bob')
        const client = new RawClient(served.channel('alice'))
        if (greeted) client.hello('alice')
        client.send(...messages)
        served.pass(1)
        bob.send(halt)
        served.pass(1)
        expect(served.bob.told).toEqual(['reset', { type: 'halt', link: 1 }])
        expect(bob.closed).toBeUndefined()
        // Up to the first that is no message, what is one is done; then nothing more.
        const told = served.alice.told.filter((each) => each !== 'reset')
        accepted += told.length
        const wrong = messages.findIndex((each) => !isMessage(each))
        if (wrong >= 0) expect(client.closed).toBeDefined()
        expect(told.length).toBeLessThanOrEqual(wrong < 0 ? messages.length : wrong)
        if (!greeted) expect(served.alice.told).toEqual([])
      }),
      { seed: 21, numRuns: 400 }
    )
    expect(accepted).toBeGreaterThan(20)
  })
})

function isMessage(bytes: Uint8Array): boolean {
  try {
    decodeDeviceMessage(bytes)
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(WireError)
    return false
  }
}
