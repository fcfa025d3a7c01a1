import type { MessageListener } from '@bellwire/transport'
import { type DeviceMessage, encodeDeviceMessage, WireError } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capabilities } from '../../test/capabilities.js'
import { Owner, Served } from '../../test/served.js'
import { virtualWall } from '../../test/virtual-wall.js'
import { type DeviceCommand, RemoteHeraldingDevice, Secret, type StationResult } from '../index.js'

const measure = (tag: number): DeviceCommand => ({ type: 'measure', qubit: 1, basis: 1, rotation: null, tag })

/** Hardware that answers every measurement at once. */
function answering(served: Served): void {
  const { alice } = served
  alice.obey = (command) => {
    if (command.type === 'measure')
      alice.listener({ type: 'measured', qubit: command.qubit, tag: command.tag, outcome: new Secret(1) })
  }
}

describe('hardware behind a channel', () => {
  it('states what it can do, obeys and answers (DEV-060, DEV-068)', () => {
    const served = new Served()
    const owner = new Owner(served)
    expect(() => owner.remote.capabilities).toThrow(/NO_SESSION/)
    owner.connect()
    expect(owner.said).toEqual(['connected'])
    expect(owner.remote.capabilities).toEqual(capabilities)
    answering(served)
    owner.remote.execute(measure(-4))
    served.pass(1)
    expect(served.alice.told).toEqual(['reset', measure(-4)])
    const [result] = owner.results
    expect(result).toMatchObject({ type: 'measured', qubit: 1, tag: -4 })
    expect(result?.type === 'measured' && result.outcome.reveal()).toBe(1)
    expect(JSON.stringify(result)).toContain('[secret]')
  })

  it('refuses at once what no hardware could be told', () => {
    const owner = new Owner(new Served())
    const command = { type: 'release', qubit: -1 } as const
    expect(() => owner.remote.execute(command)).toThrow(WireError)
    owner.connect()
    expect(() => owner.remote.execute(command)).toThrow('RELEASE.qubit is -1; accepted: integer 0 to 4294967295')
    const train = {
      type: 'generate',
      link: 1,
      qubit: 0,
      firstSlot: 0,
      slots: 1,
      brightness: 0,
      arrival: 0,
      period: 1
    } as const
    expect(() => owner.remote.execute({ ...train, arrivalBases: { bases: [0, 1], shares: [1] } })).toThrow(
      /a share of each/
    )
    expect(() => owner.remote.execute({ ...train, arrivalBases: { bases: [], shares: [] } })).toThrow(/INCONSISTENT/)
  })

  it('tells its owner of commands that the hardware refuses (DEV-069)', () => {
    const served = new Served()
    const owner = new Owner(served)
    owner.connect()
    served.alice.obey = () => {
      throw new Error('no such qubit')
    }
    owner.remote.execute(measure(1))
    served.pass(1)
    expect(owner.said).toEqual(['connected', 'refused: no such qubit'])
    expect(owner.remote.up).toBe(true)
  })

  it('is told of a release with the command after it, or a little later', () => {
    const served = new Served()
    const owner = new Owner(served)
    owner.connect()
    const told = () => served.alice.told.splice(0).filter((one) => one !== 'reset')
    told()
    const [first, second] = [0, 1].map((qubit) => ({ type: 'release', qubit }) as const)
    owner.remote.execute(first as DeviceCommand)
    served.pass(0.5)
    expect(told()).toEqual([])
    owner.remote.execute(second as DeviceCommand)
    owner.remote.execute(measure(7))
    served.pass(0.1)
    expect(told()).toEqual([first, second, measure(7)])
    owner.remote.execute(first as DeviceCommand)
    served.pass(1.1)
    expect(told()).toEqual([first])
    // What waits when the channel is cut is not for the session after it.
    owner.remote.execute(second as DeviceCommand)
    owner.connect().close('cut')
    owner.connect()
    served.pass(2)
    expect(told()).toEqual([])
  })

  it('is lost with its channel, and has restarted with the next: what is sent between is lost for good (DEV-067, DEV-080, DEV-081)', () => {
    const served = new Served()
    const owner = new Owner(served)
    const channel = owner.connect()
    channel.close('cut')
    served.pass(1)
    expect(owner.said).toEqual(['connected', 'away: closed here', 'lost'])
    owner.remote.execute(measure(1))
    owner.remote.reset()
    served.alice.told.length = 0
    owner.connect()
    expect(owner.said.slice(3)).toEqual(['connected', 'restarted'])
    expect(served.alice.told).toEqual(['reset'])
    expect(owner.results).toEqual([])
  })

  it('hears of its server as soon as that says anything, and only after the notice of its restart (DEV-080)', () => {
    const served = new Served()
    const owner = new Owner(served)
    const order: string[] = []
    owner.remote.watch((notice) => order.push(notice))
    owner.remote.listen(({ type }) => order.push(type))
    owner.connect()
    served.restart()
    served.pass(1)
    // The hardware speaks of itself at once, while the clock is still being read.
    served.alice.reset = () => {
      const { listener } = served.alice
      served.clock.at(served.clock.now(), {
        run: () => listener({ type: 'linkQuality', link: 1, quality: 2, validFor: Infinity })
      })
    }
    owner.connect()
    expect(order).toEqual(['lost', 'restarted', 'linkQuality'])
  })

  it('gives no result of before a reset to whoever has reset it, but what its links are like (DEV-006, DEV-073)', () => {
    const served = new Served()
    const owner = new Owner(served)
    owner.connect()
    const { listener } = served.alice
    listener({ type: 'measured', qubit: 0, tag: 1, outcome: new Secret(0) })
    listener({ type: 'linkQuality', link: 1, quality: 1, validFor: 5 })
    owner.remote.reset()
    owner.remote.reset()
    served.pass(0.03)
    listener({ type: 'stored', qubit: 0, tag: 2 })
    served.pass(1)
    listener({ type: 'stored', qubit: 0, tag: 3 })
    served.pass(1)
    expect(owner.results).toEqual([
      { type: 'linkQuality', link: 1, quality: 1, validFor: 5 },
      { type: 'stored', qubit: 0, tag: 3 }
    ])
  })

  it('hears that the hardware itself is lost, and has restarted', () => {
    const served = new Served()
    const owner = new Owner(served)
    owner.connect()
    served.alice.watcher('lost')
    served.alice.watcher('restarted')
    served.pass(1)
    expect(owner.said).toEqual(['connected', 'lost', 'restarted'])
  })

  it('is not what it was where it states other capabilities (DEV-079)', () => {
    const served = new Served()
    const owner = new Owner(served)
    owner.connect()
    Object.assign(served.alice, { capabilities: { ...capabilities, qubits: 3 } })
    owner.connect()
    expect(owner.said.at(-1)).toMatch(/other capabilities than before/)
    expect(owner.remote.up).toBe(false)
    expect(owner.remote.capabilities).toEqual(capabilities)
    Object.assign(served.alice, { capabilities })
    owner.connect()
    expect(owner.remote.up).toBe(true)
  })

  it('says why there is no session', () => {
    const served = new Served()
    const owner = new Owner(served, 'carol')
    owner.connect()
    expect(owner.said).toEqual(["away: refused: no hardware here is carol's on this channel"])
  })

  it('counts as gone when it does not answer', () => {
    const served = new Served()
    const owner = new Owner(served, 'alice', { exchanges: { interval: 10, silence: 200 } })
    const channel = owner.connect()
    served.pass(1000)
    expect(owner.remote.up).toBe(true)
    channel.send = () => undefined
    served.pass(205)
    expect(owner.said.slice(1)).toEqual(['away: the server of the hardware does not answer', 'lost'])
  })

  it('survives a server that says anything at all', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc
        .constantFrom<DeviceMessage[]>(
          { type: 'WAS_RESET', life: 3 },
          { type: 'CLOCK_ANSWER', exchange: 1, era: 7, reading: 9 },
          { type: 'SILENT', link: 1, lastSlot: 2 },
          { type: 'HALT', link: 1 },
          { type: 'STORED', qubit: 7, tag: 1 },
          { type: 'CLOCK_CHANGE', era: { clock: 4, era: 2, reading: -50, rate: 0, step: true } }
        )
        .map(encodeDeviceMessage)
    )
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 10 }), fc.boolean(), (messages, first) => {
        const served = new Served()
        const owner = new Owner(served)
        if (!first) owner.connect()
        let listener: MessageListener | undefined
        owner.remote.attach({
          peer: undefined,
          backlog: 0,
          send: () => undefined,
          close: () => undefined,
          listen: (one) => void (listener = one)
        })
        for (const message of messages) listener?.message(message)
        served.pass(1)
        expect(owner.remote.up).toBe(false)
        owner.connect()
        expect(owner.remote.up).toBe(true)
      }),
      { seed: 5, numRuns: 300 }
    )
  })
})

describe("a station's hardware behind a channel", () => {
  it('has the switch that it states, obeys and answers', () => {
    const served = new Served()
    const told: unknown[] = []
    const heard: StationResult[] = []
    let answer: (result: StationResult) => void = () => undefined
    Object.assign(served.middle, {
      switch: { interferometers: 2, switchDuration: 700 },
      execute: (command: unknown) => told.push(command)
    })
    served.middle.listen = (listener) => void (answer = listener)
    served.restart()
    const remote = new RemoteHeraldingDevice({ name: 'middle', time: virtualWall(served.clock) })
    remote.listen((result) => heard.push(result))
    remote.attach(served.channel('middle'))
    served.pass(1)
    expect(remote.switch).toEqual({ interferometers: 2, switchDuration: 700 })
    const observe = { type: 'observe', link: 3, firstSlot: 9, slots: 4, arrival: 5000, period: 100.5 } as const
    remote.execute({ type: 'connect', links: [3, 4] })
    remote.execute(observe)
    remote.execute({ type: 'close', link: 3 })
    served.pass(1)
    expect(told).toEqual([{ type: 'connect', links: [3, 4] }, observe, { type: 'close', link: 3 }])
    answer({ type: 'detected', link: 3, slot: 10, offset: 512, bellIndex: 3 })
    answer({ type: 'silent', link: 3, lastSlot: 12 })
    served.pass(1)
    expect(heard).toEqual([
      { type: 'detected', link: 3, slot: 10, offset: 512, bellIndex: 3 },
      { type: 'silent', link: 3, lastSlot: 12 }
    ])
  })
})
