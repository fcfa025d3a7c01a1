import type { DeviceCommand, DeviceResult, QuantumDevice } from '@bellwire/device'
import { CREATE_DEFAULTS, type PairDelivered } from '@bellwire/link-layer'
import { createRandom, type Nanoseconds, type RandomStream, type VirtualClock } from '@bellwire/runtime'
import { expect, it } from 'vitest'
import { SimulatedNetwork } from '../network/simulated-network.js'
import { MICROSECOND, MILLISECOND } from './times.js'

const ENDS = ['alice', 'bob'] as const
type End = (typeof ENDS)[number]
const PLAYED = 500 * MILLISECOND
/** One way, of frames and of commands in time. */
const IN_TIME = 100 * MICROSECOND
/** Of so many commands and results one is late, and those that come after it wait for it. */
const LATE_OF = 20

/** Hardware behind a wire on which something is late now and then, by far more than is allowed for. */
class LateDevice implements QuantumDevice {
  /** When the last command arrives there, and the last result here. */
  readonly #last = { command: 0, result: 0 }

  constructor(
    private readonly device: QuantumDevice,
    private readonly clock: VirtualClock,
    private readonly random: RandomStream,
    private readonly longest: Nanoseconds
  ) {}

  get capabilities() {
    return this.device.capabilities
  }

  execute(command: DeviceCommand): void {
    this.#pass('command', () => this.device.execute(command))
  }

  listen(listener: (result: DeviceResult) => void): void {
    this.device.listen((result) => this.#pass('result', () => listener(result)))
  }

  reset(): void {
    this.device.reset()
  }

  #pass(way: 'command' | 'result', run: () => void): void {
    const isLate = this.random.below(LATE_OF) === 0
    const due = this.clock.now() + (isLate ? this.random.below(this.longest) : IN_TIME / 2)
    this.#last[way] = Math.max(this.#last[way], due)
    this.clock.at(this.#last[way], { run })
  }
}

/**
 * Plays perfect pairs. Returns how many both ends were given, and the fidelities of those that were wrong then and did not
 * become void at both ends.
 */
function play(seed: number, longest: Nanoseconds): { readonly pairs: number; readonly wrong: readonly number[] } {
  let clockOfRun: VirtualClock | undefined
  const random = createRandom(seed)
  const intruder = {
    begin: (clock: VirtualClock) => void (clockOfRun = clock),
    device: (name: string, device: QuantumDevice) =>
      new LateDevice(device, clockOfRun!, random.stream(`late ${name}`), longest)
  }
  const link = {
    a: 'alice',
    b: 'bob',
    station: 'middle',
    delays: [MICROSECOND, MICROSECOND] as const,
    frameDelays: [IN_TIME, IN_TIME] as const,
    slotPeriod: 10 * MICROSECOND,
    guard: 100,
    window: 100,
    model: { kind: 'ideal', parameters: { successProbability: 0.05, fidelity: 1, announced: [0, 1] } } as const,
    holdsOnHerald: true,
    disciplined: { error: 20 * MICROSECOND },
    // Longer than the run: what stands still for the rest of a batch does so for ever.
    batchSlots: 1_000_000
  }
  const network = new SimulatedNetwork(
    { nodes: ENDS.map((name) => ({ name, qubits: 4 })), stations: [{ name: 'middle' }], links: [link] },
    { seed, intruder }
  )
  expect(network.settle()).toBe(true)
  const faults = { jitter: IN_TIME / 2 }
  for (const from of [1, 2, 3]) for (const to of [1, 2, 3]) if (from !== to) network.network.configure(from, to, faults)

  const { clock } = network
  let pairs = 0
  const wrong = new Map<string, number>()
  const voided: { readonly [Name in End]: Set<string> } = { alice: new Set(), bob: new Set() }
  const uses = random.stream('uses')
  const held: { readonly [Name in End]: Map<string, PairDelivered> } = { alice: new Map(), bob: new Map() }
  const linkOf = (name: End) => network.node(name).link(name === 'alice' ? 'bob' : 'alice')
  const compare = (key: string): void => {
    const [a, b] = [held.alice.get(key), held.bob.get(key)]
    if (a === undefined || b === undefined) return
    const [here, there] = [
      { node: 'alice', qubit: a.qubit },
      { node: 'bob', qubit: b.qubit }
    ] as const
    pairs += 1
    const fidelity = network.world.oracle.fidelity(here, there, a.bellIndex)
    if (fidelity < 1 - 1e-9) wrong.set(key, fidelity)
  }
  const over = (name: End, key: string): void => {
    const pair = held[name].get(key)
    held[name].delete(key)
    if (pair === undefined) return
    linkOf(name).release(pair)
    if (pair.originator) linkOf(name).more(pair.createId, 1)
  }
  for (const name of ENDS) {
    const ask = (): void => {
      const wish = { ...CREATE_DEFAULTS, number: 0xffff_ffff, minimumFidelity: 0.5, paced: true, raw: true }
      const { createId, error } = linkOf(name).createDirect(wish)
      if (error === 0) linkOf(name).more(createId, 2)
      // While the link is down.
      else clock.at(clock.now() + MILLISECOND, { run: ask })
    }
    linkOf(name).accept(0)
    linkOf(name).subscribe({
      delivered: (pair) => {
        const key = `${pair.epoch} ${pair.sequence}`
        held[name].set(key, pair)
        compare(key)
        clock.at(clock.now() + uses.below(4 * MILLISECOND), { run: () => over(name, key) })
      },
      expired: ({ epoch, sequence }) => {
        voided[name].add(`${epoch} ${sequence}`)
        over(name, `${epoch} ${sequence}`)
      },
      failed: ask
    })
    // Two of each end: orders are replaced all the time.
    for (let item = 0; item < 2; item++) ask()
  }
  network.run(clock.now() + PLAYED)
  for (const key of wrong.keys()) if (voided.alice.has(key) && voided.bob.has(key)) wrong.delete(key)
  return { pairs, wrong: [...wrong.values()] }
}

it.each([200, 500, 1000, 3000])(
  'commands that come up to %i us late cost attempts, and make no wrong pair (DEV-087, DEV-088, PHY-182)',
  (longest) => {
    const played = Array.from({ length: 5 }, (_, index) => play(index + 1, longest * MICROSECOND))
    expect(played.reduce((sum, { pairs }) => sum + pairs, 0)).toBeGreaterThan(1000)
    expect(played.flatMap(({ wrong }) => wrong)).toEqual([])
  }
)
