import { AuthenticationKeyExhaustedError } from '@bellwire/post-processing'
import {
  decodeQkdMessage,
  encodeQkdMessage,
  LIMITS,
  type QkdMessage,
  type QkdProposal,
  QkdReason
} from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wernerPairs } from '../../test/played-pairs.js'
import { type BenchOptions, NODES, TwoEnds } from '../../test/two-ends.js'
import { ApplicationError } from '../errors.js'
import { Assembly, Pieces } from './pieces.js'
import { rulesOf } from './plan.js'
import { proposalOf } from './wish.js'

const wish = {
  analysis: 'complementarity-azuma',
  rounds: 3000,
  probability: 0.4,
  expectedQber: 0.01,
  epsilons: [0.9],
  minimumLength: 1
} as const
const twoEnds = (further: Partial<BenchOptions> = {}) =>
  new TwoEnds({ seed: 1, strategy: (random) => wernerPairs(0.98, random.stream('pairs')), ...further })
const reasonsOf = (ends: TwoEnds) => ends.endings.map((list) => list.map(({ reason }) => reason))

/** What each end says, in order, whole messages. */
function overheard(ends: TwoEnds): { from: number; message: QkdMessage }[] {
  const said: { from: number; message: QkdMessage }[] = []
  const assemblies = new Map(NODES.map((node) => [node, new Assembly()]))
  ends.tamper = (from, body) => {
    const whole = body.length === 0 ? undefined : assemblies.get(from as (typeof NODES)[number])!.take(body)
    if (whole instanceof Uint8Array) said.push({ from, message: decodeQkdMessage(whole) })
    return body
  }
  return said
}

describe('a proposal', () => {
  it('is refused by a policy, and nothing is reserved (APP-022)', () => {
    const ends = twoEnds({ policy: ({ rounds }) => (rounds > 1000 ? QkdReason.POLICY : QkdReason.NONE) })
    ends.open(wish)
    ends.clock.run({ until: 1_000_000_000 })
    expect(reasonsOf(ends)).toEqual([[QkdReason.POLICY], []])
    for (const { ledger } of ends.pools) expect(ledger).toMatchObject({ nextOffset: 128, burntBits: 0, sessions: [] })
  })

  it('is shown to a policy before it is looked into, which takes long', () => {
    const seen: number[] = []
    const ends = twoEnds({
      policy: ({ rounds }) => {
        seen.push(rounds)
        return QkdReason.NONE
      }
    })
    const proposal = proposalOf(wish, { poolOffset: 128, initiator: 0, circuit: 3 })
    const said = overheard(ends)
    const body = new Pieces(encodeQkdMessage({ ...proposal, expectedQber: 0 })).next()
    ends.inject(1, { type: 'ASK', dialogue: 5, purpose: 9, step: 0, body })
    expect(seen).toEqual([wish.rounds])
    expect(said.map(({ message }) => message)).toMatchObject([{ type: 'FINISH', reason: QkdReason.POLICY }])
    expect(ends.pools[1].ledger.nextOffset).toBe(128)
  })

  it('is refused where a peer has as many sessions as it may, and taken where one of them is silent', () => {
    const beat = 1_000_000_000
    const ends = twoEnds({ interval: 1_000_000_000_000, configuration: { perPeer: 2, beat } })
    for (let time = 0; time < 3; time++) ends.openAnother(wish)
    ends.clock.run({ until: 20 * beat })
    // Those that are there say so at every beat.
    expect(reasonsOf(ends)).toEqual([[QkdReason.POLICY], []])
    ends.crash(0)
    ends.start(0)
    ends.clock.run({ until: 22 * beat })
    ends.openAnother(wish)
    ends.clock.run({ until: 23 * beat })
    expect(reasonsOf(ends)[0]).toHaveLength(2)
    ends.clock.run({ until: 30 * beat })
    ends.openAnother(wish)
    ends.clock.run({ until: 31 * beat })
    expect(reasonsOf(ends)).toEqual([[QkdReason.POLICY, QkdReason.POLICY], [QkdReason.ROUNDS]])
  })

  it('is not made, and not taken, without 256 bits of authentication key (APP-022, APP-033)', () => {
    expect(() => twoEnds({ poolBits: [128 + 255, 8192] }).open(wish)).toThrow(AuthenticationKeyExhaustedError)
    const ends = twoEnds({ poolBits: [8192, 128 + 255] })
    ends.open(wish)
    ends.clock.run({ until: 1_000_000_000 })
    expect(reasonsOf(ends)).toEqual([[QkdReason.POOL], []])
    const enough = twoEnds({ poolBits: [128 + 256, 128 + 256] })
    enough.open(wish)
    enough.run()
    expect(reasonsOf(enough)).toEqual([[QkdReason.NONE], [QkdReason.NONE]])
    expect(() => enough.open(wish)).toThrow(AuthenticationKeyExhaustedError)
  })

  it('is not made over a source that cannot ask for pairs', () => {
    const ends = twoEnds()
    Object.assign(ends.pairs.ends[0], { asks: false })
    expect(() => ends.open(wish)).toThrow(/source cannot ask for pairs; accepted/)
    expect(ends.pools[0].ledger.sessions).toEqual([])
  })

  it.each([
    ['rounds', { rounds: 0 }],
    ['rounds', { rounds: LIMITS.qkdRounds + 1 }],
    ['probability', { probability: 1 }],
    ['expectedQber', { expectedQber: 0 }],
    ['expectedQber', { expectedQber: 0.6 }],
    ['epsilon', { epsilons: [0] }],
    ['analysis', { protocol: 'sifted' as const, analysis: 'entropy-accumulation' as const }],
    ['deviations', { deviations: 0 }]
  ])('that makes no sense is an error that names %s', (field, change) => {
    const ends = twoEnds()
    expect(() => ends.open({ ...wish, ...change })).toThrow(ApplicationError)
    expect(() => ends.open({ ...wish, ...change })).toThrow(new RegExp(field))
    expect(ends.pools[0].ledger.sessions).toEqual([])
  })

  it('is judged without a throw, whatever it says (APP-022)', () => {
    const origin = { poolOffset: 128, initiator: 0, circuit: 3 }
    const good = proposalOf(wish, origin)
    const decimal = fc.record({ mantissa: fc.integer({ min: 1, max: 100 }), exponent: fc.nat(60) })
    const changes = fc.record(
      {
        protocol: fc.nat(2),
        analysis: fc.nat(3),
        rounds: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: LIMITS.qkdRounds })),
        probability: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: LIMITS.uint32 })),
        expectedChsh: fc.nat(2_828_427),
        expectedQber: fc.nat(500_000),
        epsilons: fc.array(decimal, { maxLength: 8 }),
        reconciliation: fc.nat(2),
        leakBudget: fc.nat(LIMITS.uint32),
        threshold: fc.nat(LIMITS.uint32),
        deviations: fc.integer({ min: 1, max: 100 }),
        flips: fc.nat(2 ** 31)
      },
      { requiredKeys: [] }
    )
    fc.assert(
      fc.property(changes, (change) => {
        const proposal = decodeQkdMessage(encodeQkdMessage({ ...good, ...change })) as QkdProposal
        try {
          rulesOf(proposal)
        } catch (error) {
          expect(error).toBeInstanceOf(ApplicationError)
        }
      }),
      { seed: 6, numRuns: 300 }
    )
  })
})

describe('the messages of a session', () => {
  it('say nothing of settings and outcomes before the list of rounds is told and answered (APP-025, APP-026)', () => {
    const ends = twoEnds()
    const said = overheard(ends)
    ends.open(wish)
    ends.run()
    expect(reasonsOf(ends)).toEqual([[QkdReason.NONE], [QkdReason.NONE]])
    const types = said.map(({ from, message }) => `${from === NODES[0] ? 'asks' : 'answers'} ${message.type}`)
    expect(types.filter((type, index) => type !== types[index - 2])).toEqual([
      'asks PROPOSAL',
      'answers AGREEMENT',
      'asks ROUNDS',
      'answers PROCEED',
      'asks INPUTS',
      'answers INPUTS',
      'asks OUTCOMES',
      'answers OUTCOMES',
      'asks QUERIES',
      'answers PARITIES',
      'asks VERIFICATION',
      'answers VERIFIED',
      'asks AMPLIFICATION',
      'answers PROCEED',
      'asks FINISH',
      'answers FINISH'
    ])
    // One measurement for each round, at each end: before anything of it was known to the other.
    expect(ends.pairs.measurements).toEqual([3000, 3000])
    const outcomes = said.filter(({ message }) => message.type === 'OUTCOMES')
    for (const { message } of outcomes) {
      // Rounds of the test alone: about three fifths of them all.
      const bytes = message.type === 'OUTCOMES' ? message.outcomes.length : 0
      expect(bytes).toBeGreaterThan((0.55 * 3000) / 8)
      expect(bytes).toBeLessThan((0.65 * 3000) / 8)
    }
  })

  it('tell whoever hears them what the test was (APP-040)', () => {
    const ends = twoEnds()
    const said = overheard(ends)
    ends.open(wish)
    ends.run()
    const of = <T extends QkdMessage['type']>(node: number, type: T) =>
      said.find(({ from, message }) => from === node && message.type === type)!.message as Extract<
        QkdMessage,
        { type: T }
      >
    const bitsOf = (bytes: Uint8Array) =>
      [...bytes].flatMap((byte) => Array.from({ length: 8 }, (_, k) => (byte >> (7 - k)) & 1))
    const [ys, xs] = NODES.map((node) => bitsOf(of(node, 'INPUTS').settings))
    const [bs, as] = NODES.map((node) => bitsOf(of(node, 'OUTCOMES').outcomes))
    const sums = [0, 0, 0, 0]
    let published = 0
    let keys = 0
    for (let round = 0; round < 3000; round++) {
      const y = 2 * ys![2 * round]! + ys![2 * round + 1]!
      const x = xs![round]!
      if (y === 2) {
        keys += 1 - x
        continue
      }
      sums[2 * x + y]! += as![published] === bs![published] ? 1 : -1
      published += 1
    }
    const p = (1 - 0.4) / 4
    const { origin } = ends.released[0][0]!
    expect(origin).toMatchObject({ keyRounds: keys, testRounds: published })
    expect(origin.chsh).toBeCloseTo((sums[0]! + sums[1]! + sums[2]! - sums[3]!) / (3000 * p), 6)
  })

  it('carry one seed, with the first queries (APP-041)', () => {
    for (const reconciliation of ['cascade-option7', 'ldpc'] as const) {
      const ends = twoEnds()
      const said = overheard(ends)
      ends.open({ ...wish, reconciliation, leakBudget: reconciliation === 'ldpc' ? 150 : 300 })
      ends.run()
      expect(reasonsOf(ends)).toEqual([[QkdReason.NONE], [QkdReason.NONE]])
      const seeds = said.flatMap(({ message }) => (message.type === 'QUERIES' ? [message.seed.length] : []))
      expect(seeds[0]).toBe(16)
      expect(seeds.slice(1).every((length) => length === 0)).toBe(true)
      if (reconciliation === 'ldpc') expect(seeds).toHaveLength(1)
    }
  })

  it('publish what the ledger says (APP-031)', () => {
    const ends = twoEnds()
    const said = overheard(ends)
    ends.open(wish)
    ends.run()
    const { published } = ends.released[0][0]!.origin
    const octets = said.reduce(
      (sum, { message }) => sum + (message.type === 'PARITIES' ? message.parities.length : 0),
      0
    )
    const messages = said.filter(({ message }) => message.type === 'PARITIES').length
    // Packed, with less than a byte of filling for each message.
    expect(published.parity).toBeLessThanOrEqual(8 * octets)
    expect(published.parity).toBeGreaterThan(8 * octets - 8 * messages)
    expect(published).toMatchObject({ syndrome: 0, tag: 64, successFlag: 1 })
  })

  it('end the session where the corrected keys differ (APP-032)', () => {
    const ends = twoEnds()
    ends.tamper = (from, body) => {
      if (from !== NODES[0] || body.length === 0) return body
      const message = decodeQkdMessage(body.subarray(1))
      if (message.type !== 'VERIFICATION') return body
      const tag = message.tag.slice()
      tag[3]! ^= 1
      return new Pieces(encodeQkdMessage({ ...message, tag })).next()
    }
    ends.open(wish)
    ends.run()
    // The reference's abort is authentic only for the transcript that it knows, which the change has made another.
    expect(reasonsOf(ends)).toEqual([[QkdReason.AUTHENTICATION], [QkdReason.VERIFICATION]])
    expect(ends.released).toEqual([[], []])
  })

  it('tell the other end why a program has ended the session (APP-035)', () => {
    for (const phase of ['rounds', 'testing', 'correcting', 'amplifying']) {
      const ends = twoEnds()
      const session = ends.open(wish)
      ends.clock.run({ while: () => !ends.phases[0].includes(phase) })
      session.stop()
      ends.run(1)
      expect(reasonsOf(ends), phase).toEqual([[QkdReason.STOPPED], [QkdReason.STOPPED]])
      for (const { ledger } of ends.pools) expect(ledger).toMatchObject({ burntBits: 256, sessions: [] })
    }
  })

  it('say nothing else than the end that was said, where a program ends the session at its end (APP-035, APP-147)', () => {
    const ends = twoEnds()
    const said = overheard(ends)
    const session = ends.open(wish)
    ends.clock.run({ while: () => !ends.phases[0].includes('finishing') })
    session.stop()
    ends.run(1)
    // The reference has released its key by then: nobody can take that back.
    expect(reasonsOf(ends)).toEqual([[QkdReason.STOPPED], [QkdReason.NONE]])
    expect(ends.released.map((list) => list.length)).toEqual([0, 1])
    const finishes = said.flatMap(({ from, message }) => (message.type === 'FINISH' ? [from] : []))
    expect(finishes).toEqual([...NODES])
    for (const { ledger } of ends.pools) expect(ledger).toMatchObject({ burntBits: 256, sessions: [] })
  })

  it('end at once where nobody answers any more', () => {
    const ends = twoEnds({ interval: 1_000_000_000_000 })
    ends.open(wish)
    ends.clock.run({ until: 1_000_000_000 })
    ends.withdraw(1)
    expect(reasonsOf(ends)).toEqual([[], [QkdReason.STOPPED]])
    ends.run(1000)
    expect(reasonsOf(ends)[0]).toHaveLength(1)
  })

  it('cost no pads where there were none, and two where there were', () => {
    const refused = twoEnds({ policy: () => QkdReason.POLICY })
    refused.open(wish)
    refused.clock.run({ until: 1_000_000_000 })
    expect(refused.endings[0][0]!.origin.netLength).toBe(0)
    const ends = twoEnds()
    ends.open({ ...wish, minimumLength: 5000 })
    ends.run()
    expect(ends.endings.map(([one]) => one!.origin.netLength)).toEqual([-256, -256])
  })

  it('keep the dialogue known while rounds are made (APP-038)', () => {
    const ends = twoEnds({ interval: 1_000_000_000 })
    const said = overheard(ends)
    ends.open(wish)
    ends.run(10_000)
    expect(reasonsOf(ends)).toEqual([[QkdReason.NONE], [QkdReason.NONE]])
    const beats = said.filter(({ message }) => message.type === 'PROGRESS').length
    expect(beats).toBe(15)
  })

  it('stop where no pairs come', () => {
    const ends = twoEnds({ interval: 1_000_000_000_000_000 })
    ends.open(wish)
    ends.run(20_000)
    expect(reasonsOf(ends)).toEqual([[QkdReason.ROUNDS], [QkdReason.ROUNDS]])
  })
})

describe('rounds', () => {
  it('count whatever becomes of their pairs (APP-023, APP-024)', () => {
    const fates = [
      'lost at the reference',
      'expires at the corrector',
      'expires at the reference',
      'reset',
      'sound'
    ] as const
    for (const fate of fates) {
      const ends = twoEnds({ fate: (round) => (round % 50 === 7 ? fate : 'sound'), measureDuration: 20 })
      const said = overheard(ends)
      ends.open({ ...wish, leakBudget: 500 })
      ends.run()
      expect(reasonsOf(ends), fate).toEqual([[QkdReason.NONE], [QkdReason.NONE]])
      const [[a], [b]] = ends.released
      expect(a!.key.equals(b!.key)).toBe(true)
      expect(a!.origin.missing).toBe(fate === 'lost at the reference' ? 60 : 0)
      const list = said.find(({ message }) => message.type === 'ROUNDS')!.message
      const listed = list.type === 'ROUNDS' ? list.runs.reduce((sum, { count }) => sum + count, 0) : 0
      expect(listed).toBe(3000)
    }
  })
})

describe('pieces', () => {
  it('are put together to what was cut (APP-028)', () => {
    fc.assert(
      fc.property(fc.nat(300_000), fc.nat(), (length, seed) => {
        const message = new Uint8Array(length)
        for (let k = 0; k < length; k++) message[k] = (seed + k * 31) & 255
        const pieces = new Pieces(message)
        const assembly = new Assembly()
        let whole: Uint8Array | 'malformed' | undefined
        let bodies = 0
        do {
          const body = pieces.next()
          expect(body.length).toBeLessThanOrEqual(LIMITS.dialogueBytes)
          expect(body[0]).toBe(pieces.over ? 0 : 1)
          whole = assembly.take(body)
          bodies += 1
        } while (whole === undefined)
        expect(pieces.over).toBe(true)
        expect(whole instanceof Uint8Array && Buffer.compare(whole, message)).toBe(0)
        expect(bodies).toBe(Math.max(1, Math.ceil(length / 60_000)))
      }),
      { seed: 7, numRuns: 30 }
    )
  })

  it('are malformed with another octet, or beyond the longest message', () => {
    expect(new Assembly().take(Uint8Array.of(2, 1))).toBe('malformed')
    const endless = new Assembly()
    const body = new Uint8Array(LIMITS.dialogueBytes)
    body[0] = 1
    let whole: unknown
    let bodies = 0
    while (whole === undefined) {
      whole = endless.take(body)
      bodies += 1
    }
    expect(whole).toBe('malformed')
    expect(bodies).toBe(Math.ceil((LIMITS.qkdBytes + 1) / (body.length - 1)))
  })

  it('carry a list of rounds that one step does not hold (APP-028)', () => {
    // Sequence numbers with gaps: every pair is a run.
    const ends = twoEnds({ seed: 9, gap: 2 })
    const said = overheard(ends)
    ends.open({ ...wish, rounds: 5000 })
    ends.run()
    expect(reasonsOf(ends)).toEqual([[QkdReason.NONE], [QkdReason.NONE]])
    const list = said.find(({ message }) => message.type === 'ROUNDS')!.message
    expect(list.type === 'ROUNDS' ? list.runs.length : 0).toBe(5000)
    expect(encodeQkdMessage(list).length).toBeGreaterThan((2 * LIMITS.dialogueBytes) / 2)
  })
})
