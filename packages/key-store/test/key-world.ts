import { createRandom, type RandomStream, VirtualClock } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import { type Channel, MemoryNetwork } from '@bellwire/transport'
import type { Frame } from '@bellwire/wire'
import { expect } from 'vitest'
import {
  DEFAULT_KEY_TIMERS,
  type DecryptionAnswer,
  type EncryptionAnswer,
  KeyManager,
  type KeyStore,
  type KeyTimers,
  memoryKeyStore,
  saeName,
  unitIdentifier,
  type Uuid
} from '../src/index.js'

export const MILLISECOND = 1_000_000
const DELAY = 5 * MILLISECOND
export const CALM: Channel = { delay: DELAY, loss: 0, duplication: 0, jitter: 0, reordering: undefined }
export const UNIT_SIZE = 64
export const TIMERS: KeyTimers = { ...DEFAULT_KEY_TIMERS, openReservations: 16 }

/** What a process dies of in these tests. */
class Crash extends Error {}

const WRITES = new Set(['addBlock', 'confirmBlock', 'disputeBlock', 'reserve', 'deliver', 'burn', 'forget', 'recover'])
for (const name of ['hold', 'release', 'discard', 'collect', 'together']) WRITES.add(name)

/** What applications were given at one end: the bits in hexadecimal, by SAE and key_ID. */
type Journal = Map<string, string>

/** One KME: its store outlives its processes. */
export class KeyEnd {
  readonly store: KeyStore
  readonly journal: Journal = new Map()
  readonly ignored = new Map<string, number>()
  manager!: KeyManager
  crashes = 0
  /** Steps (writes and frames) until the process dies. */
  #fuse = Infinity

  constructor(
    readonly world: KeyWorld,
    readonly node: number,
    readonly peer: number
  ) {
    const direction = node < peer ? 'even' : 'odd'
    this.store = memoryKeyStore({ unitSize: UNIT_SIZE, direction, capacity: 100_000 })
    this.start()
  }

  /** The process dies at one of its next steps: before or after a write to its store, or before it sends a frame. */
  light(fuse: number): void {
    this.#fuse = fuse
  }

  step(): void {
    this.#fuse -= 1
    if (this.#fuse >= 0) return
    throw new Crash()
  }

  /** Does something in the process; if it dies of it, starts it again. */
  run(work: () => void): void {
    try {
      work()
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      this.restart()
    }
  }

  restart(): void {
    this.crashes += 1
    this.#fuse = Infinity
    this.world.network.detach(this.node)
    this.start()
  }

  start(): void {
    const { clock, network, random, runner, groupTime } = this.world
    const transport = network.attach(this.node, `kme ${this.node}`)
    let alive = true
    const store = new Proxy(this.store, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target)
        if (typeof value !== 'function') return value
        return (...values: unknown[]): unknown => {
          const writes = WRITES.has(String(name))
          if (writes) this.step()
          const result: unknown = Reflect.apply(value, target, values)
          if (writes) this.step()
          return result
        }
      }
    })
    const manager = new KeyManager({
      node: this.node,
      peer: this.peer,
      store,
      clock: {
        now: () => clock.now(),
        at: (due, task) => clock.at(due, task),
        // What a dead process has armed goes off into nothing.
        timer: (task) => clock.timer({ run: () => alive && this.run(() => task.run()) })
      },
      runner,
      ...(groupTime > 0 && {
        soon: (work) => {
          clock.at(clock.now() + random.below(groupTime), { run: () => alive && this.run(() => work()) })
        }
      }),
      timers: TIMERS,
      random: () => random.bits32(),
      send: (frame) => {
        this.step()
        this.world.frames.push(frame)
        transport.send(this.peer, frame)
      },
      ignored: (reason) => this.ignored.set(reason, (this.ignored.get(reason) ?? 0) + 1)
    })
    transport.listen({
      frame: (from, frame) => {
        if (manager === this.manager) this.run(() => manager.frame(from, frame))
      },
      malformed: (_from, reason) => {
        throw new Error(reason)
      }
    })
    const previous = this.manager as KeyManager | undefined
    if (previous !== undefined) this.world.dead.push(() => previous.stop())
    this.manager = manager
    this.world.kill.get(this.node)?.()
    this.world.kill.set(this.node, () => {
      alive = false
    })
    this.run(() => manager.start())
  }

  encrypt(number: number, size: number, slaves: readonly string[]): EncryptionAnswer[] {
    const answers: EncryptionAnswer[] = []
    const request = { number, size, master: saeName(`master ${this.node}`), slaves: slaves.map(saeName) }
    this.run(() =>
      this.manager.encrypt(request, (answer) => {
        answers.push(answer)
        if (answer.outcome !== 'delivered') return
        for (const { keyId, key } of answer.keys) {
          expect(key.length).toBe(size / 8)
          this.write('master', keyId, key)
          this.world.given.push({ keyId, node: this.node, slaves })
        }
      })
    )
    return answers
  }

  decrypt(slave: string, keyIds: readonly Uuid[]): DecryptionAnswer[] {
    const answers: DecryptionAnswer[] = []
    const request = { master: saeName(`master ${this.peer}`), slave: saeName(slave), keyIds }
    this.run(() =>
      this.manager.decrypt(request, (answer) => {
        answers.push(answer)
        if (answer.outcome !== 'delivered') return
        for (const { keyId, key } of answer.keys) this.write(slave, keyId, key)
      })
    )
    return answers
  }

  /** An application writes down what it is given: nothing twice. */
  write(sae: string, keyId: Uuid, key: Uint8Array): void {
    const name = `${sae} ${keyId}`
    expect(this.journal.has(name), `${name} is given twice at ${this.node}`).toBe(false)
    this.journal.set(name, Buffer.from(key).toString('hex'))
  }
}

export interface Given {
  readonly keyId: Uuid
  readonly node: number
  readonly slaves: readonly string[]
}

/** Two KMEs in virtual time, with a channel of faults between them and applications that keep journals. */
export class KeyWorld {
  readonly clock = new VirtualClock()
  readonly network: MemoryNetwork
  readonly random: RandomStream
  readonly runner: RunnerKind
  readonly frames: Frame[] = []
  readonly given: Given[] = []
  readonly kill = new Map<number, () => void>()
  readonly dead: (() => void)[] = []
  readonly sessions = new Map<Uuid, number>()
  /** The names of all units, by session. */
  readonly units = new Map<Uuid, readonly Uuid[]>()
  readonly a: KeyEnd
  readonly b: KeyEnd

  /** @param groupTime nanoseconds in which what comes is done by one transaction, at most; 0: each by one of its own */
  constructor(
    seed: number,
    channel: Channel = CALM,
    runner: RunnerKind = 'generated',
    readonly groupTime = 0
  ) {
    const random = createRandom(seed)
    this.random = random.stream('keys')
    this.runner = runner
    this.network = new MemoryNetwork({ clock: this.clock, random, wire: true })
    this.network.connect(1, 2, channel)
    this.a = new KeyEnd(this, 1, 2)
    this.b = new KeyEnd(this, 2, 1)
  }

  get ends(): readonly [KeyEnd, KeyEnd] {
    return [this.a, this.b]
  }

  /** A block for both ends, at the second one a while later. */
  addBlock(units: number, lag = 0): Uuid {
    const session = `00000000-0000-4000-8000-${String(this.sessions.size + 1).padStart(12, '0')}`
    const material = Uint8Array.from({ length: (units * UNIT_SIZE) / 8 }, () => this.random.below(256))
    this.sessions.set(session, units)
    this.units.set(
      session,
      Array.from({ length: units }, (_, index) => unitIdentifier(session, index))
    )
    const block = { session, label: 'world', peer: 'peer', time: 0, material }
    const add = (end: KeyEnd) => {
      if (end.store.block(session) === undefined) end.run(() => end.manager.addBlock(block))
      // It may have died before the block was stored; whoever has it brings it again.
      if (end.store.block(session) === undefined) add(end)
    }
    add(this.a)
    this.clock.at(this.clock.now() + lag, { run: () => add(this.b) })
    return session
  }

  wait(milliseconds: number): void {
    this.clock.run({ until: this.clock.now() + milliseconds * MILLISECOND })
  }

  /** What must hold at every moment. */
  check(): void {
    for (const units of this.units.values()) {
      for (const [index, identifier] of units.entries()) {
        const [master, slave] = index % 2 === 0 ? [this.a, this.b] : [this.b, this.a]
        const atMaster = master.store.unit(identifier)
        const atSlave = slave.store.unit(identifier)
        if (atSlave?.life === 'delivered') expect(atMaster?.life, identifier).toBe('delivered')
        if (atMaster !== undefined) expect(atMaster.own).toBe(true)
        if (atSlave !== undefined) expect(atSlave.own).toBe(false)
      }
    }
    for (const { keyId, node, slaves } of this.given) {
      const [master, slave] = node === 1 ? [this.a, this.b] : [this.b, this.a]
      const bits = master.journal.get(`master ${keyId}`)
      expect(master.store.unit(keyId)?.life).toBe('delivered')
      for (const name of slaves) {
        const collected = slave.journal.get(`${name} ${keyId}`)
        if (collected !== undefined) expect(collected).toBe(bits)
      }
    }
    for (const { journal, node } of this.ends) {
      for (const name of journal.keys()) {
        const keyId = name.slice(-36)
        // What a slave has, the master was given, or would have been, had its process lived.
        const peer = node === 1 ? this.b : this.a
        if (!name.startsWith('master')) expect(peer.store.unit(keyId)?.life).toBe('delivered')
      }
    }
  }

  /** What must hold when the faults are over and all has been told. */
  checkSettled(): void {
    this.check()
    for (const units of this.units.values()) {
      for (const [index, identifier] of units.entries()) {
        const [master, slave] = index % 2 === 0 ? [this.a, this.b] : [this.b, this.a]
        const lives = [master.store.unit(identifier)?.life, slave.store.unit(identifier)?.life].join(' ')
        expect(['pool pool', 'burnt burnt', 'delivered reserved', 'delivered delivered'], identifier).toContain(lives)
      }
    }
    for (const { store, manager } of this.ends) {
      expect(manager.open).toBe(0)
      const { own, other } = store.counts()
      expect(own.reserved).toBe(0)
      const units = [...this.sessions.values()].reduce((sum, number) => sum + number, 0)
      const all = [...Object.values(own), ...Object.values(other)].reduce((sum, number) => sum + number, 0)
      expect(all).toBe(units)
    }
  }
}
