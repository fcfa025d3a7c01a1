import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CALM, KeyWorld, MILLISECOND, TIMERS, UNIT_SIZE } from '../../test/key-world.js'
import { saeName, saeToWire, unitIdentifier, uuidToWire } from '../identifiers.js'
import type { LeavingKey } from '../store/key-store.js'
import { KeyManager } from './key-manager.js'

const idsOf = (answers: readonly { outcome: string; keys?: readonly LeavingKey[] }[]) =>
  answers.flatMap(({ keys = [] }) => keys.map(({ keyId }) => keyId))

const outcomes = (answers: readonly { outcome: string }[]) => answers.map(({ outcome }) => outcome)

const typesOf = (world: KeyWorld) => world.frames.map(({ type }) => type)

describe('two key-management entities', () => {
  it('give both ends the same keys, whichever asks (KEY-005, KEY-006)', () => {
    const world = new KeyWorld(1)
    world.addBlock(16)
    world.wait(50)
    for (const [master, slave] of [world.ends, [world.b, world.a]] as const) {
      const answers = master.encrypt(2, 2 * UNIT_SIZE, ['s'])
      world.wait(30)
      expect(outcomes(answers)).toEqual(['delivered'])
      const ids = idsOf(answers)
      expect(ids).toHaveLength(2)
      expect(outcomes(slave.decrypt('s', ids))).toEqual(['delivered'])
      for (const id of ids) expect(slave.journal.get(`s ${id}`)).toBe(master.journal.get(`master ${id}`))
    }
    world.wait(1000)
    world.checkSettled()
    expect(world.a.store.counts().own).toEqual({ pool: 4, reserved: 0, delivered: 4, burnt: 0 })
  })

  it('deliver nothing before the peer has set it aside, and let nobody collect before that (KEY-023, KEY-033)', () => {
    const world = new KeyWorld(2)
    world.addBlock(4)
    world.wait(50)
    world.network.partitionDirection(2, 1, true)
    const answers = world.a.encrypt(1, UNIT_SIZE, ['s'])
    world.wait(1000)
    expect(answers).toEqual([])
    const keyId = unitIdentifier([...world.sessions.keys()][0]!, 0)
    const early = world.b.decrypt('s', [keyId])
    world.wait((TIMERS.reserveAttempts * TIMERS.reserveInterval) / MILLISECOND - 1000)
    expect(early).toEqual([])
    world.wait(10)
    // The master had no answer, and burnt it.
    expect(outcomes(answers)).toEqual(['silent'])
    expect(outcomes(early)).toEqual(['unknown'])
    world.network.partitionDirection(2, 1, false)
    world.wait(2000)
    world.checkSettled()
    expect(world.b.store.unit(keyId)?.life).toBe('burnt')
  })

  it('let a collection wait for the word of the peer, for a while (KEY-034)', () => {
    for (const [heal, expected] of [
      [1000, 'delivered'],
      [4000, 'in-doubt']
    ] as const) {
      const world = new KeyWorld(3)
      world.addBlock(4)
      world.wait(50)
      const answers = world.a.encrypt(1, UNIT_SIZE, ['s'])
      world.wait(6)
      world.network.partitionDirection(1, 2, true)
      world.wait(6)
      expect(outcomes(answers)).toEqual(['delivered'])
      const collected = world.b.decrypt('s', idsOf(answers))
      expect(collected).toEqual([])
      world.wait(heal)
      world.network.partitionDirection(1, 2, false)
      world.wait(1000)
      expect(outcomes(collected)).toEqual([expected])
      world.checkSettled()
    }
  })

  it('burn what the peer does not answer, and then ask it nothing until it is heard of again (KEY-026, KEY-028)', () => {
    const world = new KeyWorld(4)
    world.addBlock(16)
    world.wait(50)
    world.network.partition(1, 2, true)
    const before = world.frames.length
    const answers = world.a.encrypt(2, UNIT_SIZE, ['s'])
    world.wait((TIMERS.reserveAttempts * TIMERS.reserveInterval) / MILLISECOND - 1)
    expect(answers).toEqual([])
    world.wait(1)
    expect(outcomes(answers)).toEqual(['silent'])
    expect(typesOf(world).slice(before)).toEqual([
      ...new Array<string>(TIMERS.reserveAttempts).fill('KEY_RESERVE'),
      'KEY_BURN'
    ])
    expect(outcomes(world.a.encrypt(1, UNIT_SIZE, ['s']))).toEqual(['silent'])
    expect(world.a.store.counts().own).toEqual({ pool: 6, reserved: 0, delivered: 0, burnt: 2 })
    expect(world.a.manager.reachable).toBe(false)
    world.network.partition(1, 2, false)
    world.wait(1000)
    expect(world.a.manager.reachable).toBe(true)
    const again = world.a.encrypt(1, UNIT_SIZE, ['s'])
    world.wait(50)
    expect(outcomes(again)).toEqual(['delivered'])
    world.wait(1000)
    world.checkSettled()
  })

  it('set nothing aside while it is known that frames cannot get to the peer', () => {
    const world = new KeyWorld(14)
    world.addBlock(4)
    world.wait(50)
    let connected = false
    const manager = new KeyManager({
      node: 1,
      peer: 2,
      store: world.a.store,
      clock: world.clock,
      runner: 'interpreted',
      send: () => {},
      random: () => 9,
      connected: () => connected
    })
    manager.start()
    const answers: string[] = []
    const request = { number: 1, size: UNIT_SIZE, master: saeName('m'), slaves: [saeName('s')] }
    manager.encrypt(request, ({ outcome }) => answers.push(outcome))
    expect(answers).toEqual(['silent'])
    expect(world.a.store.counts().own.reserved).toBe(0)
    connected = true
    manager.encrypt(request, ({ outcome }) => answers.push(outcome))
    expect(world.a.store.counts().own.reserved).toBe(1)
    manager.stop()
  })

  it('repeat what they have to tell until it is noted (KEY-032, KEY-038)', () => {
    const world = new KeyWorld(5)
    world.addBlock(16)
    world.wait(50)
    world.a.encrypt(1, UNIT_SIZE, ['s'])
    world.wait(6)
    world.network.partitionDirection(2, 1, true)
    world.network.partitionDirection(2, 1, false)
    world.wait(2)
    const before = world.frames.length
    world.network.partitionDirection(1, 2, true)
    world.wait(2600)
    expect(typesOf(world).slice(before)).toEqual(new Array<string>(6).fill('KEY_TAKEN'))
    world.a.restart()
    world.wait(2600)
    expect(typesOf(world).slice(before)).toEqual(new Array<string>(12).fill('KEY_TAKEN'))
    world.network.partitionDirection(1, 2, false)
    world.wait(600)
    world.checkSettled()
    const end = world.frames.length
    world.wait(5000)
    expect(world.frames).toHaveLength(end)
  })

  it('burn what a crash leaves in doubt, and tell the peer (KEY-029, KEY-031)', () => {
    const world = new KeyWorld(6)
    const session = world.addBlock(16)
    world.wait(50)
    const answers = world.a.encrypt(3, UNIT_SIZE, ['s'])
    world.wait(6)
    expect(world.b.store.counts().other.reserved).toBe(3)
    world.a.restart()
    world.wait(1000)
    world.checkSettled()
    expect(answers).toEqual([])
    for (const end of world.ends) expect(end.store.unit(unitIdentifier(session, 0))?.life).toBe('burnt')
    // Also where the question has never arrived, and arrives after all.
    world.network.configure(1, 2, { delay: 2000 * MILLISECOND })
    world.a.encrypt(1, UNIT_SIZE, ['s'])
    world.network.configure(1, 2, CALM)
    world.network.partition(1, 2, true)
    world.a.restart()
    world.network.partition(1, 2, false)
    world.wait(6000)
    world.checkSettled()
    expect(world.b.store.counts().other).toEqual({ pool: 4, reserved: 0, delivered: 0, burnt: 4 })
  })

  it('keep what they hold for the peer over a crash, and answer again (KEY-022, KEY-025)', () => {
    const world = new KeyWorld(7)
    world.addBlock(16)
    world.wait(50)
    const answers = world.a.encrypt(1, UNIT_SIZE, ['s'])
    world.network.partitionDirection(2, 1, true)
    world.wait(6)
    world.b.restart()
    world.network.partitionDirection(2, 1, false)
    world.wait(1000)
    expect(outcomes(answers)).toEqual(['delivered'])
    expect(outcomes(world.b.decrypt('s', idsOf(answers)))).toEqual(['delivered'])
    world.checkSettled()
  })

  it('reserve nothing of a block that the peer has not got yet (KEY-010, KEY-011, KEY-012, KEY-014)', () => {
    const world = new KeyWorld(8)
    world.addBlock(8, 10_000 * MILLISECOND)
    world.wait(9000)
    expect(outcomes(world.a.encrypt(1, UNIT_SIZE, ['s']))).toEqual(['exhausted'])
    expect(typesOf(world)).toEqual(new Array<string>(10).fill('KEY_BLOCK'))
    world.a.restart()
    world.wait(1030)
    expect(world.a.store.counts().ready).toBe(4)
    expect(world.b.store.counts().ready).toBe(4)
    const told = world.frames.length
    world.wait(5000)
    expect(world.frames).toHaveLength(told)
    const answers = world.a.encrypt(1, UNIT_SIZE, ['s'])
    world.wait(50)
    expect(outcomes(answers)).toEqual(['delivered'])
  })

  it('burn a block that was cut otherwise at the other end (KEY-001, KEY-013, KEY-015)', () => {
    const world = new KeyWorld(9)
    const session = '11111111-1111-4111-8111-111111111111'
    const block = { session, label: 'x', peer: 'p', time: 0 }
    world.a.manager.addBlock({ ...block, material: new Uint8Array(64) })
    world.b.manager.addBlock({ ...block, material: new Uint8Array(56) })
    world.wait(3000)
    for (const { store } of world.ends) {
      expect(store.block(session)?.state).toBe('disputed')
      const { own, other } = store.counts()
      expect([own.pool, other.pool]).toEqual([0, 0])
    }
    const last = world.frames.at(-1)
    expect(last).toMatchObject({ type: 'KEY_BLOCK', units: 0 })
    expect(outcomes(world.a.encrypt(1, UNIT_SIZE, ['s']))).toEqual(['exhausted'])
  })

  it('refuse units that they have not got, that are their own, or that are gone (KEY-020, KEY-024)', () => {
    const world = new KeyWorld(10)
    const session = world.addBlock(8)
    world.wait(50)
    const sent = () => world.frames.at(-1)
    const reserve = (indices: readonly number[], reservation: number) => {
      world.b.manager.frame(1, {
        type: 'KEY_RESERVE',
        session: 5,
        peerSession: 0,
        origin: 5,
        reservation,
        size: UNIT_SIZE,
        unitsPerKey: 1,
        units: indices.map((index) => uuidToWire(unitIdentifier(session, index))),
        master: saeToWire(saeName('m')),
        slaves: [saeToWire(saeName('s'))]
      })
      return sent()
    }
    for (const wrong of [[0, 1], [0, 100], [0, 0], [7]])
      expect(reserve(wrong, 9)).toMatchObject({ type: 'KEY_REFUSED', origin: 5, reservation: 9, peerSession: 5 })
    expect(world.b.store.counts().other).toEqual({ pool: 4, reserved: 0, delivered: 0, burnt: 0 })
    expect(reserve([0, 2], 10)).toMatchObject({ type: 'KEY_RESERVED' })
    expect(reserve([2], 11)).toMatchObject({ type: 'KEY_REFUSED' })
    // The master of these, who knows nothing of it, is refused what was set aside behind its back.
    const answers = world.a.encrypt(1, UNIT_SIZE, ['s'])
    world.wait(50)
    expect(outcomes(answers)).toEqual(['refused'])
  })

  it('take answers of their own session alone, and frames of the peer alone (KEY-027, KEY-039)', () => {
    const world = new KeyWorld(11)
    world.addBlock(8)
    world.wait(50)
    const earlier = world.a.manager.session
    world.a.restart()
    expect(world.a.manager.session).not.toBe(earlier)
    const { session } = world.a.manager
    const answers = world.a.encrypt(1, UNIT_SIZE, ['s'])
    const answer = { type: 'KEY_RESERVED', session: 77, origin: session, reservation: 1 } as const
    world.a.manager.frame(2, { ...answer, peerSession: earlier })
    world.a.manager.frame(2, { ...answer, peerSession: session, reservation: 2 })
    world.a.manager.frame(3, { ...answer, peerSession: session })
    world.a.manager.frame(2, { ...answer, peerSession: session, session: 0 })
    world.a.manager.frame(2, { type: 'NEIGHBOUR', session: 1, peerSession: 1, expected: 0, node: 2, answer: false })
    expect(answers).toEqual([])
    expect(Object.fromEntries(world.a.ignored)).toEqual({
      'another-session': 1,
      'no-such-reservation': 1,
      'not-the-peer': 1,
      'no-session': 1,
      'not-for-kmes': 1
    })
    world.a.manager.frame(2, { ...answer, peerSession: session })
    expect(outcomes(answers)).toEqual(['delivered'])
  })

  it('name applications by digests (KEY-021)', () => {
    const world = new KeyWorld(12)
    world.addBlock(8)
    world.wait(50)
    world.a.encrypt(1, UNIT_SIZE, ['s', 't'])
    expect(world.frames.at(-1)).toMatchObject({
      type: 'KEY_RESERVE',
      master: saeToWire(saeName('master 1')),
      slaves: [saeToWire(saeName('s')), saeToWire(saeName('t'))]
    })
  })

  it('open no more than they may, and answer everybody when they are stopped', () => {
    const world = new KeyWorld(13)
    world.addBlock(80)
    world.wait(50)
    world.network.partition(1, 2, true)
    const open = Array.from({ length: TIMERS.openReservations }, () => world.a.encrypt(1, UNIT_SIZE, ['s']))
    expect(outcomes(world.a.encrypt(1, UNIT_SIZE, ['s']))).toEqual(['busy'])
    world.a.manager.stop()
    expect(open.flatMap(outcomes)).toEqual(open.map(() => 'stopped'))
    expect(outcomes(world.a.encrypt(1, UNIT_SIZE, ['s']))).toEqual(['stopped'])
    expect(outcomes(world.a.decrypt('s', []))).toEqual(['stopped'])
    world.a.restart()
    world.network.partition(1, 2, false)
    world.wait(2000)
    world.checkSettled()
  })
})

type StepOf<A> = A extends fc.Arbitrary<infer T> ? T : never

describe('under loss, duplication, reordering, delay and crashes', () => {
  const fault = fc.record({
    loss: fc.constantFrom(0, 0.1, 0.4),
    duplication: fc.constantFrom(0, 0.3),
    jitter: fc.constantFrom(0, 20 * MILLISECOND),
    reordering: fc.constantFrom(undefined, { probability: 0.3, extraDelay: 700 * MILLISECOND })
  })
  const step = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant('encrypt' as const),
        end: fc.nat(1),
        number: fc.integer({ min: 1, max: 3 }),
        size: fc.constantFrom(8, UNIT_SIZE, UNIT_SIZE + 8, 3 * UNIT_SIZE),
        slaves: fc.integer({ min: 1, max: 3 })
      })
    },
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant('decrypt' as const), pick: fc.nat(), sae: fc.nat(2), guess: fc.boolean() })
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('crash' as const), end: fc.nat(1), fuse: fc.nat(12) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('block' as const),
        units: fc.integer({ min: 1, max: 12 }),
        lag: fc.nat(3000)
      })
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('cut' as const), on: fc.boolean() }) },
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant('wait' as const), milliseconds: fc.constantFrom(1, 6, 50, 700, 3000) })
    }
  )
  const SLAVES = ['s', 't', 'u']

  function play(seed: number, channel: object, steps: readonly StepOf<typeof step>[]): KeyWorld {
    const groupTime = seed % 3 === 0 ? 0 : 8 * MILLISECOND
    const runner = seed % 2 === 0 ? 'interpreted' : 'generated'
    const world = new KeyWorld(seed, { ...CALM, ...channel }, runner, groupTime)
    world.addBlock(24)
    world.wait(50)
    for (const one of steps) {
      switch (one.do) {
        case 'encrypt':
          world.ends[one.end]!.encrypt(one.number, one.size, SLAVES.slice(0, one.slaves))
          break
        case 'decrypt': {
          // Any application asks for any unit, and mostly for a key that was given.
          const sessions = [...world.sessions]
          const [session, units] = sessions[one.pick % sessions.length]!
          const guess = { keyId: unitIdentifier(session, one.pick % units), node: 1 + (one.pick % 2) }
          const { keyId, node } = one.guess ? guess : (world.given[one.pick % Math.max(1, world.given.length)] ?? guess)
          world.ends[2 - node]!.decrypt(SLAVES[one.sae]!, [keyId])
          break
        }
        case 'crash':
          world.ends[one.end]!.light(one.fuse)
          break
        case 'block':
          world.addBlock(one.units, one.lag * MILLISECOND)
          break
        case 'cut':
          world.network.partition(1, 2, one.on)
          break
        case 'wait':
          world.wait(one.milliseconds)
      }
      world.check()
    }
    return world
  }

  it('every key is in one place at each end, none is given twice, none differs', () => {
    let crashes = 0
    let given = 0
    let collected = 0
    const steps = fc.array(step, { minLength: 10, maxLength: 60, size: 'max' })
    fc.assert(
      fc.property(fc.nat(1e6), fault, steps, (seed, channel, played) => {
        const world = play(seed, channel, played)
        world.network.partition(1, 2, false)
        world.network.connect(1, 2, CALM)
        for (const end of world.ends) end.light(Infinity)
        world.wait(20_000)
        world.checkSettled()
        // Nothing is stuck: whoever was named can still collect.
        for (const { keyId, node, slaves } of world.given) {
          for (const name of slaves) {
            const end = world.ends[2 - node]!
            if (!end.journal.has(`${name} ${keyId}`)) {
              const given = end.decrypt(name, [keyId])
              world.wait(10)
              const answers = outcomes(given)
              // A key may have left the store of a process that died before it could pass it on.
              if (end.crashes === 0) expect(answers).toEqual(['delivered'])
              // But none is in doubt for ever: what was noted was stored before.
              else expect(['delivered', 'unknown']).toContain(answers[0])
            }
          }
        }
        world.check()
        crashes += world.a.crashes + world.b.crashes
        given += world.given.length
        collected += [...world.a.journal.keys(), ...world.b.journal.keys()].length - world.given.length
      }),
      { seed: 8, numRuns: 80 }
    )
    // The runs were not idle.
    expect(crashes).toBeGreaterThan(100)
    expect(given).toBeGreaterThan(250)
    expect(collected).toBeGreaterThan(250)
  })
})
