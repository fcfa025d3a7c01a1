import type { Frame } from '@bellwire/wire'
import { sameOctets } from '../distillation/bits.js'
import { MILLISECOND, SECOND } from '../key-scene.js'
import type { KeyCase, KeyTest } from '../key-test.js'
import { BBM92 } from '../plans.js'
import type { Session } from '../sessions.js'
import { messageIn } from '../view.js'

/** Longer than an end waits for another word (section 7.3). */
const SILENCE = 4000 * SECOND

/** Between the names of pairs that follow each other: no two are in one run. */
const STRIDE = 2 ** 20

/** Frames that come twice, late, again, to the wrong end, or never. */
export const carriedCases: readonly KeyCase[] = [
  {
    name: 'key/carried/doubled-and-late',
    requirements: ['APP-002', 'APP-003', 'APP-036'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      // Most come twice, some of them after the next question.
      scene.stage.way = (_frame, _from, _to, delay) => [delay, delay * (1 + scene.random.below(8))]
      checkOneKey(test, await test.honest(), ['APP-002', 'APP-003', 'APP-036'])
    }
  },
  {
    name: 'key/carried/lost',
    requirements: ['APP-003', 'APP-004'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      scene.stage.way = (_frame, _from, _to, delay) => (scene.random.below(4) === 0 ? [] : [delay])
      checkOneKey(test, await test.honest(), ['APP-003', 'APP-004'])
      test.need(
        scene.happenings.some(({ kind }) => kind === 'lost'),
        'frames are lost'
      )
    }
  },
  {
    name: 'key/carried/long-messages',
    requirements: ['APP-028'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      scene.pairs.stride = STRIDE
      const session = await test.honest()
      const bodies = scene.happenings.flatMap((one) =>
        one.kind === 'sent' && (one.frame.type === 'ASK' || one.frame.type === 'ANSWER') ? [one.frame] : []
      )
      const begun = bodies.filter(({ type, body }) => type === 'ASK' && body[0] === 1)
      test.check('APP-028', begun.length > 0, 'a list of rounds that one frame does not hold is said in several')
      for (const { dialogue, step } of begun) {
        const isOfStep = (one: Frame): boolean =>
          one.type === 'ANSWER' && one.error === 0 && one.dialogue === dialogue && one.step === step
        const answers = bodies.filter(isOfStep)
        const isEmpty = answers.every(({ body }) => body.length === 0)
        test.check('APP-028', isEmpty, `a body that begins with 1, in step ${step}, is answered by an empty one`)
      }
      for (const end of ['corrector', 'reference'] as const)
        test.check(
          'APP-028',
          session.views[end].of('corrector', 'ROUNDS') !== undefined,
          `the list is whole at the ${end}`
        )
      checkOneKey(test, session, ['APP-028'])
    }
  },
  {
    name: 'key/carried/again',
    requirements: ['APP-002', 'APP-036'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      const session = await test.distributed()
      const frames = scene.happenings.flatMap((one) => (one.kind === 'came' ? [one] : []))
      const before = scene.happenings.length
      for (const { node = 0, from, frame } of frames) await scene.inject(node, frame, from)
      await scene.pass(SECOND)
      const after = scene.happenings.slice(before)
      test.check('APP-036', !after.some(({ kind }) => kind === 'key'), 'frames of a session that is over bring no key')
      const asked = after.filter((one) => one.kind === 'sent' && one.frame.type === 'ASK')
      test.check('APP-002', asked.length === 0, 'nor another question')
      const answers = after.flatMap((one) =>
        one.kind === 'sent' && one.frame.type === 'ANSWER' ? [one.frame.step] : []
      )
      test.check('APP-002', new Set(answers).size <= 1, 'and none is answered but the last')
      checkOneKey(test, session, ['APP-036'])
    }
  },
  {
    name: 'key/carried/reflected',
    requirements: ['APP-033'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      // What a node says comes back to it as if the other one had said it.
      scene.beside = (frame, from, to) => [{ node: from, from: to, frame }]
      const session = await test.open()
      await test.finished(session)
      const keys = [...session.keys.values()]
      test.check(
        'APP-033',
        keys.every((one) => keys.every((other) => sameOctets(one.bytes, other.bytes))),
        'no two keys differ'
      )
      const others = scene.sessions.all.filter((one) => one !== session)
      test.check(
        'APP-033',
        others.every((one) => one.keys.size === 0),
        'a node makes no key with itself'
      )
    }
  },
  {
    name: 'key/carried/of-a-stranger',
    requirements: ['APP-033', 'APP-002'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      // A third node knows the dialogue, and is always the first to speak.
      scene.beside = (frame, _from, node) =>
        frame.type === 'ANSWER' ? [{ node, from: 99, frame: { ...frame, body: Uint8Array.of(0, 0xff) } }] : []
      checkOneKey(test, await test.honest(), ['APP-033', 'APP-002'])
    }
  },
  {
    name: 'key/carried/of-other-steps',
    requirements: ['APP-002'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      // One that is over, and one that is to come, before each that is asked or answered.
      scene.beside = (frame, from, node) =>
        frame.type === 'ASK' || frame.type === 'ANSWER'
          ? [frame.step - 1, frame.step + 2]
              .filter((step) => step >= 0)
              .map((step) => ({ node, from, frame: { ...frame, step } }))
          : []
      checkOneKey(test, await test.honest(), ['APP-002'])
    }
  },
  {
    name: 'key/carried/words-of-a-former-session',
    requirements: ['APP-033', 'KEY-241'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      const former = await test.distributed()
      const [seed, finish] = [
        former.views.corrector.of('corrector', 'AMPLIFICATION'),
        former.views.corrector.of('corrector', 'FINISH')
      ]
      test.need(seed !== undefined && finish !== undefined, 'a session is over')
      for (const word of [seed, finish]) {
        if (word === undefined) continue
        scene.change = (message, from) => (from === scene.opener && message.type === word.type ? word : message)
        const session = await test.open()
        await test.finished(session)
        for (const clause of ['APP-033', 'KEY-241']) test.checkNoKey(clause, session)
      }
    }
  },
  ...(['AGREEMENT', 'PARITIES', 'VERIFIED'] as const).map(
    (type): KeyCase => ({
      name: `key/carried/nothing-after-${type.toLowerCase()}`,
      requirements: ['HAR-071', 'APP-034'],
      capabilities: ['KEY.BBM92'],
      async play(test) {
        const { scene } = test
        await test.start()
        let isOut = false
        scene.stage.way = (frame, _from, _to, delay) => {
          if (isOf(frame, type)) isOut = true
          return isOut ? [] : [delay]
        }
        const session = await test.open()
        await test.finished(session, SILENCE)
        test.need(isOut, `${type} is said`)
        test.checkNoKey('APP-034', session)
        const reasons = [...session.reasons.values()]
        test.check('HAR-071', reasons.length === 2 && !reasons.includes(0), 'each end gives up by itself, for a reason')
      }
    })
  ),
  {
    name: 'key/carried/last-word-lost',
    requirements: ['APP-003', 'APP-034'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      let lost = 0
      // The reference has its key; the corrector hears of it later, or never.
      scene.stage.way = (frame, _from, _to, delay) => {
        if (frame.type !== 'ANSWER' || !isOf(frame, 'FINISH') || lost >= 3) return [delay]
        lost += 1
        return []
      }
      const session = await test.honest()
      test.need(lost === 3, 'the answer is lost three times')
      checkOneKey(test, session, ['APP-003', 'APP-034'])
    }
  },
  {
    name: 'key/carried/slow-pairs',
    requirements: ['APP-038'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      const { scene } = test
      await test.start()
      scene.pairs.interval = 500 * MILLISECOND
      const session = await test.open()
      await test.finished(session, BBM92.rounds * SECOND)
      const asked = scene.happenings.flatMap((one) =>
        one.kind === 'sent' && one.frame.type === 'ASK' ? [one.time] : []
      )
      const longest = Math.max(...asked.map((time, index) => time - (asked[index - 1] ?? time)))
      test.check('APP-038', longest < LIFETIME, `a question at least every 600 s: ${longest / SECOND} s`)
      test.need(asked.length > 3, 'there are questions while rounds are made')
      checkOneKey(test, session, ['APP-038'])
    }
  }
]

/** Nanoseconds: of a dialogue that nothing is asked in (section 7.1). */
const LIFETIME = 600 * SECOND

function checkOneKey(test: KeyTest, session: Session, clauses: readonly string[]): void {
  const [one, other] = [...session.keys.values()]
  const number = test.scene.happenings.filter(
    (each) => each.kind === 'key' && each.key.dialogue === session.dialogue
  ).length
  const isOne = one !== undefined && other !== undefined && sameOctets(one.bytes, other.bytes) && number === 2
  for (const clause of clauses)
    test.check(clause, isOne, `each end gives one key out, and both the same: ${number} keys`)
}

function isOf(frame: Frame, type: string): boolean {
  return (frame.type === 'ASK' || frame.type === 'ANSWER') && messageIn(frame.body.subarray(1))?.type === type
}
