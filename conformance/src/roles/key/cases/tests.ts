import { QkdReason } from '@bellwire/wire'
import { intercepted, withErrors, X, Z } from '../devices.js'
import type { KeyCase } from '../key-test.js'
import { BBM92, BBM92_SIZES } from '../plans.js'
import { Truth } from '../truth.js'

/** Pairs that are not as they should be: BBM92. */
export const testCases: readonly KeyCase[] = [
  {
    name: 'key/bbm92/kept-pairs',
    requirements: ['APP-025', 'APP-040', 'KEY-200'],
    capabilities: ['KEY.BBM92'],
    scene: { kind: 'keep' },
    async play(test) {
      await test.start()
      const session = await test.honest()
      const measured = test.scene.pairs.rounds.filter(({ ends }) => ends.every((end) => end.measured !== undefined))
      test.check('APP-025', measured.length >= BBM92.rounds, 'each pair is measured at both ends')
      const isPlain = measured.every(({ ends }) =>
        ends.every((end) => [Z, X].some((one) => one === end.measured?.basis))
      )
      test.check('APP-025', isPlain, 'in Z or X')
      const [inputs, others] = [
        session.views.corrector.of('corrector', 'INPUTS'),
        session.views.corrector.of('reference', 'INPUTS')
      ]
      const octets = Math.ceil(BBM92.rounds / 8)
      test.check(
        'APP-040',
        inputs?.settings.length === octets && others?.settings.length === octets,
        'one bit a setting'
      )
      const truth = new Truth(test.scene.pairs, session, session.views.corrector)
      for (const end of ['corrector', 'reference'] as const) {
        const isInOrder = [...truth.rounds.keys()].every(
          (index) => truth.basis(end, truth.setting(end, index) ?? -1) === truth.at(end, index)?.measured?.basis
        )
        test.check(
          'KEY-200',
          isInOrder,
          `the settings of the ${end} begin with the most significant bit of the first octet`
        )
        const { outcomes } = session.views[end].of(end, 'OUTCOMES') ?? {}
        const unused = (8 - (BBM92_SIZES.testRounds % 8)) % 8
        const isFilled = outcomes === undefined || ((outcomes.at(-1) ?? 0) & (2 ** unused - 1)) === 0
        test.check('KEY-200', isFilled, `after the last of the outcomes of the ${end} come zeros`)
      }
    }
  },
  {
    name: 'key/bbm92/missing-pairs',
    requirements: ['APP-023', 'APP-024'],
    capabilities: ['KEY.BBM92'],
    scene: { kind: 'keep' },
    async play(test) {
      const { scene } = test
      await test.start()
      scene.pairs.devices = withErrors(scene.random, { z: 0, x: 0 })
      scene.pairs.fate = (round) =>
        round % 600 === 7
          ? 'lost at the other end'
          : round % 600 === 207
            ? 'expires at the other end'
            : round % 600 === 407
              ? 'expires where it was asked for'
              : 'sound'
      const session = await test.distributed()
      const { runs = [] } = session.views.corrector.of('corrector', 'ROUNDS') ?? {}
      const listed = runs.reduce((sum, { count }) => sum + count, 0)
      test.check('APP-023', listed === BBM92.rounds, 'all rounds are listed, those without an outcome too')
      const [, missing] = session.views.corrector.messages.filter(({ by }) => by === 'reference')
      const isCounted = missing?.message?.type === 'PROCEED' && missing.message.missing >= 5
      test.check('APP-023', isCounted, 'the reference says of how many it has no pair')
      test.check('APP-024', session.keys.size === 2, 'and counts them as +1')
    }
  },
  {
    name: 'key/bbm92/several-requests',
    requirements: ['APP-023'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      scene.pairs.most = 1200
      const session = await test.distributed()
      const asked = scene.happenings.filter((one) => one.kind === 'asked' && one.wish.type === 'create')
      test.check('APP-023', asked.length > 2, 'what is missing of the rounds is asked for again')
      test.check('APP-023', session.keys.size === 2, 'and all of them make the session')
    }
  },
  {
    name: 'key/bbm92/intercepted',
    requirements: ['APP-030', 'APP-035'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      scene.pairs.devices = intercepted(scene.random, 1)
      const session = await test.open()
      await test.finished(session)
      test.checkNoKey('APP-030', session)
      for (const end of ['reference', 'corrector'] as const) test.checkReason('APP-030', session, end, QkdReason.TEST)
      const said = session.views.reference.of('reference', 'FINISH')
      test.check('APP-035', said?.reason === QkdReason.TEST && said.tag.length === 16, 'it is said so, with a tag')
    }
  },
  {
    name: 'key/bbm92/errors-in-the-test',
    requirements: ['APP-030'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      scene.pairs.devices = withErrors(scene.random, { z: 200, x: 9 })
      const session = await test.open()
      await test.finished(session)
      test.checkNoKey('APP-030', session)
      for (const end of ['reference', 'corrector'] as const) test.checkReason('APP-030', session, end, QkdReason.TEST)
    }
  },
  {
    name: 'key/bbm92/errors-in-the-key',
    requirements: ['APP-031', 'KEY-206'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      scene.pairs.devices = withErrors(scene.random, { z: 8, x: 200 })
      const session = await test.open()
      await test.finished(session)
      test.checkNoKey('KEY-206', session)
      for (const end of ['reference', 'corrector'] as const) test.checkReason('APP-031', session, end, QkdReason.BUDGET)
    }
  },
  {
    name: 'key/bbm92/too-few-in-one-basis',
    requirements: ['APP-029', 'KEY-289'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      for (const share of [0.9, 0.3]) {
        scene.pairs.basis = () => (scene.random.uniform() < share ? Z : X)
        const session = await test.open()
        await test.finished(session)
        for (const clause of ['APP-029', 'KEY-289']) {
          test.checkNoKey(clause, session)
          for (const end of ['reference', 'corrector'] as const)
            test.checkReason(clause, session, end, QkdReason.COUNTS)
        }
      }
    }
  }
]
