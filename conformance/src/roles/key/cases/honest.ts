import { QkdReason } from '@bellwire/wire'
import { sameOctets } from '../distillation/bits.js'
import type { KeyCase } from '../key-test.js'
import { keyRoundsOf } from '../monitors/keys.js'
import { checkParities } from '../monitors/leak.js'
import { publishesTruth } from '../monitors/rounds.js'
import { areSecretsSent } from '../monitors/secrets.js'
import { BBM92, BBM92_LENGTH } from '../plans.js'
import { Truth } from '../truth.js'

/** Sessions with nothing in their way: BBM92. */
export const honestCases: readonly KeyCase[] = [
  {
    name: 'key/bbm92',
    requirements: ['APP-033', 'APP-034', 'APP-180', 'KEY-231', 'KEY-201', 'KEY-235', 'KEY-240', 'HAR-070', 'HAR-072'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      const session = await test.distributed()
      const answers = scene.happenings.filter(
        (one) => one.kind === 'answer' && one.answer.type === 'distributing' && one.answer.dialogue === session.dialogue
      )
      test.check('HAR-070', answers.length === 1, 'a session that is asked for is answered for once')
      const { corrector } = session.views
      const proposal = corrector.of('corrector', 'PROPOSAL')
      const isSaid = (Object.keys(BBM92) as (keyof typeof BBM92)[]).every(
        (field) => field === 'epsilons' || proposal?.[field] === BBM92[field]
      )
      test.check('HAR-072', isSaid, 'the PROPOSAL has what the program asked for')
      const [key, other] = [test.keyOf(session, 'corrector'), test.keyOf(session, 'reference')]
      test.check('KEY-231', sameOctets(key.bytes, other.bytes), 'both ends have the same key')
      // What else there is to a key the monitors have looked at when it came.
      test.check('KEY-235', key.length > 0, 'it is the key that its seed makes')
      test.check(
        'APP-034',
        key.length <= BBM92_LENGTH,
        `a key of ${key.length} bits; the analysis gives ${BBM92_LENGTH}`
      )
      test.check('APP-180', key.proof !== 'proof', 'a key that needs trusted measurements is told by another name')
      const drawn = [corrector.of('corrector', 'VERIFICATION')?.point, corrector.of('corrector', 'AMPLIFICATION')?.seed]
      test.check(
        'KEY-201',
        drawn.every((one) => new Set(one).size > 1),
        'the point and the seeds are drawn'
      )
      const finished = [corrector.of('corrector', 'FINISH'), corrector.of('reference', 'FINISH')]
      test.check(
        'APP-033',
        finished.every((one) => one?.tag.length === 16),
        'there is one tag in each direction'
      )
      test.check(
        'KEY-240',
        finished.every((one) => one?.reason === QkdReason.NONE),
        'which both find right'
      )
    }
  },
  {
    name: 'key/bbm92/distilled',
    requirements: ['APP-037', 'APP-042', 'KEY-210', 'KEY-217', 'KEY-230'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      const session = await test.honest()
      const view = session.views.reference
      for (const end of ['corrector', 'reference'] as const)
        test.check('APP-042', publishesTruth(scene, session, end), `the ${end} publishes the sample that the seed says`)
      const truth = new Truth(scene.pairs, session, view)
      const rounds = keyRoundsOf(truth, view) ?? []
      test.check('KEY-230', rounds.length > 0, 'the tag is that of the reference’s raw key')
      const wrong: string[] = []
      const raw = rounds.map((index) => truth.outcome('reference', index))
      checkParities(view, raw, (_clause, message) => void wrong.push(message))
      test.need(view.all('reference', 'PARITIES').length > 0, 'parities are asked for')
      for (const clause of ['KEY-210', 'KEY-217'])
        test.check(clause, wrong.length === 0, `parities are those of the raw key: ${wrong[0] ?? 'all'}`)
      test.check('APP-037', !areSecretsSent(scene, session), 'no octets of keys or outcomes are in frames')
    }
  }
]
