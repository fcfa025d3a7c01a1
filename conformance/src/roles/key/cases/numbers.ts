import { QkdReason } from '@bellwire/wire'
import { werner, withErrors } from '../devices.js'
import { type Bit, flipped, packed } from '../distillation/bits.js'
import type { KeyScene } from '../key-scene.js'
import type { KeyCase } from '../key-test.js'
import { BBM92, BBM92_LENGTH, BBM92_SIZES, SHARED_TESTS } from '../plans.js'
import { Truth } from '../truth.js'
import type { End } from '../view.js'

const { keyRounds, testRounds, mostErrors } = BBM92_SIZES
const { AUTHENTICATION, LENGTH, TEST } = QkdReason

/** Outcomes of so many test rounds changed, by whom they are told, and with which reasons the ends find that. */
const ERRORS: readonly (readonly [number, readonly End[], Partial<Record<End, QkdReason>>])[] = [
  // Whoever goes on finds at the end that messages were changed.
  [mostErrors, ['corrector', 'reference'], { corrector: AUTHENTICATION, reference: AUTHENTICATION }],
  [mostErrors + 1, ['corrector'], { reference: TEST }],
  [mostErrors + 1, ['reference'], { corrector: TEST }]
]

/** Lengths that are asked for in the place of the corrector's, and with which reason the reference ends. */
const LENGTHS: readonly (readonly [number, QkdReason])[] = [
  [BBM92.minimumLength, AUTHENTICATION],
  [BBM92_LENGTH, AUTHENTICATION],
  [BBM92.minimumLength - 1, LENGTH],
  [BBM92_LENGTH + 1, LENGTH]
]

/** Bits of the seed for a length (section 9.6). */
function seedBits(length: number): number {
  return keyRounds + length - 1
}

/** The same octets with so many bits turned, the first ones. */
function withErrorsIn(octets: Uint8Array, errors: number): Uint8Array {
  let changed = octets
  for (let index = 0; index < errors; index++) changed = flipped(changed, index)
  return changed
}

/** Of 240 rounds, of which one in four is a test, with a threshold of 0.8: in double precision 60 · (1 − 0.8) is less. */
const MOST_LOST = 12

/** Outcomes of the corrector with which so many tests are lost, the first ones. */
function losing(scene: KeyScene, lost: number): Uint8Array {
  const session = scene.sessions.all.at(-1)
  if (session === undefined) return new Uint8Array(0)
  const truth = new Truth(scene.pairs, session, session.views.corrector)
  return packed(
    truth.published(0).map((index, place) => {
      const isTurned = truth.setting('corrector', index) === 1 && truth.setting('reference', index) === 1
      return ((truth.outcome('reference', index) + (isTurned ? 1 : 0) + (place < lost ? 1 : 0)) % 2) as Bit
    })
  )
}

/** What two implementations must compute alike (sections 9.10 to 9.12). */
export const numberCases: readonly KeyCase[] = [
  {
    name: 'key/numbers/sizes',
    requirements: ['KEY-285', 'KEY-288'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      await test.start()
      const { corrector } = (await test.distributed()).views
      for (const end of ['corrector', 'reference'] as const) {
        const { outcomes = [] } = corrector.of(end, 'OUTCOMES') ?? {}
        const isFit = outcomes.length === Math.ceil(testRounds / 8)
        test.check('KEY-288', isFit, `the ${end} publishes ${testRounds} outcomes: in ${outcomes.length} octets`)
      }
      const { length = 0, seed = [] } = corrector.of('corrector', 'AMPLIFICATION') ?? {}
      test.check('KEY-288', seed.length === Math.ceil(seedBits(length) / 8), `the raw key has ${keyRounds} bits`)
      test.check('KEY-285', length <= BBM92_LENGTH, `asked for are ${length} bits`)
    }
  },
  {
    name: 'key/numbers/errors-tolerated',
    requirements: ['KEY-290'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      scene.pairs.devices = withErrors(scene.random, { z: 0, x: 0 })
      for (const [errors, tellers, reasons] of ERRORS) {
        const nodes = tellers.map((end) => (end === 'corrector' ? scene.opener : scene.answerer))
        const before = scene.changed
        scene.change = (message, from) =>
          message.type === 'OUTCOMES' && nodes.includes(from)
            ? { ...message, outcomes: withErrorsIn(message.outcomes, errors) }
            : message
        const session = await test.tried([QkdReason.COUNTS])
        test.need(scene.changed > before, 'there are outcomes to be changed')
        for (const end of ['corrector', 'reference'] as const)
          if (reasons[end] !== undefined) test.checkReason('KEY-290', session, end, reasons[end])
      }
    }
  },
  {
    name: 'key/numbers/lost-tests-tolerated',
    requirements: ['KEY-281', 'KEY-292'],
    capabilities: ['KEY.DI'],
    scene: { kind: 'keep' },
    async play(test) {
      const { scene } = test
      await test.start()
      scene.pairs.devices = werner(scene.random, 0)
      for (const [lost, reason] of [
        [MOST_LOST, AUTHENTICATION],
        [MOST_LOST + 1, TEST]
      ] as const) {
        const before = scene.changed
        scene.change = (message, from) =>
          message.type === 'OUTCOMES' && from === scene.opener ? { ...message, outcomes: losing(scene, lost) } : message
        const session = await test.tried([QkdReason.COUNTS], { ...SHARED_TESTS, threshold: 800_000 })
        test.need(scene.changed > before, 'there are outcomes to be changed')
        for (const clause of ['KEY-281', 'KEY-292']) test.checkReason(clause, session, 'reference', reason)
      }
    }
  },
  {
    name: 'key/numbers/length-taken',
    requirements: ['KEY-286', 'KEY-291'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      for (const [length, reason] of LENGTHS) {
        const before = scene.changed
        const seed = packed(Array.from({ length: seedBits(length) }, () => scene.random.below(2) as Bit))
        scene.change = (message) => (message.type === 'AMPLIFICATION' ? { ...message, length, seed } : message)
        const session = await test.tried([QkdReason.COUNTS])
        test.need(scene.changed > before, 'there is a length to be changed')
        for (const clause of ['KEY-286', 'KEY-291']) test.checkReason(clause, session, 'reference', reason)
      }
    }
  }
]
