import { QkdReason } from '@bellwire/wire'
import type { Random } from '../../../stage/random.js'
import { type Devices, intercepted, local, werner, Z } from '../devices.js'
import type { KeyCase } from '../key-test.js'
import { SHARED_TESTS, SIFTED } from '../plans.js'
import { Truth } from '../truth.js'

/** Who makes correlations without entanglement. */
const ADVERSARIES: readonly (readonly [string, (random: Random) => Devices])[] = [
  ['local-devices', local],
  ['intercepted', (random) => intercepted(random, 1)]
]

const ENDS = ['reference', 'corrector'] as const

/** Protocols whose devices are not trusted. */
export const deviceIndependentCases: readonly KeyCase[] = [
  {
    name: 'key/sifted',
    requirements: ['APP-025', 'APP-034', 'APP-040'],
    capabilities: ['KEY.DI'],
    scene: { kind: 'keep' },
    async play(test) {
      const { scene } = test
      await test.start()
      scene.pairs.devices = werner(scene.random, 0.01)
      const session = await test.distributed(SIFTED)
      const key = test.keyOf(session, 'reference')
      test.check('APP-034', key.chsh !== undefined && Math.abs(key.chsh - 2.77) < 0.5, `a key with its S: ${key.chsh}`)
      const truth = new Truth(scene.pairs, session, session.views.corrector)
      const settings = [...truth.rounds.keys()].map((index) => truth.setting('corrector', index))
      test.check(
        'APP-040',
        [0, 1, 2].every((one) => settings.includes(one)),
        'settings of the corrector are two bits each'
      )
      const shares = [0, 1, 2].map((one) => settings.filter((each) => each === one).length / settings.length)
      const isDrawn = shares.every((share, one) => Math.abs(share - (one === 2 ? 0.4 : 0.3)) < 0.06)
      test.check(
        'APP-025',
        isDrawn,
        `they are drawn as proposed: ${shares.map((share) => share.toFixed(2)).join(', ')}`
      )
    }
  },
  {
    name: 'key/sifted/missing-pairs',
    requirements: ['APP-023', 'APP-024'],
    capabilities: ['KEY.DI'],
    scene: { kind: 'keep' },
    async play(test) {
      const { scene } = test
      await test.start()
      scene.pairs.devices = werner(scene.random, 0)
      scene.pairs.fate = (round) =>
        round % 300 === 7 ? 'lost at the other end' : round % 300 === 107 ? 'expires at the other end' : 'sound'
      const session = await test.distributed({ ...SIFTED, threshold: 2_000_000 })
      const truth = new Truth(scene.pairs, session, session.views.corrector)
      const missing = [...truth.rounds.keys()].filter((index) => {
        const at = truth.at('reference', index)
        return at?.isDelivered === false || at?.isExpired === true
      })
      test.check('APP-023', missing.length >= 18, 'rounds without a pair at the reference are rounds')
      // The monitors have compared what is published with what was found.
      test.check('APP-024', session.views.corrector.of('reference', 'OUTCOMES') !== undefined, 'and count as +1')
    }
  },
  ...ADVERSARIES.map(
    ([what, devicesOf]): KeyCase => ({
      name: `key/sifted/${what}`,
      requirements: ['APP-030', 'APP-035'],
      capabilities: ['KEY.DI'],
      scene: { kind: 'keep' },
      async play(test) {
        const { scene } = test
        await test.start()
        scene.pairs.devices = devicesOf(scene.random)
        const session = await test.open(SIFTED)
        await test.finished(session)
        test.checkNoKey('APP-030', session)
        for (const end of ENDS) test.checkReason('APP-030', session, end, QkdReason.TEST)
        test.check('APP-035', session.views.reference.of('reference', 'FINISH')?.tag.length === 16, 'it is said so')
      }
    })
  ),
  {
    name: 'key/shared-tests/kinds',
    requirements: ['APP-039', 'APP-025', 'APP-034'],
    capabilities: ['KEY.DI'],
    scene: { kind: 'keep' },
    async play(test) {
      const { scene } = test
      await test.start()
      scene.pairs.devices = werner(scene.random, 0.01)
      const told = new Map<number, boolean>()
      let early = 0
      scene.sessions.listen((_session, end, { message }) => {
        if (message?.type === 'ROUND_KIND' && end === 'reference')
          told.set(scene.pairs.roundOf(message.pair, 0), message.test)
      })
      scene.stage.watch((happening) => {
        if (happening.kind === 'command' && happening.message.type === 'MEASURE' && !told.has(happening.message.qubit))
          early += 1
      })
      const session = await test.open(SHARED_TESTS)
      await test.finished(session)
      test.check('APP-039', told.size === SHARED_TESTS.rounds, 'the kind of each round is told')
      test.check('APP-039', early === 0, 'before either end measures it')
      const isFit = [...told].every(([round, isTest]) =>
        scene.pairs.rounds[round]?.ends.every(({ measured, node }) =>
          node === session.opener ? (measured?.basis !== Z) === isTest : isTest || measured?.basis === Z
        )
      )
      test.check('APP-025', isFit, 'both measure as the kind says')
      const tests = [...told.values()].filter(Boolean).length / told.size
      test.check('APP-039', Math.abs(tests - 0.25) < 0.15, `tests are drawn as proposed: ${tests.toFixed(2)}`)
      test.checkNoKey('APP-034', session)
    }
  },
  {
    name: 'key/shared-tests/other-kinds',
    requirements: ['APP-039'],
    capabilities: ['KEY.DI'],
    scene: { kind: 'keep' },
    async play(test) {
      const { scene } = test
      await test.start()
      // A key round in the place of a test: the settings of the other way about may make no sense, whatever was told.
      let first: number | undefined
      test.change('ROUND_KIND', (one) => {
        if (one.test) first ??= one.pair.headSequence
        return one.pair.headSequence === first ? { ...one, test: false } : one
      })
      const session = await test.open(SHARED_TESTS)
      await test.finished(session)
      test.need(scene.changed > 0, 'a test is told as a key round')
      test.checkNoKey('APP-039', session)
      test.checkReason('APP-039', session, 'reference', QkdReason.MESSAGE)
    }
  },
  {
    name: 'key/shared-tests/local-devices',
    requirements: ['APP-030'],
    capabilities: ['KEY.DI'],
    scene: { kind: 'keep' },
    async play(test) {
      const { scene } = test
      await test.start()
      scene.pairs.devices = local(scene.random)
      // Of all rounds half are tests; local devices win three of four.
      const session = await test.open({ ...SHARED_TESTS, rounds: 600, probability: 2 ** 31, threshold: 850_000 })
      await test.finished(session)
      test.checkNoKey('APP-030', session)
      for (const end of ENDS) test.checkReason('APP-030', session, end, QkdReason.TEST)
    }
  }
]
