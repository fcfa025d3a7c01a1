import { Basis } from '@bellwire/device'
import {
  LinkLayerError,
  type MeasurementChoice,
  type PairDelivered,
  strictPriority,
  weightedFairQueueing
} from '@bellwire/link-layer'
import { basisDirections, bellSign, createPair, pairCorrelator, pairFidelity, setWernerPair } from '@bellwire/quantum'
import { decodeTrace, MemoryRecorder } from '@bellwire/runtime'
import { ErrorCode } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { type End, TwoNodes } from '../../test/two-nodes.js'

/** Gives every kept pair back as soon as it comes. */
function useUp(two: TwoNodes): void {
  for (const { link } of [two.alice, two.bob]) {
    link.subscribe({
      delivered(pair) {
        if (pair.qubit >= 0) link.release(pair)
      }
    })
  }
}

const outcomeOf = (pair: PairDelivered): number => pair.outcome?.reveal() as number
const identities = (pairs: readonly PairDelivered[]): string[] =>
  pairs.map(({ epoch, sequence }) => `${epoch}/${sequence}`).sort()
const valid = ({ heard }: End): PairDelivered[] =>
  heard.delivered.filter(
    (pair) => !heard.expired.some(({ epoch, sequence }) => epoch === pair.epoch && sequence === pair.sequence)
  )

/** The number of deliveries of one request before the first, or the last, of another. */
const countBefore = (
  heard: readonly PairDelivered[],
  createId: number,
  of: number,
  which: 'first' | 'last'
): number => {
  const place =
    which === 'first'
      ? heard.findIndex((pair) => pair.createId === of)
      : heard.findLastIndex((pair) => pair.createId === of)
  return heard.slice(0, place).filter((pair) => pair.createId === createId).length
}

describe('kept pairs', () => {
  it('of the peer are given back at once where nobody accepts their purpose any more', () => {
    const model = { kind: 'ideal', parameters: { successProbability: 0.001, fidelity: 1 } } as const
    const two = new TwoNodes({ link: { model } })
    const { createId } = two.alice.link.createDirect({ number: 3, minimumFidelity: 0.5 })
    two.until(() => two.alice.heard.acknowledged.includes(createId))
    two.bob.link.refuse(0)
    two.until(() => two.alice.heard.delivered.some(({ final }) => final))
    expect(two.bob.heard.delivered).toHaveLength(3)
    const { qubits } = two.network.node('bob')
    expect(qubits.free).toBe(qubits.total)
  })

  it.each(['alice', 'bob'] as const)('are Φ+ where %s asked, whatever was heralded (LNK-063, LNK-064)', (name) => {
    const two = new TwoNodes({ nodes: { qubits: 40 }, seed: name })
    const [own, other] = name === 'alice' ? [two.alice, two.bob] : [two.bob, two.alice]
    const { pairs } = two.request(own, { number: 30, minimumFidelity: 0.9 })
    expect(pairs).toHaveLength(30)
    expect(new Set(pairs.map(({ bellIndex }) => bellIndex)).size).toBe(4)
    for (const pair of pairs) {
      const twin = two.twin(pair, other)
      const [alices, bobs] = name === 'alice' ? [pair, twin] : [twin, pair]
      expect(pairFidelity(two.state(alices, bobs), 0)).toBeCloseTo(1, 12)
      expect([pair.corrected, pair.outcome, pair.kind, pair.peer]).toEqual([
        true,
        null,
        'keep',
        name === 'alice' ? 2 : 1
      ])
      expect(twin).toMatchObject({ createId: pair.createId, bellIndex: pair.bellIndex, originator: false, goodness: 1 })
    }
    expect(pairs.map(({ final }) => final)).toEqual([...new Array<boolean>(29).fill(false), true])
  })

  it('that are raw are as they were heralded (LNK-008)', () => {
    const two = new TwoNodes({ nodes: { qubits: 20 } })
    const { pairs } = two.request(two.alice, { number: 20, minimumFidelity: 0.9, raw: true })
    for (const pair of pairs) {
      expect(pairFidelity(two.state(pair, two.twin(pair, two.bob)), pair.bellIndex)).toBeCloseTo(1, 12)
      expect(pair.corrected).toBe(false)
    }
    expect(new Set(pairs.map(({ bellIndex }) => bellIndex)).size).toBe(4)
  })

  it('hold a qubit until they are given back, at each end for itself', () => {
    const two = new TwoNodes({ nodes: { qubits: 4 } })
    const { pairs } = two.request(two.alice, { number: 3, minimumFidelity: 0.9 })
    const free = (name: string) => two.network.node(name).qubits.free
    expect([free('alice'), free('bob')]).toEqual([1, 1])
    for (const pair of pairs) expect(two.alice.link.release(pair)).toBe(true)
    expect([free('alice'), free('bob')]).toEqual([4, 1])
    expect(two.alice.link.release(pairs[0] as PairDelivered)).toBe(false)
  })

  it('come as qubits become free, where there are fewer than pairs (LNK-061)', () => {
    const two = new TwoNodes({ nodes: { qubits: 2 } })
    useUp(two)
    expect(two.request(two.bob, { number: 50, minimumFidelity: 0.9 }).pairs).toHaveLength(50)
    expect([two.network.node('alice').qubits.free, two.network.node('bob').qubits.free]).toEqual([2, 2])
  })

  it('of a request that is not consecutive come together, when all are there (LNK-062)', () => {
    const two = new TwoNodes()
    const times: number[] = []
    two.alice.link.subscribe({ delivered: () => times.push(two.now) })
    const { pairs } = two.request(two.alice, { number: 6, minimumFidelity: 0.9, consecutive: false })
    expect(pairs.map(({ final }) => final)).toEqual([false, false, false, false, false, true])
    expect(new Set(times).size).toBe(1)
    expect(identities(two.bob.heard.delivered)).toEqual(identities(pairs))
    const slots = pairs.map(({ slot }) => slot)
    expect(new Set(slots).size).toBe(6)
  })
})

describe('measured pairs', () => {
  const BASES = ['Z', 'X', 'Y'] as const

  it.each(BASES)('in %s have at both ends the outcomes of Φ+ (LNK-065)', (basis) => {
    const two = new TwoNodes({ seed: basis })
    const { pairs } = two.request(two.bob, {
      kind: 'measure',
      number: 400,
      minimumFidelity: 0.9,
      originator: { basis },
      responder: { basis }
    })
    expect(pairs).toHaveLength(400)
    expect(new Set(pairs.map(({ bellIndex }) => bellIndex)).size).toBe(4)
    let ones = 0
    for (const pair of pairs) {
      const twin = two.twin(pair, two.alice)
      expect(outcomeOf(pair) === outcomeOf(twin)).toBe(basis !== 'Y')
      expect([pair.qubit, twin.qubit, pair.basis, twin.basis, pair.corrected]).toEqual([
        -1,
        -1,
        Basis[basis],
        Basis[basis],
        true
      ])
      ones += outcomeOf(twin)
    }
    expect(Math.abs(ones - 200)).toBeLessThan(5 * 10)
  })

  it.each(BASES)('that are raw have in %s the outcomes of the Bell state that was heralded', (basis) => {
    const two = new TwoNodes({ seed: basis })
    const request = {
      kind: 'measure',
      number: 100,
      minimumFidelity: 0.9,
      raw: true,
      originator: { basis },
      responder: { basis }
    } as const
    const axis = { Z: 3, X: 1, Y: 2 }[basis]
    for (const pair of two.request(two.alice, request).pairs) {
      const same = outcomeOf(pair) === outcomeOf(two.twin(pair, two.bob))
      expect(same).toBe(bellSign(pair.bellIndex, axis) === 1)
    }
  })

  it('are measured as the request says for each end: correlations of any two directions, to 5 sigma (LNK-075)', () => {
    const cases: readonly [MeasurementChoice, MeasurementChoice, number, number][] = [
      [{ basis: 'Z' }, { basis: 'ZPlus' }, Basis.Z, Basis.ZPlus],
      [{ basis: 'X' }, { basis: 'ZMinus' }, Basis.X, Basis.ZMinus],
      [{ rotation: [0, 192, 0] }, { rotation: [0, 224, 0] }, Basis.X, Basis.ZPlus]
    ]
    const werner = createPair()
    setWernerPair(werner, 0.9, 0)
    for (const [originator, responder, own, others] of cases) {
      const two = new TwoNodes({
        link: { model: { kind: 'ideal', parameters: { successProbability: 0.3, fidelity: 0.9 } } }
      })
      const number = 4000
      const { pairs } = two.request(two.alice, { kind: 'measure', number, minimumFidelity: 0.5, originator, responder })
      const twins = new Map(two.bob.heard.delivered.map((pair) => [pair.sequence, pair]))
      let sum = 0
      for (const pair of pairs) sum += outcomeOf(pair) === outcomeOf(twins.get(pair.sequence) as PairDelivered) ? 1 : -1
      const expected = pairCorrelator(
        werner,
        basisDirections[own] as ArrayLike<number>,
        basisDirections[others] as ArrayLike<number>
      )
      expect(Math.abs(sum / number - expected)).toBeLessThan(5 * Math.sqrt((1 - expected ** 2) / number))
    }
  })

  it('in random bases are reported in the basis that was drawn, flipped for that basis (LNK-076)', () => {
    const two = new TwoNodes()
    const random = { random: 'XYZ', probabilities: [0.5, 0.25] } as const
    const { pairs } = two.request(two.alice, {
      kind: 'measure',
      number: 1200,
      minimumFidelity: 0.9,
      originator: random,
      responder: random
    })
    const counts = [0, 0, 0]
    const twins = new Map(two.bob.heard.delivered.map((pair) => [pair.sequence, pair]))
    for (const pair of pairs) {
      counts[pair.basis] = (counts[pair.basis] as number) + 1
      const twin = twins.get(pair.sequence) as PairDelivered
      if (twin.basis === pair.basis) expect(outcomeOf(pair) === outcomeOf(twin)).toBe(pair.basis !== Basis.Y)
    }
    for (const [basis, share] of [
      [Basis.X, 0.5],
      [Basis.Y, 0.25],
      [Basis.Z, 0.25]
    ] as const) {
      // The probabilities are rounded to 1/255.
      expect(Math.abs((counts[basis] as number) - 1200 * share)).toBeLessThan(
        5 * Math.sqrt(1200 * share * (1 - share)) + 1200 / 255
      )
    }
  })
})

describe('prepared states', () => {
  it.each(['Z', 'X', 'Y', 'ZPlus'] as const)('are along %s at the peer, by the outcome here (LNK-077)', (basis) => {
    const two = new TwoNodes({ nodes: { qubits: 24 } })
    const { pairs } = two.request(two.alice, {
      kind: 'prepare',
      number: 20,
      minimumFidelity: 0.9,
      originator: { basis }
    })
    const direction = basisDirections[Basis[basis]] as ArrayLike<number>
    for (const pair of pairs) {
      const twin = two.twin(pair, two.bob)
      expect([pair.qubit, twin.qubit >= 0, twin.outcome, twin.kind]).toEqual([-1, true, null, 'prepare'])
      // Alice's qubit 23 is nobody's: what is left of the state is bob's qubit alone.
      const state = two.network.world.oracle.state({ node: 'alice', qubit: 23 }, { node: 'bob', qubit: twin.qubit })
      const sign = outcomeOf(pair) === 0 ? 1 : -1
      // Φ+ turns Y around.
      const expected = [
        sign * (direction[0] as number),
        -sign * (direction[1] as number),
        sign * (direction[2] as number)
      ]
      for (let axis = 0; axis < 3; axis++) expect(state[axis + 1]).toBeCloseTo(expected[axis] as number, 12)
    }
    expect(new Set(pairs.map(outcomeOf)).size).toBe(2)
  })
})

describe('the end of a request', () => {
  it.each(['alice', 'bob'] as const)(
    'comes at its time limit where %s asked: nothing is delivered after it (LNK-013, LNK-014)',
    (name) => {
      const two = new TwoNodes()
      useUp(two)
      const own = two[name]
      const deadline = two.now + 20_000_000
      let late = 0
      own.link.subscribe({ delivered: () => (late += two.now > deadline ? 1 : 0) })
      const { pairs, error } = two.request(own, { number: 900, minimumFidelity: 0.9, timeLimit: 20_000_000 })
      expect(error).toBe(ErrorCode.TIMEOUT)
      expect(pairs.length).toBeGreaterThan(50)
      expect(late).toBe(0)
      expect(two.now).toBeLessThan(deadline + 5_000_000)
      const end = own.heard.failed[0]
      expect(end?.delivered).toBe(valid(own).length)
      expect(identities(valid(two.alice))).toEqual(identities(valid(two.bob)))
      expect(own.heard.failed).toHaveLength(1)
      expect(two.request(own, { number: 5, minimumFidelity: 0.9 }).error).toBe(0)
    }
  )

  it.each(['alice', 'bob'] as const)(
    'comes when %s cancels: at both ends the same pairs are left (LNK-015)',
    (name) => {
      const two = new TwoNodes()
      useUp(two)
      const own = two[name]
      const { createId } = own.link.createDirect({ number: 10_000, minimumFidelity: 0.9 })
      two.until(() => own.heard.delivered.length === 40)
      own.link.cancel(createId)
      const delivered = own.heard.delivered.length
      two.until(() => own.heard.failed.length > 0)
      two.wait(10_000_000)
      expect(own.heard.delivered.length).toBe(delivered)
      expect(own.heard.failed).toEqual([{ createId, code: ErrorCode.OTHER, delivered: valid(own).length }])
      expect(identities(valid(two.alice))).toEqual(identities(valid(two.bob)))
      own.link.cancel(createId)
      two.wait(1_000_000)
      expect(own.heard.failed).toHaveLength(1)
    }
  )

  it('comes at once for a request that is cancelled before it is in the queue, and the queue is free again (LNK-018)', () => {
    for (const name of ['alice', 'bob'] as const) {
      const two = new TwoNodes()
      const own = two[name]
      const { createId } = own.link.createDirect({ number: 10, minimumFidelity: 0.9 })
      own.link.cancel(createId)
      expect(own.heard.failed).toEqual([{ createId, code: ErrorCode.OTHER, delivered: 0 }])
      two.wait(5_000_000)
      expect([
        two.alice.heard.delivered,
        two.bob.heard.delivered.filter(
          (pair) => !two.bob.heard.expired.some(({ sequence }) => sequence === pair.sequence)
        )
      ]).toEqual([[], []])
      expect(two.request(own, { number: 2, minimumFidelity: 0.9 }).pairs).toHaveLength(2)
    }
  })
})

describe('what is refused', () => {
  it('a field out of range, by an exception that names it (LNK-001)', () => {
    const two = new TwoNodes()
    const attempt = () => two.alice.link.createDirect({ number: 0, minimumFidelity: 0.9 })
    expect(attempt).toThrow(LinkLayerError)
    expect(attempt).toThrow('number is 0; accepted: an integer from 1 to 4294967295')
  })

  it('but not the best that the link gives, whatever that is as a floating-point number (WIR-005)', () => {
    for (const fidelity of [0.77, 0.9, 0.95, 0.98, 0.999, 1]) {
      const two = new TwoNodes({
        link: { model: { kind: 'ideal', parameters: { successProbability: 0.1, fidelity } } }
      })
      for (const end of [two.alice, two.bob]) {
        const { pairs, error } = two.request(end, {
          kind: 'measure',
          number: 1,
          minimumFidelity: end.link.maximumFidelity
        })
        expect([pairs.length, error]).toEqual([1, 0])
      }
    }
  })

  it('at once, what can never be met (LNK-002)', () => {
    const two = new TwoNodes({
      link: { model: { kind: 'ideal', parameters: { successProbability: 0.1, fidelity: 0.8 } } }
    })
    for (const request of [
      { number: 1, minimumFidelity: 0.81 },
      { number: 9, minimumFidelity: 0.7, consecutive: false },
      { number: 10, minimumFidelity: 0.7, timeLimit: 100_000 }
    ]) {
      const answer = two.alice.link.createDirect(request)
      expect(answer.error).toBe(ErrorCode.UNSUPP)
      expect(answer.detail).not.toBe('')
    }
    expect(two.alice.link.maximumFidelity).toBeCloseTo(0.8, 12)
    const deaf = new TwoNodes({ nodes: { keep: false } })
    expect(deaf.alice.link.createDirect({ number: 1, minimumFidelity: 0.9 }).error).toBe(ErrorCode.UNSUPP)
    expect(deaf.alice.link.createDirect({ kind: 'prepare', number: 1, minimumFidelity: 0.9 }).error).toBe(
      ErrorCode.UNSUPP
    )
    expect(deaf.request(deaf.alice, { kind: 'measure', number: 3, minimumFidelity: 0.9 }).pairs).toHaveLength(3)
  })

  it('by the peer, what its hardware cannot do (LNK-016, LNK-034)', () => {
    const two = new TwoNodes({ nodes: { bob: { keep: false } } })
    expect(two.request(two.alice, { number: 1, minimumFidelity: 0.9 }).error).toBe(ErrorCode.UNSUPP)
    const small = new TwoNodes({ nodes: { bob: { qubits: 2 } } })
    expect(small.request(small.alice, { number: 4, minimumFidelity: 0.9, consecutive: false }).error).toBe(
      ErrorCode.UNSUPP
    )
  })

  it('by the peer, a purpose that nobody there has opted in to (LNK-006)', () => {
    const two = new TwoNodes()
    for (const [own, other] of [
      [two.alice, two.bob],
      [two.bob, two.alice]
    ] as const) {
      expect(two.request(own, { number: 1, minimumFidelity: 0.9, purpose: 5 }).error).toBe(ErrorCode.REJECTED)
      other.link.accept(5)
      const { pairs } = two.request(own, { number: 1, minimumFidelity: 0.9, purpose: 5 })
      expect(pairs[0]?.purpose).toBe(5)
      expect(two.twin(pairs[0] as PairDelivered, other).purpose).toBe(5)
      other.link.refuse(5)
      expect(two.request(own, { number: 1, minimumFidelity: 0.9, purpose: 5 }).error).toBe(ErrorCode.REJECTED)
    }
  })

  it('at once, what finds no room in the queue (LNK-004)', () => {
    const two = new TwoNodes({ link: { queueLimit: 3 } })
    const ask = () => two.alice.link.createDirect({ number: 1000, minimumFidelity: 0.9 }).error
    expect([ask(), ask(), ask(), ask()]).toEqual([0, 0, 0, ErrorCode.NORES])
    two.wait(1_000_000)
    // Bob's queue is the same one.
    expect(two.bob.link.createDirect({ number: 1, minimumFidelity: 0.9 }).error).toBe(ErrorCode.NORES)
  })

  it('at once, everything while the link is down (LNK-003)', () => {
    const two = new TwoNodes({ settle: false })
    const { error, detail } = two.alice.link.createDirect({ number: 1, minimumFidelity: 0.9 })
    expect([error, detail]).toEqual([ErrorCode.OTHER, 'the link is down'])
  })
})

describe('the queue', () => {
  it('serves requests of both ends in the order in which they came', () => {
    const two = new TwoNodes()
    useUp(two)
    const ids: number[][] = []
    for (let turn = 0; turn < 3; turn++) {
      ids.push([two.alice.link.createDirect({ number: 10, minimumFidelity: 0.9 }).createId, 1])
      two.wait(100_000)
      ids.push([two.bob.link.createDirect({ number: 10, minimumFidelity: 0.9 }).createId, 0])
      two.wait(100_000)
    }
    two.until(() => two.alice.heard.delivered.length === 60)
    const order = two.alice.heard.delivered.map(
      ({ createId, originator }) => `${originator ? 'alice' : 'bob'} ${createId}`
    )
    const expected = ids.flatMap(([createId, isAlice]) =>
      new Array<string>(10).fill(`${isAlice === 1 ? 'alice' : 'bob'} ${createId}`)
    )
    expect(order).toEqual(expected)
    expect(two.alice.heard.acknowledged).toHaveLength(3)
    expect(two.bob.heard.acknowledged).toHaveLength(3)
  })

  it('numbers requests of both ends 1, 2, 3, … by the master (LNK-030, LNK-031, LNK-032)', () => {
    let recorder: MemoryRecorder | undefined
    const two = new TwoNodes({ recorder: (clock) => (recorder = new MemoryRecorder({ clock })) })
    useUp(two)
    for (let turn = 0; turn < 5; turn++) {
      two.alice.link.createDirect({ number: 1, minimumFidelity: 0.9 })
      two.bob.link.createDirect({ number: 1, minimumFidelity: 0.9 })
    }
    two.until(() => two.alice.heard.delivered.length === 10)
    const sent = [...decodeTrace((recorder as MemoryRecorder).encode())].flatMap((record) =>
      record.kind === 'frameSent'
        ? [record.frame as { type: string; queueId?: number; serial?: number; incarnation: number }]
        : []
    )
    const adds = sent.filter(({ type }) => type === 'ADD')
    const mine = adds.filter(({ queueId }) => queueId !== 0)
    const others = adds.filter(({ queueId }) => queueId === 0)
    expect([mine.length, others.length]).toEqual([5, 5])
    expect(mine.map(({ serial }) => serial)).toEqual([1, 2, 3, 4, 5])
    expect(others.map(({ serial }) => serial)).toEqual([1, 2, 3, 4, 5])
    const answered = sent.filter(({ type }) => type === 'ADD_ACK').map(({ queueId }) => queueId as number)
    expect([...new Set(answered)].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('lets a request of higher priority go first from the first slot that it can (LNK-116)', () => {
    const two = new TwoNodes({ link: { scheduler: strictPriority } })
    useUp(two)
    const low = two.alice.link.createDirect({ number: 200, minimumFidelity: 0.9 }).createId
    two.until(() => two.alice.heard.delivered.length > 20)
    const begun = two.alice.heard.delivered.length
    const high = two.alice.link.createDirect({ number: 30, minimumFidelity: 0.9, priority: 5 }).createId
    two.until(() => two.alice.heard.delivered.length === 230)
    const { delivered } = two.alice.heard
    // Until the peer knows of it, a round trip, the other goes on.
    expect(countBefore(delivered, low, high, 'first')).toBeLessThan(begun + 10)
    expect(countBefore(delivered, low, high, 'last')).toBe(countBefore(delivered, low, high, 'first'))
    expect(two.bob.heard.delivered.map(({ createId }) => createId)).toEqual(delivered.map(({ createId }) => createId))
  })

  it('does not interrupt an atomic request that has a pair (LNK-112)', () => {
    const two = new TwoNodes({ link: { scheduler: strictPriority } })
    useUp(two)
    const atomic = two.alice.link.createDirect({ number: 100, minimumFidelity: 0.9, atomic: true }).createId
    two.until(() => two.alice.heard.delivered.length > 5)
    const high = two.bob.link.createDirect({ number: 30, minimumFidelity: 0.9, priority: 5 }).createId
    two.until(() => two.alice.heard.delivered.length === 130)
    const served = two.alice.heard.delivered.map(({ createId, originator }) => (originator ? createId : -high))
    expect(served).toEqual([...new Array<number>(100).fill(atomic), ...new Array<number>(30).fill(-high)])
  })

  it('shares the link by weights while every class has requests', () => {
    const two = new TwoNodes({ link: { scheduler: weightedFairQueueing([1, 3]) } })
    useUp(two)
    for (let copy = 0; copy < 30; copy++) {
      for (const priority of [0, 1])
        two.alice.link.createDirect({ number: 10, minimumFidelity: 0.9, priority, purpose: 0 })
      two.wait(100_000)
    }
    const classes = new Map<number, number>()
    // Odd createIds are of class 0.
    two.until(() => two.alice.heard.delivered.length >= 320)
    for (const { createId } of two.alice.heard.delivered.slice(0, 320))
      classes.set(createId % 2, (classes.get(createId % 2) ?? 0) + 1)
    expect(Math.abs((classes.get(1) as number) - 80)).toBeLessThanOrEqual(20)
    expect((classes.get(1) as number) + (classes.get(0) as number)).toBe(320)
  })
})

describe('requests as async iterators', () => {
  /** Lets the network live while promises are awaited. */
  async function live(two: TwoNodes, work: Promise<unknown>): Promise<void> {
    const state = { running: true }
    const done = work.finally(() => (state.running = false))
    for (let turn = 0; state.running && turn < 10_000; turn++) {
      two.wait(100_000)
      await new Promise<void>((resolve) => queueMicrotask(resolve))
      await Promise.resolve()
    }
    await done
  }

  it('give the pairs of both ends in order', async () => {
    const two = new TwoNodes()
    const got: number[] = []
    const peers: number[] = []
    const stop = new AbortController()
    const receiving = (async () => {
      for await (const pair of two.bob.link.receive(7, { signal: stop.signal })) {
        peers.push(pair.sequence)
        two.bob.link.release(pair)
      }
    })()
    const creating = (async () => {
      for await (const pair of two.alice.link.create({ number: 20, minimumFidelity: 0.9, purpose: 7 })) {
        got.push(pair.sequence)
        two.alice.link.release(pair)
      }
    })()
    await live(two, creating)
    expect(got).toEqual(Array.from({ length: 20 }, (_, sequence) => sequence))
    expect(peers).toEqual(got)
    stop.abort(new Error('enough'))
    await expect(receiving).rejects.toThrow('enough')
    expect(two.request(two.alice, { number: 1, minimumFidelity: 0.9, purpose: 7 }).error).toBe(ErrorCode.REJECTED)
    expect(() => two.bob.link.receive(7, { signal: stop.signal })).toThrow('enough')
    expect(two.request(two.alice, { number: 1, minimumFidelity: 0.9, purpose: 7 }).error).toBe(ErrorCode.REJECTED)
  })

  it('wait until the link is ready, unless a signal says otherwise', async () => {
    const two = new TwoNodes({ settle: false })
    const order: string[] = []
    const ready = two.alice.link.ready().then(() => order.push('ready'))
    const stop = new AbortController()
    const given = two.bob.link.ready({ signal: stop.signal }).catch((error: Error) => order.push(error.message))
    await Promise.resolve()
    expect([order, two.alice.link.status.up]).toEqual([[], false])
    stop.abort(new Error('too slow'))
    await given
    await live(two, ready)
    expect(order).toEqual(['too slow', 'ready'])
    expect(two.alice.link.status).toMatchObject({ up: true, fit: true })
    await two.alice.link.ready()
    await expect(two.alice.link.ready({ signal: stop.signal })).rejects.toThrow('too slow')
  })

  it('throw what the request ended with', async () => {
    const two = new TwoNodes()
    const read = async () => {
      for await (const pair of two.alice.link.create({ number: 3, minimumFidelity: 0.9, purpose: 9 }))
        two.alice.link.release(pair)
    }
    const caught: unknown[] = []
    await live(
      two,
      read().catch((error: unknown) => caught.push(error))
    )
    expect(caught[0]).toMatchObject({ name: 'RequestFailedError', code: ErrorCode.REJECTED, delivered: 0 })
    await expect(
      two.alice.link.create({ number: 99, minimumFidelity: 0.9, consecutive: false }).next()
    ).rejects.toMatchObject({ code: ErrorCode.UNSUPP })
  })

  it('are cancelled when the loop is left, and what nobody reads is given back', async () => {
    const two = new TwoNodes()
    two.bob.link.subscribe({ delivered: (pair) => void two.bob.link.release(pair) })
    let seen = 0
    const read = (async () => {
      for await (const pair of two.alice.link.create({ number: 1000, minimumFidelity: 0.9 })) {
        two.alice.link.release(pair)
        seen += 1
        if (seen === 5) break
      }
    })()
    await live(two, read)
    two.wait(5_000_000)
    expect(two.alice.heard.failed).toHaveLength(1)
    expect(two.alice.heard.failed[0]?.code).toBe(ErrorCode.OTHER)
    expect([two.network.node('alice').qubits.free, two.network.node('bob').qubits.free]).toEqual([8, 8])
  })

  it('are cancelled by a signal, whose reason they throw', async () => {
    const two = new TwoNodes()
    two.bob.link.subscribe({ delivered: (pair) => void two.bob.link.release(pair) })
    const stop = new AbortController()
    const caught: unknown[] = []
    const read = (async () => {
      for await (const pair of two.alice.link.create({ number: 1000, minimumFidelity: 0.9 }, { signal: stop.signal })) {
        two.alice.link.release(pair)
        if (two.alice.heard.delivered.length > 10) stop.abort(new Error('enough'))
      }
    })().catch((error: unknown) => caught.push(error))
    await live(two, read)
    expect(caught).toEqual([new Error('enough')])
    two.wait(5_000_000)
    expect(two.alice.heard.failed).toHaveLength(1)
    expect([two.network.node('alice').qubits.free, two.network.node('bob').qubits.free]).toEqual([8, 8])
    expect(() => two.alice.link.create({ number: 1, minimumFidelity: 0.9 }, { signal: stop.signal })).toThrow('enough')
  })
})
