import { QkdReason } from '@bellwire/wire'
import type { SessionPlan } from '../../../subject/key.js'
import { judgeCascade } from '../corrected.js'
import { winning } from '../devices.js'
import { accumulatedLength } from '../distillation/accumulated.js'
import { type Bit, packed, sameOctets } from '../distillation/bits.js'
import { SECOND } from '../key-scene.js'
import type { KeyCase, KeyTest } from '../key-test.js'
import { NOISY_SHARED, SHORT_SHARED } from '../plans.js'
import type { Session } from '../sessions.js'
import { Truth } from '../truth.js'

const { AUTHENTICATION, COUNTS, LENGTH, TEST } = QkdReason

/** A length that is told from another one: nearer to a whole number two nodes may differ (KEY-284). */
const CLOSE = 1 / 64

/** Longer than an end waits for another word (section 7.3). */
const SILENCE = 4000 * SECOND

/** Standard deviations that a share of flips is off at most. */
const SIGMAS = 5

/** More bits that the corrector may leave than it must. */
const LEFT = 8

const capabilities = ['KEY.DI']
const scene = { kind: 'keep' } as const

/** Sessions with shared tests that make a key, and noise that makes it longer (sections 9.9 and 9.12). */
export const noiseCases: readonly KeyCase[] = [
  takesLength('key/shared-tests/length', ['KEY-293', 'KEY-284'], SHORT_SHARED),
  takesLength('key/noise/length', ['KEY-270'], NOISY_SHARED),
  {
    name: 'key/noise/flips',
    requirements: ['KEY-265', 'KEY-266', 'KEY-269', 'KEY-270'],
    capabilities,
    scene,
    async play(test) {
      await test.start()
      test.scene.pairs.devices = winning(test.scene.random)
      const session = await test.honest(NOISY_SHARED)
      checkFlips(test, session, NOISY_SHARED)
      const asked = session.views.corrector.of('corrector', 'AMPLIFICATION')
      const length = accumulatedLength(NOISY_SHARED)
      test.need(asked !== undefined, 'the corrector asks for a key')
      const isFit = asked !== undefined && asked.length <= length - CLOSE / 2 && asked.length >= length - LEFT
      test.check('KEY-270', isFit, `a key of ${asked?.length} bits is asked for, of ${length.toFixed(2)}`)
    }
  },
  {
    name: 'key/noise/reference-killed',
    requirements: ['KEY-268'],
    capabilities: ['KEY.DI', 'KEY.RESTART'],
    scene,
    async play(test) {
      await test.start()
      test.scene.pairs.devices = winning(test.scene.random)
      // What is asked first is asked again: it is the same key, with the same noise.
      let first: Uint8Array | undefined
      test.change('QUERIES', (message) => {
        if (first !== undefined && message.seed.length === 0) return { ...message, queries: first }
        first = message.queries
        return message
      })
      const session = await test.open(NOISY_SHARED)
      const { reference } = session.views
      const isAnswered = await test.scene.until(() => reference.of('reference', 'PARITIES') !== undefined)
      test.need(isAnswered, 'the reference answers parities')
      await test.scene.restart(session.nodeOf('reference'))
      const isToldAgain = (): boolean => reference.all('reference', 'PARITIES').length > 1
      await test.scene.until(() => isToldAgain() || session.isOver, SILENCE)
      test.need(reference.all('corrector', 'QUERIES').length > 1, 'it is asked again')
      const [told, again] = reference.all('reference', 'PARITIES')
      const isSame = again === undefined || (told !== undefined && sameOctets(told.parities, again.parities))
      test.check('KEY-268', isSame, 'another process tells the parities of the same key, or none')
      test.check('KEY-268', await test.finished(session, SILENCE), 'and the session comes to its end')
    }
  }
]

function rateOf({ probability, flips, expectedChsh, expectedQber }: SessionPlan): number {
  const [gamma, q] = [probability / 2 ** 32, flips / 2 ** 32]
  return (1 - gamma) * (q + (1 - 2 * q) * (expectedQber / 1e6)) + gamma * ((4 - expectedChsh / 1e6) / 8)
}

/** What is corrected to is the reference's raw key, but for what it has flipped. */
function checkFlips(test: KeyTest, session: Session, plan: SessionPlan): void {
  const truth = new Truth(test.scene.pairs, session, session.views.corrector)
  const rounds = [...truth.rounds.keys()]
  const isTest = rounds.map((index) => truth.setting('corrector', index) !== 2)
  const raw = rounds.map((index) => {
    const isTurned = truth.setting('corrector', index) === 1 && truth.setting('reference', index) === 1
    return (truth.outcome('corrector', index) ^ (isTurned ? 1 : 0)) as Bit
  })
  const rate = rateOf(plan)
  const corrected = judgeCascade(test, session, {
    raw,
    variant: plan.reconciliation,
    rate,
    rateClauses: ['KEY-269', 'KEY-296']
  })
  if (corrected === undefined) return
  const flipped = rounds.filter((index) => corrected[index] !== truth.outcome('reference', index))
  const tests = flipped.filter((index) => isTest[index])
  test.check('KEY-266', tests.length === 0, `${tests.length} bits of tests are flipped`)
  const others = isTest.filter((one) => !one).length
  const q = plan.flips / 2 ** 32
  const expected = others * q
  const share = flipped.length - tests.length
  const isShare = Math.abs(share - expected) <= SIGMAS * Math.sqrt(expected * (1 - q))
  test.check(
    'KEY-265',
    isShare,
    `of ${others} bits that are of no test ${share} are flipped, with a probability of ${q}`
  )
}

/** The reference takes the length that the analysis gives, and no longer one. */
function takesLength(name: string, requirements: readonly string[], plan: SessionPlan): KeyCase {
  return {
    name,
    requirements,
    capabilities,
    scene,
    async play(test) {
      await test.start()
      test.scene.pairs.devices = winning(test.scene.random)
      const exact = accumulatedLength(plan)
      for (const [length, reason] of [
        [Math.floor(exact - CLOSE), AUTHENTICATION],
        [Math.floor(exact + CLOSE) + 1, LENGTH]
      ] as const) {
        const before = test.scene.changed
        test.scene.change = (message) => {
          if (message.type !== 'AMPLIFICATION') return message
          const octets = Array.from({ length: plan.rounds + length - 1 }, () => test.scene.random.below(2) as Bit)
          return { ...message, length, seed: packed(octets) }
        }
        const session = await test.tried([COUNTS, TEST], plan)
        test.need(test.scene.changed > before, 'there is a length to be changed')
        for (const clause of requirements) test.checkReason(clause, session, 'reference', reason)
      }
    }
  }
}
