import { QkdReason, QkdReconciliation } from '@bellwire/wire'
import type { SessionPlan } from '../../../subject/key.js'
import { withErrors } from '../devices.js'
import { packed, sameOctets } from '../distillation/bits.js'
import { syndromeOf } from '../distillation/code.js'
import type { KeyCase } from '../key-test.js'
import { BBM92, BBM92_SIZES } from '../plans.js'
import { Truth } from '../truth.js'

const ENDS = ['corrector', 'reference'] as const

/** Bits of the syndrome. One of these is so short that its columns are heavier. */
const SYNDROMES = [150, 420]

function planOf(leakBudget: number): SessionPlan {
  return { ...BBM92, reconciliation: QkdReconciliation.LDPC, leakBudget, minimumLength: 0 }
}

/** Keys that are corrected by a syndrome that is sent once (section 9.4). */
export const codeCases: readonly KeyCase[] = [
  {
    name: 'key/codes/syndromes',
    requirements: ['KEY-220', 'KEY-221', 'KEY-222', 'KEY-223', 'APP-041'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      scene.pairs.devices = withErrors(scene.random, { z: 0, x: 0 })
      for (const most of SYNDROMES) {
        const session = await test.tried([QkdReason.COUNTS], planOf(most))
        const view = session.views.reference
        const [question, ...more] = view.all('corrector', 'QUERIES')
        test.need(question !== undefined, 'the corrector asks for a syndrome')
        if (question === undefined) return
        const isOne = more.length === 0 && question.queries.length === 0 && question.seed.length === 16
        test.must('APP-041', isOne, 'once, by a seed of 128 bits and no queries')
        const truth = new Truth(scene.pairs, session, view)
        const raw = truth.keyRounds(BBM92_SIZES.keyRounds).map((index) => truth.outcome('reference', index))
        const { seed } = question
        const first = new DataView(seed.buffer, seed.byteOffset).getUint32(0)
        const wanted = packed(syndromeOf(raw, most, first))
        const { parities } = view.of('reference', 'PARITIES') ?? { parities: new Uint8Array(0) }
        test.check('KEY-220', parities.length === wanted.length, `of ${most} bits ${parities.length} octets are told`)
        for (const clause of ['KEY-221', 'KEY-222', 'KEY-223'])
          test.check(
            clause,
            sameOctets(parities, wanted),
            `the syndrome of ${most} bits is that of the reference's key`
          )
      }
    }
  },
  {
    name: 'key/codes/of-no-use',
    requirements: ['KEY-283'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      await test.start()
      for (const [most, reason] of [
        [3, QkdReason.BUDGET],
        [BBM92_SIZES.keyRounds, QkdReason.BUDGET],
        [4, undefined],
        [BBM92_SIZES.keyRounds - 1, undefined]
      ] as const) {
        const session = await test.tried([QkdReason.COUNTS], planOf(most))
        const told = session.views.reference.of('reference', 'PARITIES') !== undefined
        if (reason === undefined) test.check('KEY-283', told, `a syndrome of ${most} bits is told`)
        else for (const end of ENDS) test.checkReason('KEY-283', session, end, reason)
        if (reason !== undefined) test.check('KEY-283', !told, `one of ${most} bits is not`)
      }
    }
  }
]
