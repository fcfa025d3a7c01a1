import { DistillationProtocol, DistillationSchedule, ErrorCode, type Stage } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import {
  type Body,
  forward,
  headEnd,
  HOPS,
  innerNode,
  LABEL,
  NAME,
  pathFrom,
  PlayedLayer,
  PURPOSE,
  SECOND,
  tailEnd,
  track
} from '../../test/played-layer.js'

const { BBPSSW, DEJMPS, DOUBLE_SELECTION } = DistillationProtocol

const stage = (first: number, last: number, changes: Partial<Stage> = {}): Stage => ({
  first,
  last,
  protocol: DEJMPS,
  schedule: DistillationSchedule.NESTED,
  rounds: 1,
  ...changes
})

const name = (sequence: number) => ({ epoch: 3, sequence })
const body = (type: string, index: number, fields: object): Body => ({ type, ...NAME, stage: index, ...fields })
const distil = (kept: number, sacrificed: readonly number[], changes: object = {}, index = 0) =>
  body('DISTIL', index, {
    kept: name(kept),
    sacrificed: sacrificed.map(name),
    level: 0,
    outcomes: 0,
    twirl: 0,
    request: 0,
    ...changes
  })
const distilled = (kept: number, outcomes = 0, index = 0) => body('DISTILLED', index, { kept: name(kept), outcomes })
const stageExpire = (sequence: number, index = 0) => body('STAGE_EXPIRE', index, name(sequence))
const expire = (sequence: number) => ({ type: 'PAIR_EXPIRE', ...NAME, ...name(sequence) })
const to = (peer: number, ...bodies: readonly Body[]) => bodies.map((one) => ({ to: peer, ...one }))

/** Node 2 with a stage on the link to node 1, in which it follows. */
const follower = (changes: Partial<Stage> = {}, options: object = {}, path: object = {}) => {
  const played = innerNode(options, { stages: [stage(0, 1, changes)], ...path })
  played.sent()
  return played
}
const fromUpstream = { purpose: 0x8000, originator: false }

/** Node 2 with a stage on the link to node 3, in which it leads. */
const leader = (changes: Partial<Stage> = {}, options: object = {}, path: object = {}) => {
  const played = innerNode(options, { stages: [stage(1, 2, changes)], ...path })
  played.sent()
  return played
}
const fromDownstream = { purpose: LABEL, originator: true }

/** A pair of the link to node 3 comes to node 2. */
const comes = (played: PlayedLayer, sequence: number, fields: object = {}) =>
  played.delivers(23, sequence, { ...fromDownstream, ...fields })

const idle = { distilling: 0, halves: 0, foretold: 0 }

describe('stages of a PATH', () => {
  const answer = (stages: readonly Stage[], options: object = {}, node = 2) => {
    const played = new PlayedLayer(node, options)
    played.layer.accept(PURPOSE)
    return played.hears(node - 1, pathFrom(node - 2, { stages }))
  }
  const refused = (node: number, reason: ErrorCode) => to(node - 1, { type: 'CIRCUIT_ERR', ...NAME, node, reason })

  it('are passed on as they came, and reserve memory for what they combine (NET-202)', () => {
    const stages = [stage(0, 1, { rounds: 3 }), stage(0, 2, { protocol: DOUBLE_SELECTION })]
    const [path] = answer(stages)
    expect(path).toMatchObject({ to: 3, type: 'PATH', stages })
    // 4 for the stage of three rounds, 1 for the other link, and what is over is shared out.
    expect(innerNode({ qubits: 20 }, { stages }).kept.qubits).toBe(4 + 1 + 2)
    expect(innerNode({ qubits: 5 }, { stages }).kept.qubits).toBe(5)
    // At the tail-end: 3 for the stage between the ends.
    expect(tailEnd({ qubits: 20 }, stages).kept.qubits).toBe(3 + 1)
    const both = [stage(1, 2, { rounds: 2 }), stage(0, 2, { rounds: 2, schedule: DistillationSchedule.PUMPED })]
    expect(tailEnd({ qubits: 20 }, both).kept.qubits).toBe(3 + 2 - 1 + 1)
    expect(headEnd({ qubits: 20 }, both).played.kept.qubits).toBe(2 + 1)
  })

  it('are refused between the same nodes twice, and between others than neighbours and ends (NET-200)', () => {
    expect(answer([stage(0, 1), stage(0, 1, { protocol: BBPSSW })])).toEqual(refused(2, ErrorCode.CREATE))
    const hop = (node: number, link: number) => ({ ...HOPS[0]!, node, link })
    const hops = [hop(1, 12), hop(2, 23), hop(3, 34)]
    const played = new PlayedLayer(2)
    expect(played.hears(1, pathFrom(0, { hops, responder: 4, stages: [stage(1, 3)] }))).toEqual(
      refused(2, ErrorCode.UNSUPP)
    )
    const head = new PlayedLayer(1)
    const plan = { responder: 3, purpose: PURPOSE, minimumFidelity: 0.5, hops: HOPS }
    expect(head.layer.setUp({ ...plan, stages: [stage(0, 3)] })).toEqual({ error: ErrorCode.CREATE })
    expect(head.layer.setUp({ ...plan, stages: [stage(0, 2), stage(0, 2)] })).toEqual({ error: ErrorCode.CREATE })
  })

  it('are refused by parties that cannot, and by no one else (NET-201)', () => {
    expect(answer([stage(0, 1)], { distillation: false })).toEqual(refused(2, ErrorCode.UNSUPP))
    expect(answer([stage(0, 2)], { distillation: false })).toMatchObject([{ to: 3, type: 'PATH' }])
    expect(answer([stage(0, 2)], { distillation: false }, 3)).toEqual(refused(3, ErrorCode.UNSUPP))
    expect(answer([stage(0, 1, { rounds: 7 })], { qubits: 8 })).toEqual(refused(2, ErrorCode.UNSUPP))
    expect(answer([stage(0, 1, { rounds: 7 })], { qubits: 9 })).toMatchObject([{ to: 3, type: 'PATH' }])
    const head = new PlayedLayer(1, { distillation: false })
    const plan = { responder: 3, purpose: PURPOSE, minimumFidelity: 0.5, hops: HOPS, stages: [stage(0, 1)] }
    expect(head.layer.setUp(plan)).toEqual({ error: ErrorCode.UNSUPP })
  })
})

describe('the party that leads', () => {
  it('combines two pairs, and goes on with the kept one when the outcomes agree (NET-203, NET-206, NET-207)', () => {
    const played = leader()
    expect(comes(played, 1, { bellIndex: 2 })).toEqual([])
    expect(played.commands()).toEqual([])
    comes(played, 2, { bellIndex: 1 })
    const [command] = played.commands()
    expect(command).toMatchObject({ type: 'distil', protocol: 'dejmps', side: 0, keep: 0, sacrifice: 1 })
    expect(played.hardware({ ...command, type: 'distilled', outcome: 1 })).toEqual(
      to(3, distil(1, [2], { outcomes: 1 }))
    )
    expect(played.memory.available).toBe(7)
    // Φ− turned is Ψ−, Ψ+ stays: their outcomes agree, and Ψ− is left.
    expect(played.hears(3, distilled(1, 1))).toEqual([])
    expect(played.told.at(-1)).toEqual({ type: 'stepEnded', ...NAME, stage: 0, level: 0, succeeded: true })
    expect(played.kept).toMatchObject({ distilling: 0, halves: 1 })
    played.delivers(12, 9, fromUpstream)
    played.works(0)
    expect(played.hears(1, track([3, 9], [3, 9]))).toMatchObject([{ to: 3, epoch: 3, sequence: 1, bellIndex: 3 }])
  })

  it('gives the kept pair up without a word when they do not (NET-208)', () => {
    const played = leader()
    comes(played, 1)
    comes(played, 2)
    played.works(0)
    expect(played.hears(3, distilled(1, 1))).toEqual([])
    expect(played.told.at(-1)).toMatchObject({ type: 'stepEnded', succeeded: false })
    expect(played.kept).toMatchObject(idle)
    expect(played.memory.available).toBe(8)
    // No name of theirs means anything any more.
    expect(played.hears(3, distilled(1, 0))).toEqual([])
    expect(played.ignored).toContain('no-step')
  })

  it('nests: pairs of one level, the highest first (NET-205)', () => {
    const played = leader({ rounds: 2 })
    for (const sequence of [1, 2, 3]) comes(played, sequence)
    expect(played.works()).toEqual(to(3, distil(1, [2])))
    played.hears(3, distilled(1))
    comes(played, 4)
    expect(played.works()).toEqual(to(3, distil(3, [4])))
    played.hears(3, distilled(3))
    expect(played.works()).toEqual(to(3, distil(1, [3], { level: 1 })))
    played.hears(3, distilled(1))
    expect(played.kept).toMatchObject({ distilling: 0, halves: 1 })
  })

  it('pumps: the pair that is furthest with a fresh one (NET-205)', () => {
    const played = leader({ rounds: 2, schedule: DistillationSchedule.PUMPED })
    comes(played, 1)
    comes(played, 2)
    played.works()
    comes(played, 3)
    expect(played.hears(3, distilled(1))).toEqual([])
    expect(played.works()).toEqual(to(3, distil(1, [3], { level: 1 })))
  })

  it('draws twirls for BBPSSW and none otherwise, and sacrifices two for double selection (NET-211)', () => {
    const played = leader({ protocol: BBPSSW })
    comes(played, 1)
    comes(played, 2)
    const [command] = played.commands()
    expect(command).toMatchObject({ protocol: 'bbpssw' })
    const twirls = command?.type === 'distil' ? (command.twirls ?? [0, 0]) : [-1, -1]
    expect(played.hardware({ ...command, type: 'distilled', outcome: 0 })).toEqual(
      to(3, distil(1, [2], { twirl: twirls[0] + 12 * twirls[1] }))
    )
    const two = leader({ protocol: DOUBLE_SELECTION })
    for (const sequence of [1, 2, 3]) comes(two, sequence)
    expect(two.commands()).toMatchObject([{ protocol: 'doubleSelection', keep: 0, sacrifice: 1, second: 2 }])
  })

  it('names both pairs when one is void before it has spoken of them, and leaves the qubits to the hardware (NET-210, NET-212, NET-213)', () => {
    const played = leader()
    comes(played, 1)
    comes(played, 2)
    const [command] = played.commands()
    expect(played.expires(23, 2, fromDownstream)).toEqual(to(3, expire(1), expire(2)))
    expect(played.memory.available).toBe(6)
    expect(played.hardware({ ...command, type: 'distilled', outcome: 0 })).toEqual([])
    expect(played.memory.available).toBe(8)
    expect(played.kept).toMatchObject(idle)
  })

  it('names one of them when it has, by whatever name it hears of it (NET-209, NET-212, NET-213)', () => {
    const played = leader({ rounds: 2 })
    for (const sequence of [1, 2, 3]) comes(played, sequence)
    played.works()
    // The link takes the sacrificed pair back.
    expect(played.expires(23, 2, fromDownstream)).toEqual(to(3, expire(1)))
    expect(played.kept).toMatchObject({ distilling: 1 })
    expect(played.memory.available).toBe(7)
  })

  it('names another pair when the other party has named one (NET-221)', () => {
    for (const [named, answer] of [
      [1, 2],
      [2, 1]
    ] as const) {
      const played = leader()
      comes(played, 1)
      comes(played, 2)
      const [command] = played.commands()
      expect(played.hears(3, expire(named))).toEqual(to(3, expire(answer)))
      played.hardware({ ...command, type: 'distilled', outcome: 0 })
      expect(played.kept).toMatchObject(idle)
      expect(played.memory.available).toBe(8)
    }
  })

  it('names another pair than that which the other party has named when the step has been told (NET-221)', () => {
    for (const [named, answer] of [
      [1, 2],
      [2, 1]
    ] as const) {
      const played = leader()
      comes(played, 1)
      comes(played, 2)
      played.works()
      expect(played.hears(3, expire(named))).toEqual(to(3, expire(answer)))
    }
  })

  it('takes a sacrificed name for the kept pair after the stage too (NET-209)', () => {
    const played = leader()
    comes(played, 1)
    comes(played, 2)
    played.works()
    played.hears(3, distilled(1))
    played.delivers(12, 9, fromUpstream)
    played.works()
    expect(played.hears(3, expire(2))).toEqual(to(1, expire(9)))
    expect(played.kept).toMatchObject(idle)
  })

  it('forgets everything with the circuit, what the hardware works on last', () => {
    const played = leader({ rounds: 2 })
    for (const sequence of [1, 2, 3]) comes(played, sequence)
    const [command] = played.commands()
    expect(played.hears(1, { type: 'TEAR', ...NAME, reason: 0 })).toEqual(to(3, { type: 'TEAR', ...NAME, reason: 0 }))
    expect(played.memory.available).toBe(6)
    expect(played.hardware({ ...command, type: 'distilled', outcome: 0 })).toEqual([])
    expect(played.kept).toMatchObject({ ...idle, circuits: 0, qubits: 0 })
    expect(played.memory.available).toBe(8)
  })
})

describe('the party that follows', () => {
  it('does its half with the pairs that are named, and answers (NET-206, NET-207)', () => {
    const played = follower()
    played.delivers(12, 1, { ...fromUpstream, bellIndex: 1 })
    played.delivers(12, 2, fromUpstream)
    expect(played.hears(1, distil(1, [2], { outcomes: 1 }))).toEqual([])
    const [command] = played.commands()
    expect(command).toMatchObject({ type: 'distil', side: 1, keep: 0, sacrifice: 1 })
    expect(played.hardware({ ...command, type: 'distilled', outcome: 1 })).toEqual(to(1, distilled(1, 1)))
    expect(played.told.at(-1)).toMatchObject({ type: 'stepEnded', succeeded: false })
  })

  it('knows first whether it has succeeded, and waits for pairs that come late (NET-075, NET-214)', () => {
    for (const outcome of [0, 1] as const) {
      const played = follower()
      played.delivers(12, 2, fromUpstream)
      expect(played.hears(1, distil(1, [2], { outcomes: 1 }))).toEqual([])
      expect(played.commands()).toEqual([])
      played.wait(9 * SECOND)
      played.delivers(12, 1, fromUpstream)
      expect(played.works(outcome)).toEqual(to(1, distilled(1, outcome)))
      expect(played.told.at(-1)).toMatchObject({ type: 'stepEnded', succeeded: outcome === 1 })
      expect(played.kept).toMatchObject({ distilling: 0, halves: outcome, foretold: 0 })
    }
  })

  it('gives up what is left when a pair does not come in time, and the pair when it comes after all (NET-214)', () => {
    const played = follower()
    played.delivers(12, 2, fromUpstream)
    played.hears(1, distil(1, [2]))
    expect(played.wait(10 * SECOND - 1)).toEqual([])
    expect(played.wait(1)).toEqual(to(1, expire(1)))
    expect(played.memory.available).toBe(8)
    played.delivers(12, 1, fromUpstream)
    expect(played.memory.available).toBe(8)
    expect(played.kept).toMatchObject(idle)
  })

  it('does the same when it hears that the missing one is void, or the other one, without a word (NET-212, NET-213)', () => {
    for (const named of [1, 2]) {
      const played = follower()
      played.delivers(12, 2, fromUpstream)
      played.hears(1, distil(1, [2]))
      expect(played.hears(1, expire(named))).toEqual([])
      expect(played.memory.available).toBe(8)
      played.delivers(12, 1, fromUpstream)
      expect(played.memory.available).toBe(8)
      played.wait(11 * SECOND)
      expect(played.kept).toMatchObject(idle)
    }
  })

  it('says that a pair of a step is void by one name (NET-213)', () => {
    const played = follower()
    played.delivers(12, 1, fromUpstream)
    played.delivers(12, 2, fromUpstream)
    played.hears(1, distil(1, [2]))
    const [command] = played.commands()
    expect(played.expires(12, 2)).toEqual(to(1, expire(1)))
    expect(played.hardware({ ...command, type: 'distilled', outcome: 0 })).toEqual([])
    expect(played.kept).toMatchObject(idle)
    expect(played.memory.available).toBe(8)
  })

  it('leaves nothing of a pair that no request needs when it is distilled (NET-082)', () => {
    const played = tailEnd({}, [stage(1, 2)])
    for (const sequence of [1, 2]) played.delivers(23, sequence, fromUpstream)
    played.hears(2, distil(1, [2]))
    expect(played.works()).toEqual(to(2, distilled(1), expire(1)))
    expect(played.memory.available).toBe(8)
    // The link takes it back, too late to matter.
    expect(played.expires(23, 2)).toEqual([])
    expect(played.expires(23, 1)).toEqual([])
    expect(played.memory.available).toBe(8)
  })

  it('ignores steps that make no sense (NET-222)', () => {
    const played = follower()
    played.delivers(12, 1, fromUpstream)
    played.delivers(12, 2, fromUpstream)
    played.delivers(12, 3, fromUpstream)
    for (const frame of [distil(1, [1]), distil(1, [2, 3]), distil(1, [2], { level: 1 })]) {
      expect(played.hears(1, frame)).toEqual([])
    }
    expect(played.commands()).toEqual([])
    played.hears(1, distil(1, [2]))
    played.hears(1, distil(3, [2]))
    expect(played.commands()).toHaveLength(1)
    expect(played.ignored.filter((reason) => reason === 'bad-DISTIL')).toHaveLength(4)
    played.hears(3, distil(1, [2]))
    played.hears(1, distilled(1))
    expect(played.ignored.filter((reason) => reason === 'wrong-way')).toHaveLength(2)
  })
})

describe('the cut-off', () => {
  const hops = [
    { ...HOPS[0]!, cutoff: 4 * SECOND },
    { ...HOPS[1]!, cutoff: 4 * SECOND }
  ]

  it('ends the wait of a pair in a stage (NET-216)', () => {
    const played = leader({}, {}, { hops })
    comes(played, 1)
    expect(played.wait(4 * SECOND - 1)).toEqual([])
    expect(played.wait(1)).toEqual(to(3, expire(1)))
    expect(played.kept).toMatchObject(idle)
    expect(played.memory.available).toBe(8)
  })

  it('is none at an end (NET-216)', () => {
    const played = new PlayedLayer(3)
    played.layer.accept(PURPOSE)
    played.hears(2, pathFrom(1, { hops, stages: [stage(1, 2)] }))
    played.hears(2, { type: 'RESV_CONF', ...NAME })
    played.hears(2, forward(5))
    played.delivers(23, 1, fromUpstream)
    expect(played.wait(9 * SECOND)).toEqual([])
    expect(played.kept).toMatchObject({ distilling: 1 })
  })

  it('counts from the oldest pair that the kept one has been made of (NET-216)', () => {
    const played = follower({}, {}, { hops })
    played.delivers(12, 2, fromUpstream)
    played.wait(3 * SECOND)
    played.delivers(12, 1, fromUpstream)
    played.hears(1, distil(1, [2]))
    played.works()
    expect(played.kept).toMatchObject({ distilling: 0, halves: 1 })
    expect(played.wait(SECOND - 1)).toEqual([])
    expect(played.wait(1)).toEqual(to(1, expire(1)))
    expect(played.kept).toMatchObject(idle)
  })
})

describe('a stage from end to end', () => {
  const ends = [stage(0, 2)]

  const head = (changes: Partial<Stage> = {}, options: object = {}, number = 1) => {
    const { played, circuit } = headEnd(options, [stage(0, 2, changes)])
    const request = played.layer.request({ initiator: 1, circuit }, { number }) as number
    played.sent()
    const mine = { initiator: 1, circuit }
    return { played, request, mine }
  }
  const comesToHead = (played: PlayedLayer, sequence: number) =>
    played.delivers(12, sequence, { purpose: LABEL, originator: true })
  /** The tail-end's pair of 100 more. */
  const tracked = (played: PlayedLayer, mine: object, sequence: number, bellIndex = 0) =>
    played.hears(2, track([3, 100 + sequence], [3, sequence], { ...mine, bellIndex, fidelity: 60_000 }))

  it('is passed on by nodes between, in the direction of the frame (NET-215)', () => {
    const played = innerNode({ distillation: false }, { stages: ends })
    expect(played.hears(1, distil(1, [2]))).toEqual(to(3, distil(1, [2])))
    expect(played.hears(3, distilled(1))).toEqual(to(1, distilled(1)))
    expect(played.hears(3, stageExpire(1))).toEqual(to(1, stageExpire(1)))
    expect(played.hears(1, stageExpire(1))).toEqual(to(3, stageExpire(1)))
    expect(played.hears(3, distil(1, [2]))).toEqual([])
    expect(played.hears(1, distilled(1))).toEqual([])
    expect(played.hears(1, distil(1, [2], {}, 1))).toEqual([])
  })

  it('at the head-end takes pairs when they are tracked, by the other end’s names, and gives the result to a request (NET-204, NET-217)', () => {
    const { played, request, mine } = head()
    expect(comesToHead(played, 1)).toMatchObject([{ type: 'TRACK', request: 0, originSequence: 1 }])
    tracked(played, mine, 1, 1)
    comesToHead(played, 2)
    expect(played.commands()).toEqual([])
    tracked(played, mine, 2)
    const [command] = played.commands()
    expect(command).toMatchObject({ type: 'distil', side: 0, keep: 0, sacrifice: 1 })
    expect(played.hardware({ ...command, type: 'distilled', outcome: 0 })).toEqual(
      to(2, distil(101, [102], { ...mine, request }))
    )
    played.hears(2, { ...distilled(101, 1), ...mine })
    expect(played.commands().slice(1)).toEqual([
      { type: 'correct', qubit: 0, pauli: 1, tag: expect.any(Number) as number }
    ])
    expect(played.kept).toMatchObject({ distilling: 0, ends: 1 })
  })

  it('estimates what the protocol makes of what was tracked (NET-220)', () => {
    const { played, mine } = head()
    for (const sequence of [1, 2]) {
      comesToHead(played, sequence)
      tracked(played, mine, sequence)
    }
    played.works()
    played.hears(2, { ...distilled(101), ...mine })
    const f = 60_000 / 65_535
    const a = (1 - f) / 3
    const success = (f + a) ** 2 + 4 * a * a
    expect(played.pairs).toMatchObject([{ fidelity: expect.closeTo((f * f + a * a) / success, 9) as number }])
  })

  it('at the head-end gives another pair to the request when a step has failed (NET-208, NET-217)', () => {
    const { played, request, mine } = head()
    for (const turn of [0, 1]) {
      for (const sequence of [2 * turn + 1, 2 * turn + 2]) {
        comesToHead(played, sequence)
        tracked(played, mine, sequence)
      }
      expect(played.works()).toMatchObject([{ type: 'DISTIL', request }])
      played.hears(2, { ...distilled(101 + 2 * turn, turn === 0 ? 1 : 0), ...mine })
    }
    expect(played.pairs).toHaveLength(1)
    expect(played.told.filter(({ type }) => type === 'requestEnded')).toHaveLength(1)
  })

  describe('where pairs wait at the head-end for a request that needs one', () => {
    // Pairs 1 and 2 are in the last step of the only request; 3 and 4, which were called for before that, wait.
    const waiting = () => {
      const { played, mine, request } = head()
      for (const sequence of [1, 2, 3, 4]) comesToHead(played, sequence)
      for (const sequence of [1, 2, 3, 4]) tracked(played, mine, sequence, sequence === 1 ? 1 : 0)
      expect(played.works()).toEqual(to(2, distil(101, [102], { ...mine, request })))
      expect(played.commands().filter(({ type }) => type === 'distil')).toEqual([])
      return { played, mine, next: distil(103, [104], { ...mine, request }) }
    }

    it('they are combined when one is made (NET-205, NET-217)', () => {
      const { played, mine, next } = waiting()
      const request = played.layer.request(mine, { number: 1 })
      expect(played.works()).toEqual(to(2, { ...next, request }))
    })

    it('they are combined when a step has failed (NET-205, NET-217)', () => {
      const { played, mine, next } = waiting()
      played.hears(2, { ...distilled(101), ...mine })
      expect(played.told.at(-1)).toMatchObject({ type: 'stepEnded', succeeded: false })
      expect(played.works()).toEqual(to(2, next))
    })

    it('they are combined when a step has become void (NET-205, NET-217)', () => {
      const { played, mine, next } = waiting()
      played.hears(2, { ...stageExpire(101), ...mine })
      expect(played.works()).toEqual(to(2, next))
    })

    it('they are combined when a distilled pair becomes void before it is handed over (NET-205, NET-217)', () => {
      const { played, mine, next } = waiting()
      played.hears(2, { ...distilled(101, 1), ...mine })
      expect(played.told.at(-1)).toMatchObject({ type: 'stepEnded', succeeded: true })
      played.hears(2, { ...expire(1), ...mine })
      expect(played.works()).toEqual(to(2, next))
    })

    it('they are combined when a pair that was handed over has expired (NET-205, NET-217)', () => {
      const { played, mine, request } = head({}, {}, 2)
      for (const sequence of [1, 2, 3, 4, 5, 6]) comesToHead(played, sequence)
      for (const sequence of [1, 2, 3, 4, 5, 6]) tracked(played, mine, sequence)
      expect(played.works()).toHaveLength(2)
      played.hears(2, { ...distilled(101), ...mine })
      expect(played.pairs).toHaveLength(1)
      const lost = { source: 3, target: 1, hopLimit: 250, number: 1, pairs: [], last: false, tests: [] }
      played.hears(2, { type: 'SETTLE', ...mine, ...lost, lost: [name(1)] })
      expect(played.works()).toEqual(to(2, distil(105, [106], { ...mine, request })))
    })
  })

  it('at the head-end is emptied when no request needs it (NET-218)', () => {
    const { played, request, mine } = head({ rounds: 2 })
    for (const sequence of [1, 2, 3]) {
      comesToHead(played, sequence)
      tracked(played, mine, sequence)
    }
    comesToHead(played, 4)
    played.works()
    played.sent()
    played.layer.cancel(request)
    expect(played.sent()).toMatchObject([
      { type: 'STAGE_EXPIRE', sequence: 103 },
      { type: 'PAIR_EXPIRE', sequence: 4 },
      { type: 'COMPLETE' },
      { type: 'STAGE_EXPIRE', sequence: 101 }
    ])
    expect(played.kept).toMatchObject(idle)
    expect(played.memory.available).toBe(8)
  })

  it('at the head-end voids the last step of a request that ends (NET-218)', () => {
    const { played, request, mine } = head()
    const other = played.layer.request(mine, { number: 1 }) as number
    for (const sequence of [1, 2, 3]) {
      comesToHead(played, sequence)
      tracked(played, mine, sequence)
    }
    played.works()
    played.sent()
    played.layer.cancel(request)
    expect(played.sent()).toMatchObject([{ type: 'COMPLETE' }, { type: 'STAGE_EXPIRE', sequence: 101 }])
    expect(played.kept).toMatchObject({ distilling: 1 })
    played.layer.cancel(other)
    expect(played.kept).toMatchObject(idle)
  })

  it('at the head-end goes on with the last step of another request than that which ends (NET-218)', () => {
    const { played, request, mine } = head()
    const other = played.layer.request(mine, { number: 1 }) as number
    for (const sequence of [1, 2, 3, 4]) {
      comesToHead(played, sequence)
      tracked(played, mine, sequence)
    }
    expect(played.works()).toHaveLength(2)
    // Neither needs another pair: each has a step of its own.
    const said = played.hears(2, { ...distilled(103), ...mine })
    expect(said).toMatchObject([{ type: 'COMPLETE', request: other }])
    expect(played.kept).toMatchObject({ distilling: 2 })
    played.hears(2, { ...distilled(101), ...mine })
    expect(played.pairs).toMatchObject([{ request: other }, { request }])
  })

  it('tells the other end when a pair is void here, and hears so from there (NET-213)', () => {
    const { played, mine } = head({ rounds: 2 })
    comesToHead(played, 1)
    tracked(played, mine, 1)
    expect(played.hears(2, { ...expire(1), ...mine })).toEqual(to(2, { ...stageExpire(101), ...mine }))
    comesToHead(played, 2)
    tracked(played, mine, 2)
    expect(played.hears(2, { ...stageExpire(102), ...mine })).toEqual([])
    // One that is not tracked has no name there yet: what ended it is told there by others.
    comesToHead(played, 3)
    expect(played.hears(2, { ...expire(3), ...mine })).toEqual([])
    comesToHead(played, 4)
    expect(played.expires(12, 4, { originator: true })).toEqual(to(2, { ...expire(4), ...mine }))
    expect(played.kept).toMatchObject(idle)
  })

  it('lets nobody have pairs early (NET-219)', () => {
    const { played, mine } = head()
    const early = played.layer.request(mine, { number: 1, early: true })
    expect(early).toEqual({ error: ErrorCode.UNSUPP })
  })

  const tail = (changes: Partial<Stage> = {}) => {
    const played = tailEnd({}, [stage(0, 2, changes)])
    played.hears(2, forward(5))
    for (const sequence of [1, 2]) {
      played.delivers(23, sequence, fromUpstream)
      played.hears(2, track([3, 100 + sequence], [3, sequence]))
    }
    return played
  }

  it('at the tail-end hands the result over as soon as it has done its half (NET-206, NET-217)', () => {
    const played = tail()
    played.hears(2, distil(1, [2], { request: 5 }))
    expect(played.works()).toEqual(to(2, distilled(1)))
    expect(played.pairs).toMatchObject([{ request: 5, tailSequence: 1, headSequence: 101, tracked: true }])
    // Handed over, it is for the two ends to settle.
    played.hears(2, stageExpire(2))
    expect(played.told.filter(({ type }) => type === 'expired')).toEqual([])
  })

  it('at the tail-end measures when the pair is distilled, not when it comes (NET-217)', () => {
    const played = tailEnd({}, ends)
    played.hears(2, forward(5, { kind: 1 }))
    for (const sequence of [1, 2]) {
      played.delivers(23, sequence, fromUpstream)
      played.hears(2, track([3, 100 + sequence], [3, sequence]))
    }
    expect(played.commands()).toEqual([])
    played.hears(2, distil(1, [2], { request: 5 }))
    played.works()
    expect(played.commands().slice(1)).toMatchObject([{ type: 'measure', qubit: 0 }])
  })

  it('at the tail-end is void at once where a pair is not there (NET-214)', () => {
    const played = tail()
    played.hears(2, stageExpire(2))
    expect(played.hears(2, distil(1, [2], { request: 5 }))).toEqual(to(2, stageExpire(1)))
    expect(played.kept).toMatchObject(idle)
    expect(played.memory.available).toBe(8)
  })
})

it('a circuit of one hop has one stage, as any link has', () => {
  const played = new PlayedLayer(1)
  const plan = { responder: 2, purpose: PURPOSE, minimumFidelity: 0.5, hops: HOPS.slice(0, 1) }
  const mine = played.layer.setUp({ ...plan, stages: [stage(0, 1)] }) as { initiator: number; circuit: number }
  played.hears(2, { type: 'RESV', ...mine, label: LABEL, window: 2 })
  const request = played.layer.request(mine, { number: 1 })
  for (const sequence of [1, 2]) played.delivers(12, sequence, fromDownstream)
  expect(played.works()).toEqual(to(2, { ...distil(1, [2]), ...mine }))
  expect(played.hears(2, { ...distilled(1), ...mine })).toMatchObject([{ type: 'TRACK', request, sequence: 1 }])
})

it('a circuit that is over expects no pairs of a step that had not come', () => {
  for (const come of [false, true]) {
    const played = innerNode({}, { stages: [stage(0, 1)] })
    played.hears(1, forward(5, { number: 9 }))
    if (come) played.delivers(12, 1)
    played.hears(1, distil(1, [2]))
    played.hears(1, { type: 'TEAR', ...NAME, reason: 0 })
    played.works()
    expect(played.kept).toMatchObject({ circuits: 0, distilling: 0, foretold: 0 })
    expect(played.memory.available).toBe(8)
  }
})
