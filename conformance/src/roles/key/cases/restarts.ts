import { QkdReason } from '@bellwire/wire'
import { sameOctets } from '../distillation/bits.js'
import { SECOND } from '../key-scene.js'
import type { KeyCase, KeyTest } from '../key-test.js'
import type { Session } from '../sessions.js'

const CAPABILITIES = ['KEY.BBM92', 'KEY.RESTART']

/** Longer than an end waits for another word (section 7.3). */
const SILENCE = 4000 * SECOND

/** Processes that are killed, and begin again (APP-036). */
export const restartCases: readonly KeyCase[] = [
  ...(['corrector', 'reference'] as const).flatMap((end) =>
    (['PARITIES', 'VERIFIED'] as const).map(
      (type): KeyCase => ({
        name: `key/restart/${end}-after-${type.toLowerCase()}`,
        requirements: ['APP-036'],
        capabilities: CAPABILITIES,
        async play(test) {
          const { scene } = test
          await test.start()
          const session = await test.open()
          const { corrector } = session.views
          test.need(await scene.until(() => corrector.of('reference', type) !== undefined), `${type} has come`)
          await scene.restart(session.nodeOf(end))
          await test.finished(session, SILENCE)
          checkAtMostOneKey(test, session)
        }
      })
    )
  ),
  {
    name: 'key/restart/after-the-key',
    requirements: ['APP-036'],
    capabilities: CAPABILITIES,
    async play(test) {
      const { scene } = test
      await test.start()
      const session = await test.distributed()
      const frames = scene.happenings.flatMap((one) => (one.kind === 'came' ? [one] : []))
      const before = scene.happenings.length
      for (const end of ['corrector', 'reference'] as const) await scene.restart(session.nodeOf(end))
      for (const { node = 0, from, frame } of frames) await scene.inject(node, frame, from)
      await scene.pass(SECOND)
      const isAgain = scene.happenings.slice(before).some(({ kind }) => kind === 'key')
      test.check('APP-036', !isAgain, 'another process gives no key of a session out that is over')
    }
  },
  {
    name: 'key/restart/after-an-end-that-was-told',
    requirements: ['APP-147', 'APP-036'],
    capabilities: CAPABILITIES,
    async play(test) {
      const { scene } = test
      await test.start()
      const session = await test.open()
      const { corrector } = session.views
      test.need(await scene.until(() => corrector.of('reference', 'PARITIES') !== undefined), 'a session is under way')
      const { opener, dialogue } = session
      await scene.ask(opener, { type: 'stop', opener, dialogue })
      const isTold = await scene.until(() => corrector.of('corrector', 'FINISH') !== undefined)
      test.need(isTold, 'its end is told')
      await scene.restart(opener)
      await test.finished(session, SILENCE)
      const told = scene.happenings.flatMap((one) =>
        one.kind === 'sent' && one.node === opener && one.frame.type === 'ASK' ? [one.frame.body] : []
      )
      const last = corrector.messages.findLast(({ by }) => by === 'corrector')?.bytes ?? new Uint8Array(0)
      const words = told.filter((body) => sameOctets(body.subarray(1), last))
      test.check('APP-147', words.length > 1, 'another process asks the same FINISH')
      test.checkNoKey('APP-036', session)
    }
  },
  {
    name: 'key/restart/another-tag',
    requirements: ['KEY-275'],
    capabilities: CAPABILITIES,
    async play(test) {
      const { scene } = test
      await test.start()
      const session = await test.open()
      const { corrector } = session.views
      test.need(await scene.until(() => corrector.of('reference', 'PARITIES') !== undefined), 'a session is under way')
      const { opener, dialogue } = session
      // The other end does not hear that it is over, and would go on.
      scene.stage.way = (_frame, _from, to, delay) => (to === session.opener ? [delay] : [])
      await scene.ask(opener, { type: 'stop', opener, dialogue })
      const isTold = await scene.until(() => corrector.of('corrector', 'FINISH') !== undefined)
      test.need(isTold, 'a tag is made')
      await scene.restart(opener)
      scene.stage.way = (_frame, _from, _to, delay) => [delay]
      await test.finished(session, SILENCE)
      const said = corrector.all('corrector', 'FINISH')
      test.check('KEY-275', said.length === 1, `of one session ${said.length} tags are made`)
      test.checkNoKey('KEY-275', session)
    }
  },
  {
    name: 'key/restart/corrector-while-rounds-are-made',
    requirements: ['APP-145', 'APP-036'],
    capabilities: CAPABILITIES,
    async play(test) {
      const { scene } = test
      await test.start()
      const session = await test.open()
      test.need(await scene.until(() => scene.pairs.rounds.length > 500), 'rounds are made')
      await scene.restart(session.opener)
      await test.finished(session, SILENCE)
      // A node that writes each round down goes on; one that has lost rounds ends for that reason.
      const reason = session.reasons.get('corrector')
      test.check('APP-145', session.keys.size === 2 || reason === QkdReason.ROUNDS, `the corrector ends with ${reason}`)
      checkAtMostOneKey(test, session)
    }
  }
]

function checkAtMostOneKey(test: KeyTest, session: Session): void {
  const [one, other] = [...session.keys.values()]
  const number = test.scene.happenings.filter(
    (each) => each.kind === 'key' && each.key.dialogue === session.dialogue
  ).length
  const isNone = number === 0
  const isBoth = number === 2 && one !== undefined && other !== undefined && sameOctets(one.bytes, other.bytes)
  test.check('APP-036', isNone || isBoth, `a session goes on or is given up: ${number} keys`)
  test.check('APP-036', session.isOver, 'and ends at both ends')
}
