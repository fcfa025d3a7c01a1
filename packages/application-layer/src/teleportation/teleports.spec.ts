import type { QubitId } from '@bellwire/device'
import { createRandom, VirtualClock } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import { type Channel, MemoryNetwork } from '@bellwire/transport'
import { ErrorCode, isTeleportationFrame, type TeleportationFrame } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LocalQubits } from '../entanglement/local-qubits.js'
import type { EntangledPair, EntanglementListener, EntanglementSource } from '../entanglement/source.js'
import { ApplicationError } from '../errors.js'
import { DEFAULT_TELEPORTATION_CONFIGURATION } from './configuration.js'
import type { TeleportReceiver } from './receiver.js'
import type { TeleportSender } from './sender.js'
import { Teleports } from './teleports.js'

const DELAY = 1000
const CALM: Channel = { delay: DELAY, loss: 0, duplication: 0, jitter: 0, reordering: undefined }
const PURPOSE = 7
const configuration = {
  firstWait: 3 * DELAY,
  longestWait: 12 * DELAY,
  attempts: 30,
  patience: 50 * DELAY,
  hold: 500 * DELAY,
  lifetime: 1000 * DELAY
}

/** Pairs by hand: the test says when each end has one. */
class HandSource implements EntanglementSource {
  readonly origin = { initiator: 0, circuit: 1 }
  readonly held = new Set<number>()
  readonly released: number[] = []
  readonly taken: number[] = []
  #listeners: EntanglementListener[] = []

  constructor(
    readonly peer: number,
    readonly purpose = PURPOSE
  ) {}

  listen(listener: EntanglementListener): () => void {
    this.#listeners.push(listener)
    return () => {
      this.#listeners = this.#listeners.filter((one) => one !== listener)
    }
  }

  deliver(pair: EntangledPair): void {
    this.held.add(pair.pair)
    for (const listener of this.#listeners) listener.delivered(pair)
  }

  expire(pair: number): void {
    if (this.held.delete(pair)) for (const listener of this.#listeners) listener.expired(pair)
  }

  release(pair: number): boolean {
    this.released.push(pair)
    return this.held.delete(pair)
  }

  take(pair: number): boolean {
    this.taken.push(pair)
    return this.held.delete(pair)
  }

  accept(): void {}
  refuse(): void {}
  cancel(): void {}
  measure(): void {}
  request(): number {
    return 0
  }
}

/** Hardware by hand. */
class HandQubits implements LocalQubits {
  /** Answers that are still due; null: at once. */
  due: (() => void)[] | null = null
  readonly life = 0
  outcome: 0 | 1 | 2 | 3 = 2
  readonly corrected: [QubitId, number][] = []
  readonly givenBack: QubitId[] = []

  #answer(answer: () => void): void {
    if (this.due === null) answer()
    else this.due.push(answer)
  }

  allocate = (): QubitId => 99
  giveBack = (qubit: QubitId): boolean => this.givenBack.push(qubit) > 0
  prepare = (): void => undefined
  cnot = (): void => undefined
  measureDirect = (): void => undefined

  correct(qubit: QubitId, pauli: number, listener: (done: boolean) => void): void {
    this.corrected.push([qubit, pauli])
    this.#answer(() => listener(true))
  }

  measureBell(_a: QubitId, _b: QubitId, listener: (outcome: 0 | 1 | 2 | 3 | null) => void): void {
    const { outcome } = this
    this.#answer(() => listener(outcome))
  }
}

/** Two nodes: 1 sends, 2 receives. */
class Setup {
  readonly clock = new VirtualClock()
  readonly medium: MemoryNetwork
  readonly ignored: string[] = []
  readonly sent: [number, TeleportationFrame][] = []
  readonly ends: string[] = []
  readonly told: string[] = []
  /** Called when a program has been told something. */
  onTold: (end: 0 | 1) => void = () => undefined
  readonly qubits = [new HandQubits(), new HandQubits()] as const
  readonly sources = [new HandSource(2), new HandSource(1)] as const
  readonly nodes: readonly [Teleports, Teleports]
  readonly sender: TeleportSender
  readonly receiver: TeleportReceiver

  constructor({
    seed = 1,
    channel = CALM,
    runner = 'generated',
    track = false
  }: {
    seed?: number
    channel?: Channel
    runner?: RunnerKind
    track?: boolean
  } = {}) {
    this.medium = new MemoryNetwork({ clock: this.clock, random: createRandom(seed), wire: true })
    this.medium.connect(1, 2, channel)
    this.nodes = [this.#node(1, runner), this.#node(2, runner)]
    // What this node delivered before is known, or there was nothing.
    this.wait(2000)
    this.sender = this.nodes[0].sender(this.sources[0])
    this.receiver = this.nodes[1].receiver(
      this.sources[1],
      {
        received: ({ pair, qubit, pauli }) => {
          this.told.push(`${pair.headSequence} in ${qubit} due ${pauli}`)
          this.onTold(1)
        },
        voided: ({ headSequence }) => this.told.push(`${headSequence} void`)
      },
      { track }
    )
  }

  #node(node: 1 | 2, runner: RunnerKind): Teleports {
    const transport = this.medium.attach(node, `node ${node}`)
    const teleports = new Teleports({
      configuration,
      clock: this.clock,
      runner,
      qubits: this.qubits[node - 1]!,
      transmit: (to, frame) => {
        this.sent.push([node, frame])
        transport.send(to, frame)
      },
      ignored: (reason) => this.ignored.push(reason)
    })
    transport.listen({
      frame: (from, frame) => {
        if (isTeleportationFrame(frame)) teleports.frame(from, frame)
      },
      malformed: (_from, reason) => {
        throw new Error(reason)
      }
    })
    return teleports
  }

  pair(number: number, changes: Partial<EntangledPair> = {}): EntangledPair {
    const circuit = { initiator: 1, circuit: 3, headEpoch: 5, headSequence: number, tailEpoch: 6, tailSequence: number }
    return {
      ...circuit,
      request: 1,
      asked: true,
      pair: 100 + number,
      qubit: number,
      bellIndex: 1,
      corrected: true,
      fidelity: 1,
      ...changes
    }
  }

  /** Both ends have the pair, and the first sends a qubit over it. */
  teleport(number: number): void {
    this.sources[0].deliver(this.pair(number))
    this.sources[1].deliver(this.pair(number))
    this.send(number)
  }

  send(number: number, changes: Partial<EntangledPair> = {}): void {
    this.sender.send(this.pair(number, changes), 50 + number, (end) => {
      this.ends.push(`${number} ${end}`)
      this.onTold(0)
    })
  }

  wait(delays: number): void {
    this.clock.run({ until: this.clock.now() + delays * DELAY })
  }

  types(node: number): string[] {
    return this.sent.filter(([from]) => from === node).map(([, frame]) => frame.type)
  }
}

describe('a teleportation', () => {
  it('measures, says what is due, corrects, delivers and confirms: one frame each way (APP-070, APP-071, APP-073)', () => {
    const setup = new Setup()
    setup.teleport(4)
    expect(setup.sources[0].released).toEqual([104])
    expect(setup.qubits[0].givenBack).toEqual([54])
    setup.wait(2)
    expect(setup.sources[1].taken).toEqual([104])
    expect(setup.qubits[1].corrected).toEqual([[4, 2]])
    expect(setup.told).toEqual(['4 in 4 due 0'])
    expect(setup.ends).toEqual(['4 delivered'])
    expect(setup.sent.map(([, frame]) => frame)).toMatchObject([
      { type: 'CORRECTION', purpose: PURPOSE, initiator: 1, circuit: 3, headEpoch: 5, headSequence: 4, pauli: 2 },
      { type: 'CORRECTION_ACK', purpose: PURPOSE, tailEpoch: 6, tailSequence: 4, error: 0 }
    ])
    expect(setup.sender.underWay).toBe(0)
  })

  it('counts the Bell state of a pair that nobody has corrected (APP-070)', () => {
    const setup = new Setup()
    setup.sources[1].deliver(setup.pair(1, { corrected: false }))
    setup.send(1, { corrected: false })
    setup.wait(2)
    expect(setup.qubits[1].corrected).toEqual([[1, 3]])
  })

  it('may leave the correction to the program', () => {
    const setup = new Setup({ track: true })
    setup.teleport(1)
    setup.wait(2)
    expect(setup.qubits[1].corrected).toEqual([])
    expect(setup.told).toEqual(['1 in 1 due 2'])
  })

  it('needs another qubit than the pair, and a pair that is not used yet', () => {
    const setup = new Setup()
    setup.qubits[0].due = []
    setup.send(1)
    expect(() => setup.send(1)).toThrow(ApplicationError)
    expect(() => setup.sender.send(setup.pair(2), 2, () => undefined)).toThrow(/data is 2/)
    expect(() => setup.nodes[0].sender(setup.sources[0])).toThrow(/purpose 7/)
  })
})

describe('faults of the network', () => {
  it('a correction that is lost comes again, and an acknowledgement that is lost is given again', () => {
    const setup = new Setup()
    setup.medium.connect(1, 2, { ...CALM, loss: 1 })
    setup.teleport(1)
    setup.wait(5)
    expect(setup.told).toEqual([])
    setup.medium.connect(1, 2, CALM)
    setup.wait(20)
    expect(setup.told).toEqual(['1 in 1 due 0'])
    expect(setup.ends).toEqual(['1 delivered'])
  })

  it('a correction that is there before its pair waits for it', () => {
    const setup = new Setup()
    setup.send(1)
    setup.wait(20)
    expect(setup.told).toEqual([])
    setup.sources[1].deliver(setup.pair(1))
    setup.wait(20)
    expect(setup.told).toEqual(['1 in 1 due 0'])
    expect(setup.ends).toEqual(['1 delivered'])
  })

  it('a correction whose pair never comes is refused, and the pair is given back if it comes after all', () => {
    const setup = new Setup()
    setup.send(1)
    setup.wait(80)
    expect(setup.told).toEqual([])
    expect(setup.ends).toEqual(['1 void'])
    setup.sources[1].deliver(setup.pair(1))
    expect(setup.sources[1].released).toEqual([101])
    expect(setup.told).toEqual(['1 void'])
  })

  it('a late duplicate of a correction delivers nothing twice, even when it is known no more (APP-077)', () => {
    const setup = new Setup()
    setup.teleport(1)
    setup.wait(2)
    const [, correction] = setup.sent[0]!
    setup.nodes[1].frame(1, correction)
    expect(setup.types(2)).toEqual(['CORRECTION_ACK', 'CORRECTION_ACK'])
    setup.wait(2000)
    setup.nodes[1].frame(1, correction)
    setup.wait(2000)
    expect(setup.told).toEqual(['1 in 1 due 0'])
    expect(setup.ends).toEqual(['1 delivered'])
  })

  it('nobody answers: after all attempts it is not known what became of it (APP-072)', () => {
    const setup = new Setup()
    setup.medium.connect(1, 2, { ...CALM, loss: 1 })
    setup.teleport(1)
    setup.wait(1000)
    expect(setup.ends).toEqual(['1 unknown'])
    expect(setup.types(1)).toHaveLength(configuration.attempts)
  })

  it('nobody receives for the purpose: it is refused at once (APP-078)', () => {
    const setup = new Setup()
    const other = setup.nodes[0].sender(new HandSource(2, 8))
    other.send(setup.pair(1), 60, (end) => setup.ends.push(end))
    setup.wait(2)
    expect(setup.ends).toEqual(['void'])
    expect(setup.sent.at(-1)?.[1]).toMatchObject({ purpose: 8, error: ErrorCode.REJECTED })
  })

  it('both ends use the pair: both teleportations are void', () => {
    const setup = new Setup()
    const [first, second] = [new HandSource(2, 9), new HandSource(1, 9)]
    const pair = setup.pair(1)
    setup.nodes[0].sender(first).send(pair, 60, (end) => setup.ends.push(`first ${end}`))
    setup.nodes[1].sender(second).send(pair, 60, (end) => setup.ends.push(`second ${end}`))
    setup.wait(2)
    expect(setup.ends).toEqual(['first void', 'second void'])
  })

  it('corrections that wait for pairs are bounded (APP-079)', () => {
    const setup = new Setup()
    const frame = { ...setup.pair(0), type: 'CORRECTION' as const, purpose: PURPOSE, pauli: 0 }
    for (let number = 0; number < 1100; number++) setup.nodes[1].frame(1, { ...frame, headSequence: number })
    const refusals = setup.sent.map(([, { type, ...rest }]) => [type, 'error' in rest ? rest.error : -1])
    expect(refusals).toEqual(Array.from({ length: 76 }, () => ['CORRECTION_ACK', ErrorCode.NORES]))
    setup.wait(60)
    setup.nodes[1].frame(1, { ...frame, headSequence: 5000 })
    expect(setup.sent).toHaveLength(76 + 1024)
  })
})

describe('pairs that expire', () => {
  it('at the receiver before the correction: void at both ends', () => {
    const setup = new Setup()
    setup.sources[1].deliver(setup.pair(1))
    setup.sources[1].expire(101)
    expect(setup.told).toEqual(['1 void'])
    setup.send(1)
    setup.wait(2)
    expect(setup.ends).toEqual(['1 void'])
    expect(setup.sent.at(-1)?.[1]).toMatchObject({ error: ErrorCode.EXPIRE })
  })

  it('at the receiver after the correction: the qubit is the program\u2019s already', () => {
    const setup = new Setup()
    setup.teleport(1)
    setup.wait(1)
    setup.sources[1].expire(101)
    setup.wait(10)
    expect(setup.told).toEqual(['1 in 1 due 0'])
    expect(setup.ends).toEqual(['1 delivered'])
  })

  it('at the receiver, unheard until its qubit is to be taken: void at both ends', () => {
    const setup = new Setup()
    setup.sources[1].deliver(setup.pair(1))
    setup.sources[1].held.clear()
    setup.send(1)
    setup.wait(2)
    expect(setup.told).toEqual(['1 void'])
    expect(setup.ends).toEqual(['1 void'])
  })

  it('at the sender while it is measured: nothing is sent, and both qubits are given back once', () => {
    const setup = new Setup()
    setup.qubits[0].due = []
    setup.sources[0].deliver(setup.pair(1))
    setup.send(1)
    setup.sources[0].expire(101)
    expect(setup.ends).toEqual(['1 void'])
    for (const answer of setup.qubits[0].due) answer()
    setup.wait(10)
    expect(setup.sent).toEqual([])
    expect(setup.qubits[0].givenBack).toEqual([51])
    expect(setup.ends).toHaveLength(1)
  })

  it('at the sender after it was measured: the receiver decides', () => {
    const setup = new Setup()
    setup.teleport(1)
    setup.sources[0].expire(101)
    setup.wait(2)
    expect(setup.ends).toEqual(['1 delivered'])
  })
})

describe('crashes', () => {
  it('of the sender: what was sent is unknown, what was not is void, and late answers are ignored (APP-080)', () => {
    const setup = new Setup()
    setup.teleport(1)
    setup.qubits[0].due = []
    setup.teleport(2)
    setup.nodes[0].abandon()
    setup.nodes[0].tellLost()
    setup.nodes[0].tellLost()
    expect(setup.ends).toEqual(['1 unknown', '2 void'])
    for (const answer of setup.qubits[0].due) answer()
    setup.wait(100)
    expect(setup.ends).toHaveLength(2)
    expect(setup.ignored).toEqual(['no-teleportation'])
    expect(setup.types(1)).toEqual(['CORRECTION'])
    // What it begins afterwards goes its way.
    setup.qubits[0].due = null
    setup.teleport(3)
    setup.wait(2)
    expect(setup.ends.at(-1)).toBe('3 delivered')
  })

  it('after a program has thrown out of what it was told, at either end (APP-080)', () => {
    for (const end of [0, 1] as const) {
      const setup = new Setup()
      setup.teleport(1)
      setup.onTold = (at) => {
        if (at === end) throw new Error('the program dies')
      }
      expect(() => setup.wait(2)).toThrow('the program dies')
      setup.onTold = () => undefined
      setup.nodes[end].abandon()
      setup.nodes[end].tellLost()
      // What it begins afterwards goes its way.
      setup.wait(2000)
      setup.teleport(3)
      setup.wait(2)
      expect(setup.ends.at(-1)).toBe('3 delivered')
      expect(setup.told.at(-1)).toBe('3 in 3 due 0')
    }
  })

  it('of the receiver before the correction: void there, and the sender does not know (APP-080)', () => {
    const setup = new Setup()
    setup.sources[1].deliver(setup.pair(1))
    setup.nodes[1].abandon()
    setup.nodes[1].tellLost()
    expect(setup.told).toEqual(['1 void'])
    setup.send(1)
    setup.wait(100)
    expect(setup.ends).toEqual(['1 unknown'])
  })

  it('of the receiver after it has delivered, its answer lost: the sender does not know (APP-084)', () => {
    const setup = new Setup()
    setup.qubits[1].due = []
    setup.teleport(1)
    setup.wait(1)
    setup.medium.connect(1, 2, { ...CALM, loss: 1 })
    for (const answer of setup.qubits[1].due) answer()
    expect(setup.told).toEqual(['1 in 1 due 0'])
    setup.nodes[1].abandon()
    setup.nodes[1].tellLost()
    setup.medium.connect(1, 2, CALM)
    setup.wait(100)
    expect(setup.told).toHaveLength(1)
    expect(setup.ends).toEqual(['1 unknown'])
  })

  it('of the sender with its half of a pair unused: the receiver gives its half back after a while (APP-083)', () => {
    const setup = new Setup()
    setup.sources[1].deliver(setup.pair(1))
    setup.wait(499)
    expect(setup.told).toEqual([])
    setup.wait(1)
    expect(setup.told).toEqual(['1 void'])
    expect(setup.sources[1].released).toEqual([101])
    setup.send(1)
    setup.wait(2)
    expect(setup.ends).toEqual(['1 void'])
  })

  it('of the receiver while it corrects: its late answer delivers nothing', () => {
    const setup = new Setup()
    setup.qubits[1].due = []
    setup.teleport(1)
    setup.wait(1)
    setup.nodes[1].abandon()
    setup.nodes[1].tellLost()
    for (const answer of setup.qubits[1].due) answer()
    setup.wait(200)
    expect(setup.told).toEqual(['1 void'])
    expect(setup.ends).toEqual(['1 unknown'])
  })
})

describe('closing', () => {
  it('a receiver gives back what it holds, takes no more, and still answers what it knows', () => {
    const setup = new Setup()
    setup.teleport(1)
    setup.sources[1].deliver(setup.pair(2))
    setup.wait(2)
    setup.receiver.close()
    expect(setup.sources[1].released).toEqual([102])
    expect(setup.told).toEqual(['1 in 1 due 0', '2 void'])
    setup.nodes[1].frame(1, setup.sent[0]![1])
    expect(setup.sent.at(-1)?.[1]).toMatchObject({ type: 'CORRECTION_ACK', error: 0 })
    setup.send(3)
    setup.wait(2)
    expect(setup.ends).toEqual(['1 delivered', '3 void'])
    // Another one answers for it.
    setup.nodes[1].receiver(setup.sources[1], { received: () => undefined, voided: () => undefined })
    setup.nodes[1].frame(1, setup.sent[0]![1])
    expect(setup.sent.at(-1)?.[1]).toMatchObject({ type: 'CORRECTION_ACK', error: 0 })
    expect(() => setup.nodes[1].sender(setup.sources[1])).toThrow(/purpose 7/)
  })

  it('a receiver refuses what still waits for its pair', () => {
    const setup = new Setup()
    setup.send(1)
    setup.wait(5)
    setup.receiver.close()
    setup.wait(1)
    expect(setup.ends).toEqual(['1 void'])
    expect(setup.told).toEqual([])
  })

  it('a sender ends what is under way first', () => {
    const setup = new Setup()
    setup.teleport(1)
    setup.sender.close()
    setup.wait(2)
    expect(setup.ends).toEqual(['1 delivered'])
    setup.nodes[0].sender(setup.sources[0])
  })
})

it('every teleportation ends once at each end, whatever the network does (APP-072, APP-075)', () => {
  const probability = fc.double({ min: 0, max: 0.6, noNaN: true })
  const channels = fc.record({
    delay: fc.constant(DELAY),
    loss: probability,
    duplication: probability,
    jitter: fc.constantFrom(0, 5 * DELAY),
    reordering: fc.constant(undefined)
  })
  const fates = fc.array(fc.constantFrom('both', 'receiverLater', 'receiverNever', 'expires', 'unused'), {
    minLength: 1,
    maxLength: 20
  })
  fc.assert(
    fc.property(
      channels,
      fates,
      fc.integer(),
      fc.constantFrom<RunnerKind>('generated', 'actor'),
      (channel, all, seed, runner) => {
        const setup = new Setup({ seed, channel, runner })
        for (const [number, fate] of all.entries()) {
          if (fate === 'receiverLater') {
            setup.send(number)
            setup.wait(5)
            setup.sources[1].deliver(setup.pair(number))
          } else if (fate === 'receiverNever') setup.send(number)
          else {
            setup.sources[1].deliver(setup.pair(number))
            if (fate === 'expires') setup.sources[1].expire(100 + number)
            if (fate !== 'unused') setup.send(number)
          }
          setup.wait(1)
        }
        setup.wait(10_000)
        for (const [number, fate] of all.entries()) {
          const ends = setup.ends.filter((end) => end.startsWith(`${number} `)).map((end) => end.split(' ')[1])
          const told = setup.told.filter((one) => one.startsWith(`${number} `))
          if (fate === 'unused') {
            expect([ends, told]).toEqual([[], [`${number} void`]])
            continue
          }
          expect(ends).toHaveLength(1)
          const received = told.filter((one) => one.includes(' in '))
          expect(received.length).toBeLessThanOrEqual(1)
          if (ends[0] === 'delivered') expect(received).toHaveLength(1)
          if (ends[0] === 'void') expect(received).toHaveLength(0)
        }
        expect(setup.sender.underWay).toBe(0)
        setup.receiver.close()
        setup.wait(2000)
        setup.nodes[1].receiver(setup.sources[1], { received: () => undefined, voided: () => undefined })
      }
    ),
    { seed: 35, numRuns: 60 }
  )
})

it('has timers that make sense, and refuses others', () => {
  const { firstWait, longestWait, attempts, patience, lifetime } = DEFAULT_TELEPORTATION_CONFIGURATION
  let sending = 0
  for (let attempt = 0, wait = firstWait; attempt < attempts; attempt++, wait = Math.min(2 * wait, longestWait))
    sending += wait
  expect(lifetime).toBeGreaterThan(sending)
  expect(patience).toBeLessThan(sending)
  const clock = new VirtualClock()
  const options = {
    clock,
    runner: 'generated' as const,
    qubits: new HandQubits(),
    transmit: () => undefined,
    ignored: () => undefined
  }
  expect(() => new Teleports({ ...options, configuration: { ...configuration, attempts: 0 } })).toThrow(/attempts is 0/)
})
