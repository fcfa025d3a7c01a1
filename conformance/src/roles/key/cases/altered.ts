import { type QkdMessage, QkdReason } from '@bellwire/wire'
import { flipped } from '../distillation/bits.js'
import type { KeyCase, KeyTest } from '../key-test.js'
import type { Session } from '../sessions.js'
import type { End, Message } from '../view.js'

type Type = QkdMessage['type']

/** A message of one end that is changed on its way. */
interface Altered<In extends Type = Type> {
  readonly what: string
  readonly by: End
  readonly type: In
  readonly change: (message: Message<In>) => QkdMessage | Uint8Array
  /** Requirements that the case judges, the first of them what becomes of it. */
  readonly clauses: readonly [string, ...string[]]
  /** Why each end gives up, where the clauses say it. */
  readonly reasons?: Partial<Record<End, QkdReason>>
  /** The reference has its key already. */
  readonly isLast?: true
}

const { AUTHENTICATION, LENGTH, MESSAGE, VERIFICATION } = QkdReason
const BOTH = { corrector: AUTHENTICATION, reference: AUTHENTICATION }

/** Nothing but the tags tells of these. */
const authentic = <In extends Type>(
  what: string,
  by: End,
  type: In,
  change: (message: Message<In>) => QkdMessage
): KeyCase => caseOf({ what, by, type, change, clauses: ['APP-033', 'KEY-241'], reasons: BOTH })

/** These are found wrong before, and by the tags at the latest. */
const broken = <In extends Type>(
  what: string,
  by: End,
  type: In,
  change: (message: Message<In>) => QkdMessage | Uint8Array
): KeyCase => caseOf({ what, by, type, change, clauses: ['APP-033'] })

/** Messages that somebody changes: there is no key, and both ends say why. */
export const alteredCases: readonly KeyCase[] = [
  authentic('proposal', 'corrector', 'PROPOSAL', (one) => ({ ...one, threshold: one.threshold + 1 })),
  authentic('agreement', 'reference', 'AGREEMENT', (one) => ({ ...one, poolOffset: one.poolOffset + 256 })),
  authentic('proceed', 'reference', 'PROCEED', (one) => ({ ...one, missing: one.missing + 1 })),
  broken('settings', 'corrector', 'INPUTS', (one) => ({ ...one, settings: flipped(one.settings, 11) })),
  broken('settings-of-reference', 'reference', 'INPUTS', (one) => ({ ...one, settings: flipped(one.settings, 11) })),
  broken('sample', 'corrector', 'INPUTS', (one) => ({ ...one, seed: flipped(one.seed, 127) })),
  authentic('outcomes', 'corrector', 'OUTCOMES', (one) => ({ ...one, outcomes: flipped(one.outcomes, 3) })),
  authentic('outcomes-of-reference', 'reference', 'OUTCOMES', (one) => ({
    ...one,
    outcomes: flipped(one.outcomes, 3)
  })),
  broken('queries', 'corrector', 'QUERIES', (one) =>
    one.seed.length < 16 ? one : { ...one, seed: flipped(one.seed, 0) }
  ),
  broken('parities', 'reference', 'PARITIES', (one) => ({ ...one, parities: flipped(one.parities, 0) })),
  caseOf({
    what: 'verification',
    by: 'corrector',
    type: 'VERIFICATION',
    // Its last bit.
    change: (one) => ({ ...one, tag: flipped(one.tag, 63) }),
    clauses: ['APP-032', 'KEY-231'],
    reasons: { reference: VERIFICATION, corrector: AUTHENTICATION }
  }),
  caseOf({
    what: 'point',
    by: 'corrector',
    type: 'VERIFICATION',
    change: (one) => ({ ...one, point: flipped(one.point, 0) }),
    clauses: ['APP-032', 'KEY-231'],
    reasons: { reference: VERIFICATION, corrector: AUTHENTICATION }
  }),
  broken('verified', 'reference', 'VERIFIED', (one) => ({ ...one, equal: false })),
  authentic('seed', 'corrector', 'AMPLIFICATION', (one) => ({ ...one, seed: flipped(one.seed, 5) })),
  caseOf({
    what: 'length',
    by: 'corrector',
    type: 'AMPLIFICATION',
    change: (one) => ({ ...one, length: one.length + 300, seed: Uint8Array.of(...one.seed, ...one.seed.slice(0, 38)) }),
    clauses: ['APP-034'],
    reasons: { reference: LENGTH, corrector: AUTHENTICATION }
  }),
  authentic('finish', 'corrector', 'FINISH', (one) => ({ ...one, tag: flipped(one.tag, 0) })),
  authentic('last-bit-of-tag', 'corrector', 'FINISH', (one) => ({ ...one, tag: flipped(one.tag, 127) })),
  authentic('no-tag', 'corrector', 'FINISH', (one) => ({ ...one, tag: new Uint8Array(0) })),
  caseOf({
    what: 'finish-of-reference',
    by: 'reference',
    type: 'FINISH',
    change: (one) => ({ ...one, tag: flipped(one.tag, 127) }),
    clauses: ['APP-033', 'KEY-241'],
    reasons: { corrector: AUTHENTICATION },
    isLast: true
  }),
  caseOf({
    what: 'no-tag-of-reference',
    by: 'reference',
    type: 'FINISH',
    change: (one) => ({ ...one, tag: new Uint8Array(0) }),
    clauses: ['APP-033', 'KEY-241'],
    reasons: { corrector: AUTHENTICATION },
    isLast: true
  }),
  caseOf({
    what: 'reason-from-anybody',
    by: 'reference',
    type: 'VERIFIED',
    change: () => ({ type: 'FINISH', reason: QkdReason.POLICY, tag: new Uint8Array(16) }),
    clauses: ['APP-033', 'KEY-241'],
    reasons: { corrector: AUTHENTICATION }
  }),
  caseOf({
    what: 'other-question',
    by: 'corrector',
    type: 'OUTCOMES',
    change: () => ({ type: 'VERIFICATION', point: new Uint8Array(8), tag: new Uint8Array(8) }),
    clauses: ['APP-027'],
    reasons: { reference: MESSAGE, corrector: AUTHENTICATION }
  }),
  caseOf({
    what: 'other-answer',
    by: 'reference',
    type: 'PARITIES',
    change: () => ({ type: 'PROCEED', missing: 0 }),
    clauses: ['APP-027'],
    reasons: { corrector: MESSAGE, reference: AUTHENTICATION }
  }),
  caseOf({
    what: 'nonsense',
    by: 'corrector',
    type: 'INPUTS',
    change: () => Uint8Array.of(0xff, 0xff, 0xff),
    clauses: ['APP-027'],
    reasons: { reference: MESSAGE, corrector: AUTHENTICATION }
  }),
  caseOf({
    what: 'no-queries',
    by: 'corrector',
    type: 'QUERIES',
    // Of pass 1 none.
    change: (one) => ({ ...one, queries: Uint8Array.of(1) }),
    clauses: ['APP-146'],
    reasons: { reference: MESSAGE, corrector: AUTHENTICATION }
  }),
  caseOf({
    what: 'queries-beyond-the-key',
    by: 'corrector',
    type: 'QUERIES',
    // Of pass 1, from place 0, 2,097,151 places.
    change: (one) => ({ ...one, queries: Uint8Array.of(1, 0, 0xff, 0xff, 0x7f) }),
    clauses: ['KEY-216'],
    reasons: { reference: MESSAGE, corrector: AUTHENTICATION }
  }),
  caseOf({
    what: 'queries-in-more-octets',
    by: 'corrector',
    type: 'QUERIES',
    // Of pass 1, from place 0 in two octets.
    change: (one) => ({ ...one, queries: Uint8Array.of(1, 0x80, 0, 5) }),
    clauses: ['KEY-216'],
    reasons: { reference: MESSAGE, corrector: AUTHENTICATION }
  })
]

function caseOf<In extends Type>(altered: Altered<In>): KeyCase {
  const { what, by, type, change, clauses } = altered
  return {
    name: `key/altered/${what}`,
    requirements: clauses,
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      const sender = by === 'corrector' ? scene.opener : scene.answerer
      scene.change = (message, from) =>
        from === sender && message.type === type ? change(message as Message<In>) : message
      const session = await test.open()
      // Whoever has no answer gives up after the time of silence.
      await test.finished(session, SILENCE)
      test.need(scene.changed > 0, `there is a ${type} to be changed`)
      judge(test, session, altered)
    }
  }
}

/** Nanoseconds: longer than an end waits for another word (section 7.3). */
const SILENCE = 4_000 * 1_000_000_000

function judge(
  test: KeyTest,
  session: Session,
  { clauses, reasons = {}, isLast }: Pick<Altered, 'clauses' | 'reasons' | 'isLast'>
): void {
  for (const clause of clauses) {
    if (isLast === true) test.check(clause, !session.keys.has('corrector'), 'the corrector gives no key out')
    else test.checkNoKey(clause, session)
    for (const end of ['corrector', 'reference'] as const) {
      const reason = reasons[end]
      if (reason !== undefined) test.checkReason(clause, session, end, reason)
    }
  }
}
