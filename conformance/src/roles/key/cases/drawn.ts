import { QkdReason } from '@bellwire/wire'
import type { SessionPlan } from '../../../subject/key.js'
import { werner } from '../devices.js'
import type { KeyCase, KeyTest } from '../key-test.js'
import { BBM92, SHARED_TESTS } from '../plans.js'
import type { Session } from '../sessions.js'

const ENDS = ['corrector', 'reference'] as const
const SESSIONS = 3

/** Two that draw for themselves have this share of their bits alike at most, of those that are drawn in halves. */
const MOST_ALIKE = 0.85

/** Nothing comes of it but its settings. */
const FEW_ROUNDS: SessionPlan = { ...SHARED_TESTS, probability: 2 ** 31, deviations: 8 }

/** What is drawn for a session, and when it is said (section 7.3). */
export const drawnCases: readonly KeyCase[] = [
  {
    name: 'key/drawn/for-each-session',
    requirements: ['APP-175'],
    capabilities: ['KEY.DI'],
    scene: { kind: 'keep' },
    play: (test) => playSessions(test, async () => undefined)
  },
  {
    name: 'key/drawn/for-each-process',
    requirements: ['APP-175'],
    capabilities: ['KEY.DI', 'KEY.RESTART'],
    scene: { kind: 'keep' },
    play: (test) =>
      playSessions(test, async ({ opener, answerer }) => {
        for (const node of [opener, answerer]) await test.scene.restart(node)
      })
  },
  {
    name: 'key/drawn/settings-too-early',
    requirements: ['APP-026', 'APP-027'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      await test.start()
      test.change('ROUNDS', () => ({
        type: 'INPUTS',
        settings: new Uint8Array(BBM92.rounds / 8),
        seed: new Uint8Array(16)
      }))
      const session = await test.open()
      await test.finished(session)
      const { reference } = session.views
      test.need(reference.of('corrector', 'INPUTS') !== undefined, 'settings are told before the list of rounds')
      test.check('APP-026', reference.of('reference', 'INPUTS') === undefined, 'nothing is said of settings in return')
      for (const clause of ['APP-026', 'APP-027']) test.checkReason(clause, session, 'reference', QkdReason.MESSAGE)
      test.checkNoKey('APP-026', session)
    }
  },
  {
    name: 'key/drawn/settings-of-a-list-without-an-answer',
    requirements: ['APP-026', 'APP-027'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      await test.start()
      let isList = false
      test.change('ROUNDS', (message) => {
        isList = true
        return message
      })
      test.change('PROCEED', (message) =>
        isList ? { type: 'INPUTS', settings: new Uint8Array(BBM92.rounds / 8), seed: new Uint8Array(0) } : message
      )
      const session = await test.open()
      await test.finished(session)
      test.need(test.scene.changed > 0, 'the list of rounds is answered by settings')
      const { corrector } = session.views
      test.check('APP-026', corrector.of('corrector', 'INPUTS') === undefined, 'nothing is said of settings')
      for (const clause of ['APP-026', 'APP-027']) test.checkReason(clause, session, 'corrector', QkdReason.MESSAGE)
      test.checkNoKey('APP-026', session)
    }
  }
]

/** Plays sessions one after the other. What the monitors do not see to: no settings are nearly those of another one. */
async function playSessions(test: KeyTest, between: (session: Session) => Promise<void>): Promise<void> {
  await test.start()
  test.scene.pairs.devices = werner(test.scene.random, 0)
  const seen: Record<(typeof ENDS)[number], Uint8Array[]> = { corrector: [], reference: [] }
  for (let time = 0; time < SESSIONS; time++) {
    const session = await test.open(FEW_ROUNDS)
    await test.finished(session)
    const { corrector } = session.views
    for (const end of ENDS) {
      const settings = corrector.of(end, 'INPUTS')?.settings
      test.need(settings !== undefined, `the ${end} tells its settings`)
      if (settings === undefined) return
      for (const other of seen[end])
        test.check(
          'APP-175',
          alike(settings, other) < MOST_ALIKE,
          `settings of the ${end} are not those of another session`
        )
      seen[end].push(settings)
    }
    await between(session)
  }
}

/** The share of bits of two that are the same. */
function alike(one: Uint8Array, other: Uint8Array): number {
  let same = 0
  for (const [place, octet] of one.entries())
    for (let bit = 0; bit < 8; bit++) same += (((octet ^ (other[place] ?? 0)) >> bit) & 1) === 0 ? 1 : 0
  return same / (8 * one.length)
}
