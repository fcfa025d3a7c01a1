import { QkdReason } from '@bellwire/wire'
import type { SessionPlan } from '../../../subject/key.js'
import { werner, withErrors } from '../devices.js'
import { type Bit, packed } from '../distillation/bits.js'
import { SECOND } from '../key-scene.js'
import type { KeyCase } from '../key-test.js'
import { leakIn } from '../monitors/leak.js'
import { BBM92, SIFTED } from '../plans.js'
import { countsOf, type Score, scoreOf, siftedLength } from '../sifted.js'

const ENDS = ['corrector', 'reference'] as const
const { AUTHENTICATION, BUDGET, COUNTS, LENGTH, NONE, ROUNDS, TEST } = QkdReason

/** Sessions of which some have bad luck, and some have not. */
const SESSIONS = 12
const FEW_ROUNDS = 400
const SHARES = [0.2, 0.9999]

/** PROGRESS that a reference answers without a pair (APP-179). */
const MOST_PROGRESS = 100

/** Of the bits that are published beside parities: the tag of the verification, and whether it was right. */
const VERIFICATION = 65

/** A length that is told from another one: nearer to a whole number two nodes may differ (KEY-284). */
const CLOSE = 1 / 64

const capabilities = ['KEY.DI']
const scene = { kind: 'keep' } as const

/** What comes of a session, by what was found in it (sections 7.3, 9.10 and 9.13). */
export const judgedCases: readonly KeyCase[] = [
  {
    name: 'key/sifted/counts-and-scores',
    requirements: ['KEY-287', 'KEY-294'],
    capabilities,
    scene: { ...scene, poolBits: 16_384 },
    async play(test) {
      await test.start()
      test.scene.pairs.devices = werner(test.scene.random, 0.01)
      const seen = new Set<string>()
      for (let time = 0; time < SESSIONS; time++) {
        const plan: SessionPlan = { ...SIFTED, deviations: 1 + (time % 3), threshold: 2_760_000 }
        const session = await test.open(plan)
        await test.finished(session)
        const { off, least } = countsOf(test.scene.pairs, session, plan)
        if (off) {
          seen.add('counts')
          for (const end of ENDS) test.checkReason('KEY-287', session, end, COUNTS)
          continue
        }
        for (const end of ENDS)
          test.check('KEY-287', session.reasons.get(end) !== COUNTS, `counts are fit, the nearest by ${least} rounds`)
        const { score } = scoreOf(test.scene.pairs, session, plan)
        const isBelow = score < plan.threshold / 1e6
        seen.add(isBelow ? 'below' : 'above')
        for (const end of ENDS) {
          if (isBelow) test.checkReason('KEY-294', session, end, TEST)
          else test.check('KEY-294', session.reasons.get(end) !== TEST, `an S of ${score} is not below the threshold`)
        }
      }
      // Now tests are most likely to be off, then key rounds. With these devices their tests end them.
      test.scene.pairs.devices = werner(test.scene.random, 0.5)
      for (const share of SHARES)
        for (let time = 0; time < SESSIONS; time++) {
          const probability = Math.round(share * 2 ** 32)
          const plan: SessionPlan = { ...SIFTED, rounds: FEW_ROUNDS, probability, deviations: 1, threshold: 2_760_000 }
          const session = await test.open(plan)
          await test.finished(session)
          const { off } = countsOf(test.scene.pairs, session, plan)
          for (const end of ENDS)
            test.check(
              'KEY-287',
              (session.reasons.get(end) === COUNTS) === off,
              `with key rounds of a share of ${share}`
            )
        }
      test.need(seen.size === 3, `there are sessions of each kind: ${[...seen].join()}`)
    }
  },
  {
    name: 'key/sifted/length-taken',
    requirements: ['KEY-295', 'KEY-284'],
    capabilities,
    scene,
    async play(test) {
      await test.start()
      test.scene.pairs.devices = werner(test.scene.random, 0.003)
      for (const [more, reason] of [
        [0, AUTHENTICATION],
        [1, LENGTH]
      ] as const) {
        const before = test.scene.changed
        let told: Score | undefined
        test.scene.change = (message) => {
          const session = test.scene.sessions.all.at(-1)
          if (message.type !== 'AMPLIFICATION' || session === undefined) return message
          told = scoreOf(test.scene.pairs, session, SIFTED)
          const exact = siftedLength(SIFTED, told, leakIn(session.views.corrector) + VERIFICATION)
          const length = more === 0 ? Math.floor(exact - CLOSE) : Math.floor(exact + CLOSE) + 1
          const octets = Array.from({ length: told.keyRounds + length - 1 }, () => test.scene.random.below(2) as Bit)
          return { ...message, length, seed: packed(octets) }
        }
        const session = await test.tried([COUNTS, TEST, BUDGET], SIFTED)
        test.need(test.scene.changed > before, 'there is a length to be changed')
        for (const clause of ['KEY-295', 'KEY-284']) test.checkReason(clause, session, 'reference', reason)
      }
    }
  },
  {
    name: 'key/published-bits',
    requirements: ['KEY-205'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      await test.start()
      const session = await test.distributed()
      const asked = leakIn(session.views.corrector)
      for (const end of ENDS) {
        const { published } = test.keyOf(session, end)
        test.check(
          'KEY-205',
          published === asked + VERIFICATION,
          `with ${asked} parities ${published} bits are published`
        )
      }
    }
  },
  {
    name: 'key/costs-of-parities',
    requirements: ['KEY-282'],
    capabilities: ['KEY.BBM92', 'KEY.DI'],
    scene,
    async play(test) {
      await test.start()
      const { random, pairs } = test.scene
      for (const [plan, cost] of [
        [{ ...BBM92, minimumLength: 0 }, 2],
        [{ ...SIFTED, threshold: 2_000_000, minimumLength: 0 }, 1]
      ] as const) {
        pairs.devices = withErrors(random, { z: cost === 2 ? 12 : 5, x: 0 })
        const session = await test.tried([COUNTS, TEST, ...(cost === 1 ? [NONE] : [])], plan)
        for (const end of ENDS) test.checkReason('KEY-282', session, end, BUDGET)
        const asked = leakIn(session.views.corrector)
        const most = Math.floor(plan.leakBudget / cost)
        test.check('KEY-282', asked <= most, `of ${plan.leakBudget} bits ${asked} parities are asked for`)
        // Had each cost more, fewer would have been; what is asked at once is far less than half of them.
        test.check('KEY-282', asked > 0.55 * most, `each of ${asked} parities counts as ${cost} of ${plan.leakBudget}`)
      }
    }
  },
  {
    name: 'key/stopped/progress-in-vain',
    requirements: ['APP-179'],
    capabilities: ['KEY.BBM92'],
    scene,
    async play(test) {
      await test.start()
      const { pairs } = test.scene
      pairs.interval = 1000 * SECOND
      pairs.fate = () => 'lost at the other end'
      const session = await test.open()
      await test.finished(session, 10_000_000 * SECOND)
      const { reference } = session.views
      const asked = reference.all('corrector', 'PROGRESS').length
      const answered = reference.messages.filter(({ by, message }) => by === 'reference' && message?.type === 'PROCEED')
      test.need(asked > 10, 'the corrector asks for PROGRESS')
      test.check('APP-179', answered.length <= MOST_PROGRESS, `${answered.length} are answered without a pair`)
      for (const end of ENDS) test.checkReason('APP-179', session, end, ROUNDS)
    }
  }
]
