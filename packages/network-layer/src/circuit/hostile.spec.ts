import { decodeFrame, encodeFrame, type Frame, type Stage } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostileFrames } from '../../test/hostile-frames.js'
import {
  type Body,
  CIRCUIT,
  headEnd,
  innerNode,
  LABEL,
  type PlayedLayer,
  SECOND,
  tailEnd
} from '../../test/played-layer.js'

const QUBITS = 8
const PEERS = { head: [2], inner: [1, 3], tail: [2] } as const
type Role = keyof typeof PEERS

/** Something that happens to a node whose neighbours mean no good. */
type Deed =
  | { readonly what: 'frame'; readonly from: number; readonly frame: Body }
  /** Its links go on honestly: a pair comes, or one that has come is void. */
  | { readonly what: 'pair' | 'expiry'; readonly side: number; readonly which: number }
  | { readonly what: 'hardware'; readonly outcome: 0 | 1 | 2 | 3 }
  | { readonly what: 'request'; readonly kind: 'keep' | 'measure' | 'prepare'; readonly early: boolean }
  | { readonly what: 'cancel' | 'release' | 'time'; readonly which: number }

function deeds(role: Role): fc.Arbitrary<Deed> {
  const which = fc.integer({ min: 0, max: 8 })
  const frame = (circuit: number) =>
    fc.record({
      what: fc.constant('frame' as const),
      from: fc.integer({ min: 0, max: 1 }),
      frame: hostileFrames(circuit)
    })
  return fc.oneof(
    // The head-end's circuit has a number of its own, written in when it is known.
    { weight: 10, arbitrary: frame(CIRCUIT) },
    {
      weight: 4,
      arbitrary: fc.record({ what: fc.constant('pair' as const), side: fc.integer({ min: 0, max: 1 }), which })
    },
    {
      weight: 1,
      arbitrary: fc.record({ what: fc.constant('expiry' as const), side: fc.integer({ min: 0, max: 1 }), which })
    },
    {
      weight: 3,
      arbitrary: fc.record({ what: fc.constant('hardware' as const), outcome: fc.constantFrom(0, 1, 2, 3) })
    },
    {
      weight: role === 'head' ? 3 : 0,
      arbitrary: fc.record({
        what: fc.constant('request' as const),
        kind: fc.constantFrom('keep', 'keep', 'measure', 'prepare'),
        early: fc.boolean()
      })
    },
    { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('cancel', 'release', 'time'), which }) }
  )
}

/** One of the nodes of the chain 1 – 2 – 3, and what a program, links and hardware do meanwhile. */
class Besieged {
  readonly played: PlayedLayer
  readonly #peers: readonly number[]
  readonly #circuit: number
  readonly #requests: number[] = []
  #sequence = 0
  /** By the link's sequence number: where the pair came, and whether this node asked for it. */
  readonly #pairs = new Map<number, { readonly link: number; readonly originator: boolean }>()

  constructor(
    readonly role: Role,
    stages: readonly Stage[]
  ) {
    this.#peers = PEERS[role]
    const options = { qubits: QUBITS, configuration: { holdOff: SECOND / 10, patience: SECOND } }
    if (role === 'head') {
      const { played, circuit } = headEnd(options, stages)
      this.played = played
      this.#circuit = circuit
    } else {
      this.played = role === 'inner' ? innerNode(options, { stages }) : tailEnd(options, stages)
      this.#circuit = CIRCUIT
    }
  }

  suffers(deed: Deed): void {
    const { played } = this
    switch (deed.what) {
      case 'frame':
        played.hears(this.#peers[deed.from % this.#peers.length] as number, this.#onTheWire(deed.frame))
        return
      case 'pair':
        return this.#pairComes(deed.side)
      case 'expiry': {
        const pair = this.#pairs.get(deed.which)
        if (pair !== undefined) played.expires(pair.link, deed.which, { originator: pair.originator, createId: 1 })
        return
      }
      case 'hardware':
        return this.#hardwareWorks(deed.outcome)
      case 'request': {
        const name = { initiator: 1, circuit: this.#circuit }
        const { kind, early } = deed
        const request = played.layer.request(name, { number: 2, kind, early: early && kind === 'keep' })
        if (typeof request === 'number') this.#requests.push(request)
        return
      }
      case 'cancel':
        return played.layer.cancel(this.#requests[deed.which] ?? 0)
      case 'release':
        played.layer.release(played.pairs[deed.which]?.pair ?? 0)
        return
      case 'time':
        played.wait(deed.which ** 3 * (SECOND / 10))
    }
  }

  /** As it arrives: through the codec, which takes nothing that is out of range. */
  #onTheWire(frame: Body): Body {
    const named = frame['circuit'] === CIRCUIT ? { ...frame, circuit: this.#circuit } : frame
    const header = { session: 1, peerSession: 1, serial: 0, expected: 0 }
    const arrived = decodeFrame(encodeFrame({ ...header, ...named } as unknown as Frame)) as unknown as Body
    const { session: _s, peerSession: _p, serial: _n, expected: _e, ...body } = arrived
    return body
  }

  #pairComes(side: number): void {
    const { played, role } = this
    if (played.memory.available === 0) return
    const upstream = role === 'tail' || (role === 'inner' && side === 0)
    const link = role === 'head' || (role === 'inner' && upstream) ? 12 : 23
    const sequence = this.#sequence++
    this.#pairs.set(sequence, { link, originator: !upstream })
    const fields = upstream
      ? { purpose: played.accepted[0] ?? 0x8000 }
      : { purpose: LABEL, originator: true, createId: 1 }
    played.delivers(link, sequence, fields)
  }

  /** No command is about a qubit that was given back. */
  #hardwareWorks(outcome: 0 | 1 | 2 | 3): void {
    const { played } = this
    const before = played.commands()
    for (const command of before) {
      const qubits = command.type === 'swap' ? [command.a, command.b] : 'qubit' in command ? [command.qubit] : []
      if (command.type !== 'release') for (const qubit of qubits) expect(played.memory.owner(qubit)).toBeDefined()
    }
    played.putBack(before)
    played.works(outcome)
  }

  /** Everyone hostile is gone, programs give everything back, and whoever is asked knows of nothing. */
  survives(): void {
    const { played } = this
    for (const peer of this.#peers) played.loses(peer)
    for (let turn = 0; turn < 3; turn++) this.#hardwareWorks(0)
    for (const { pair } of played.pairs) played.layer.release(pair)
    for (const peer of this.#peers) played.meet(peer)
    for (let turn = 0; turn < 40 && played.kept.unsettled > 0; turn++) {
      for (const asked of played.wait(SECOND)) if (asked.type === 'SETTLE') this.#knowsNothing(asked)
    }
  }

  #knowsNothing({ to, initiator, circuit, number, target, source }: Body): void {
    const answer = { initiator, circuit, number, source: target, target: source, hopLimit: 9, refused: [], open: [] }
    this.played.hears(to as number, { type: 'SETTLED', ...answer, known: false })
  }

  expectNothingLeft(): void {
    const { played } = this
    expect(Object.entries(played.kept).filter(([, number]) => number !== 0)).toEqual([])
    expect(played.memory.available).toBe(QUBITS)
    expect(played.accepted).toEqual([])
    const told = (type: string) => played.told.filter((one) => one.type === type)
    // Every request ended, once; no pair was told as handed over, or as void, twice.
    const inOrder = (names: readonly unknown[]): number[] => names.map(Number).sort((one, other) => one - other)
    expect(inOrder(told('requestEnded').map((one) => one['request']))).toEqual(inOrder(this.#requests))
    const tracked = played.pairs.filter((pair) => pair.tracked).map(({ pair }) => pair)
    const expired = told('expired').map((one) => one['pair'])
    for (const names of [tracked, expired]) expect(new Set(names).size).toBe(names.length)
    const had = new Set(played.pairs.map(({ pair }) => pair))
    for (const pair of expired) expect(had.has(pair as number)).toBe(true)
    for (const type of ['opened', 'ended']) {
      const circuits = told(type).map((one) => `${String(one['initiator'])}/${String(one['circuit'])}`)
      expect(new Set(circuits).size).toBe(circuits.length)
    }
  }
}

const stage = (first: number, last: number): Stage => ({ first, last, protocol: 1, schedule: 0, rounds: 1 })
const STAGES: readonly (readonly [string, readonly Stage[]])[] = [
  ['nowhere', []],
  ['on its links', [stage(0, 1), stage(1, 2)]],
  ['from end to end', [stage(0, 2)]]
]

describe('neighbours that send whatever they like, in order and in form', () => {
  it.each(
    (['head', 'inner', 'tail'] as const).flatMap((role, index) =>
      STAGES.map(([what, stages], kind) => [role, what, 70 + 10 * kind + index, stages] as const)
    )
  )('leave nothing behind at the %s of a circuit that distils %s', (role, _, seed, stages) => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.array(deeds(role), { minLength: 10, maxLength: 120, size: 'max' }), (all) => {
        const node = new Besieged(role, stages)
        for (const deed of all) node.suffers(deed)
        for (const { type } of node.played.told) seen.add(type)
        node.survives()
        node.expectNothingLeft()
      }),
      { seed, numRuns: 100 }
    )
    // They did meet a circuit that stood, and its pairs: few pass the steps that hostile neighbours take part in.
    const ends = stages.length > 0 ? ['ended'] : ['delivered', 'expired', 'ended']
    expect([...seen]).toEqual(expect.arrayContaining(role === 'inner' ? [] : ends))
  })
})
