import { CREATE_DEFAULTS, type PairDelivered } from '@bellwire/link-layer'
import type { LinkService } from '@bellwire/node'
import { createRandom, type Nanoseconds } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { SimulatedNetwork } from '../network/simulated-network.js'
import { RemoteHardware } from './remote-hardware.js'
import { MICROSECOND, MILLISECOND } from './times.js'

const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1)
const ENDS = ['alice', 'bob'] as const
const STATION = 'middle'
const PLAYED = 500 * MILLISECOND
/** Pairs wanted at a time, of each of two requests. */
const WINDOW = 2
const MOST = 0xffff_ffff

/** A pair takes a few round trips of frames. */
const LONGEST_WAIT = 30 * MILLISECOND

interface Fault {
  readonly at: Nanoseconds
  /** For so long the station's process is dead. */
  readonly away: Nanoseconds
}

/**
 * Two requests for pairs as they are called for, so that both nodes replace their batches all the time, while a command or
 * a herald takes twenty slots between the station and its hardware. Batches are longer than the run: where everything
 * stands still, their end does not help.
 */
class HeldHardware {
  /** True times at which a pair came or a link was served again. */
  readonly times: Nanoseconds[] = []
  readonly network: SimulatedNetwork
  readonly #hardware: RemoteHardware
  readonly #random
  readonly #begin: Nanoseconds
  pairs = 0

  constructor(seed: number) {
    this.#hardware = new RemoteHardware(200 * MICROSECOND, seed)
    this.#random = createRandom(seed).stream('held hardware')
    this.network = new SimulatedNetwork(
      {
        nodes: ENDS.map((name) => ({ name, qubits: 4 })),
        stations: [{ name: STATION }],
        links: [
          {
            a: 'alice',
            b: 'bob',
            station: STATION,
            delays: [MICROSECOND, MICROSECOND],
            frameDelays: [800 * MICROSECOND, 700 * MICROSECOND],
            slotPeriod: 10 * MICROSECOND,
            guard: 100,
            window: 100,
            model: { kind: 'ideal', parameters: { successProbability: 0.05, fidelity: 0.95, announced: [0, 1] } },
            holdsOnHerald: true,
            disciplined: { error: 20 * MICROSECOND },
            batchSlots: 1_000_000
          }
        ]
      },
      { seed, intruder: this.#hardware }
    )
    expect(this.network.settle()).toBe(true)
    this.#begin = this.network.clock.now()
    this.times.push(this.#begin)
    const [head, tail] = [this.network.node('alice').link('bob'), this.network.node('bob').link('alice')]
    tail.accept(0)
    this.#use(tail, undefined)
    const { clock } = this.network
    const ask = (): void => {
      const wish = { ...CREATE_DEFAULTS, number: MOST, minimumFidelity: 0.5, paced: true, consecutive: true }
      const { createId, error } = head.createDirect(wish)
      if (error === 0) head.more(createId, WINDOW)
      // While the link is down.
      else clock.at(clock.now() + MILLISECOND, { run: ask })
    }
    this.#use(head, ask)
    for (let item = 0; item < 2; item++) ask()
  }

  play(faults: readonly Fault[] = []): void {
    const { clock } = this.network
    for (const { at, away } of faults) {
      clock.at(this.#begin + at, { run: () => this.#hardware.cut(STATION) })
      clock.at(this.#begin + at + away, { run: () => this.#hardware.open(STATION) })
    }
    this.network.run(this.#begin + PLAYED)
    this.times.push(clock.now())
  }

  get longestWait(): Nanoseconds {
    return Math.max(...this.times.slice(1).map((time, index) => time - (this.times[index] ?? 0)))
  }

  /** @param ask for pairs, where this end does; again where a request has ended */
  #use(link: LinkService, ask: (() => void) | undefined): void {
    const { clock } = this.network
    const held = new Map<string, PairDelivered>()
    const over = (key: string): void => {
      const pair = held.get(key)
      if (pair === undefined) return
      held.delete(key)
      link.release(pair)
      if (ask !== undefined) link.more(pair.createId, 1)
    }
    link.subscribe({
      delivered: (pair) => {
        this.pairs += 1
        this.times.push(clock.now())
        const key = `${pair.epoch} ${pair.sequence}`
        held.set(key, pair)
        clock.at(clock.now() + this.#random.below(4 * MILLISECOND), { run: () => over(key) })
      },
      expired: ({ epoch, sequence }) => over(`${epoch} ${sequence}`),
      linkChanged: (up) => {
        if (up) this.times.push(clock.now())
      },
      failed: () => ask?.()
    })
  }
}

describe('hardware that stops at heralds by itself, and tells of them late', () => {
  it.each(SEEDS)(
    'never stands still for a herald that is not announced any more: seed %i (PHY-180, PHY-181)',
    (seed) => {
      const run = new HeldHardware(seed)
      run.play()
      expect(run.longestWait).toBeLessThan(LONGEST_WAIT)
      expect(run.pairs).toBeGreaterThan(200)
      const refused = [...run.network.ignoredByStations].filter(([reason]) => reason.startsWith('heralding'))
      expect(refused.length).toBeGreaterThan(0)
    }
  )

  it.each(SEEDS)('is served again when its station has been killed: seed %i', (seed) => {
    const random = createRandom(seed).stream('kills')
    const kills = Array.from({ length: 5 }, (_, kill) => ({
      at: 100 * kill * MILLISECOND + random.below(50 * MILLISECOND),
      away: 5 * MILLISECOND + random.below(20 * MILLISECOND)
    }))
    const run = new HeldHardware(seed)
    run.play(kills)
    expect(run.longestWait).toBeLessThan(LONGEST_WAIT + 25 * MILLISECOND)
    expect(run.pairs).toBeGreaterThan(150)
  })
})
