import { QkdAnalysis, QkdReason } from '@bellwire/wire'
import type { SessionPlan } from '../../../subject/key.js'
import type { KeyCase } from '../key-test.js'
import { BBM92 } from '../plans.js'
import { messageIn } from '../view.js'

/** Parameters with which there is no session: what is wrong, the clauses, and what is otherwise. */
const REFUSED: readonly (readonly [string, readonly [string, ...string[]], Partial<SessionPlan>])[] = [
  ['analysis-of-another-protocol', ['APP-022', 'KEY-280'], { analysis: QkdAnalysis.COMPLEMENTARITY_AZUMA }],
  ['no-epsilons', ['APP-022', 'KEY-280'], { epsilons: [] }],
  ['more-epsilons', ['KEY-280'], { epsilons: [...BBM92.epsilons, ...BBM92.epsilons] }],
  ['no-expected-errors', ['KEY-280'], { expectedQber: 0 }],
  // It is no probability.
  ['epsilon-of-one', ['APP-022', 'KEY-280'], { epsilons: [{ mantissa: 1, exponent: 0 }, ...BBM92.epsilons.slice(1)] }],
  ['too-few-rounds', ['APP-022', 'APP-182'], { rounds: 4 }],
  ['length-beyond-the-analysis', ['APP-182'], { minimumLength: 1000 }],
  ['noise-for-bbm92', ['KEY-271'], { flips: 2 ** 28 }],
  // Of 1001 key rounds two that differ have one tag with a probability of 16 / 2^64.
  [
    'correctness-beyond-the-tag',
    ['KEY-277'],
    { epsilons: [...BBM92.epsilons.slice(0, 1), { mantissa: 8, exponent: 19 }] }
  ]
]

/** What is not agreed to (section 7.3). */
export const proposalCases: readonly KeyCase[] = [
  ...REFUSED.map(
    ([what, clauses, fields]): KeyCase => ({
      name: `key/refused/${what}`,
      requirements: clauses,
      capabilities: ['KEY.BBM92'],
      async play(test) {
        const { scene } = test
        await test.start()
        // No honest end makes such a proposal: somebody has changed it.
        test.change('PROPOSAL', (one) => ({ ...one, ...fields }))
        const session = await test.open()
        await test.finished(session)
        const answer = session.views.reference.messages.at(-1)?.message
        for (const clause of clauses) {
          const isRefused = answer?.type === 'FINISH' && answer.reason === QkdReason.POLICY
          test.check(clause, isRefused, 'the proposal is answered by FINISH with the reason POLICY')
          test.checkReason(clause, session, 'corrector', QkdReason.POLICY)
          test.check(clause, session.keys.size === 0 && scene.pairs.rounds.length === 0, 'and there is no session')
        }
      }
    })
  ),
  {
    name: 'key/refused/not-proposed',
    requirements: ['APP-182', 'KEY-271', 'HAR-070'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      for (const [clause, fields] of [
        ['APP-182', { minimumLength: 1000 }],
        ['KEY-271', { flips: 2 ** 28 }]
      ] as const) {
        const reason = await scene.open({ ...BBM92, ...fields })
        test.check('HAR-070', reason !== undefined, 'what is asked is answered at once')
        test.check(clause, reason === QkdReason.POLICY, 'no such session is opened')
        await scene.pass(1_000_000)
        test.check(clause, !scene.happenings.some(({ kind }) => kind === 'sent'), 'and nothing proposed')
      }
    }
  },
  {
    name: 'key/refused/of-another-node',
    requirements: ['APP-022'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      const stranger = 99
      // What an honest end proposes comes in the name of another one, too.
      scene.beside = (frame, _from, node) =>
        frame.type === 'ASK'
          ? [{ node, from: stranger, frame: { ...frame, dialogue: (frame.dialogue ^ 1) >>> 0 } }]
          : []
      const session = await test.distributed()
      const answers = scene.happenings.flatMap((one) =>
        one.kind === 'sent' && one.to === stranger && one.frame.type === 'ANSWER' ? [one.frame] : []
      )
      test.need(answers.length > 0, 'somebody else has asked')
      const said = answers.filter(({ error }) => error === 0).map(({ body }) => messageIn(body.subarray(1)))
      const isRefused = said.every((one) => one?.type === 'FINISH' && one.reason !== 0)
      test.check('APP-022', isRefused, 'with a node that it has no sessions with a node has none')
      test.check('APP-022', session.keys.size === 2, 'and the session under way goes on')
    }
  }
]
