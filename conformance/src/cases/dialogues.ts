import { type Answer as AnswerFrame, type Ask, ErrorCode } from '@bellwire/wire'
import { DrawnNumbers } from '../statistics/drawn-numbers.js'
import type { Answer } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE } from './steps.js'

const SECOND = 1_000_000_000
const PURPOSE = 9
const NOBODYS = 11

/** Numbers after which a case does not go on, and dialogues at one time that no subject has room for (section 12.5). */
const MOST = 200
const TOO_MANY = 4096

/** For how long answers are kept at most, as a power of two, seconds (section 12.5). */
const LONGEST = 12

const capabilities = ['APP.DIALOGUE']

/** Steps of question and answer, each of them once (section 7.1). */
export const dialogueCases: readonly Case[] = [
  {
    name: 'applications/answers-each-step-once',
    requirements: ['APP-002', 'APP-003'],
    capabilities,
    async play(test) {
      await answering(test)
      for (const step of [0, 1, 2]) {
        for (let time = 0; time < 3; time++) {
          const [answer, ...more] = await ask(test, { step, body: Uint8Array.of(40 + step) })
          const isSame = answer?.error === 0 && answer.step === step && answer.body.join() === String(40 + step)
          test.check('APP-003', isSame && more.length === 0, `step ${step} is answered as it is, whenever it comes`)
        }
        test.check('APP-003', steps(test, step).length === 1, `step ${step} is put to the program once`)
        for (const other of [step - 1, step + 2].filter((one) => one >= 0)) {
          const answers = await ask(test, { step: other })
          const isPut = steps(test, other).length > Number(other < step)
          test.check('APP-002', answers.length === 0 && !isPut, `step ${other} is ignored after step ${step}`)
        }
      }
    }
  },
  {
    name: 'applications/asked-in-vain',
    requirements: ['APP-006'],
    capabilities,
    async play(test) {
      await answering(test)
      const refused = async (fields: Partial<Ask>): Promise<number | undefined> => {
        const [answer, ...more] = await ask(test, fields)
        test.check('APP-006', more.length === 0, 'an ASK is answered once')
        return answer?.error
      }
      for (const step of [0, 1]) {
        const nobody = await refused({ purpose: NOBODYS, dialogue: 50 + step, step })
        const right: readonly number[] = step === 0 ? [ErrorCode.REJECTED] : [ErrorCode.REJECTED, ErrorCode.EXPIRE]
        test.check('APP-006', right.includes(nobody ?? -1), `step ${step} for a purpose of nobody gets ${nobody}`)
      }
      for (const step of [1, 5]) {
        const unknown = await refused({ dialogue: 60 + step, step })
        test.check('APP-006', unknown === ErrorCode.EXPIRE, `step ${step} of no dialogue gets ${unknown}`)
        test.check('APP-006', steps(test, step).length === 0, 'and is put to nobody')
      }
    }
  },
  {
    name: 'applications/answers-are-kept-for-their-time',
    requirements: ['APP-005'],
    capabilities,
    async play(test) {
      await answering(test)
      let kept = 0
      // Every dialogue is asked again once: that is what its time is counted from.
      for (let power = 0; power <= LONGEST; power++) {
        const dialogue = 100 + power
        await ask(test, { dialogue })
        await test.scene.pass(2 ** power * SECOND)
        const [answer] = await ask(test, { dialogue })
        const isKept = answer?.error === 0 && asked(test, dialogue).length === 1
        if (!isKept) break
        kept = 2 ** power
      }
      test.must('APP-005', kept > 0, 'an answer is kept for a while')
      test.check('APP-005', kept < 2 ** LONGEST, 'and not for ever')
      // Together these are longer than it is kept.
      const dialogue = 99
      await ask(test, { dialogue })
      for (let time = 0; time < 4; time++) {
        await test.scene.pass(0.9 * kept * SECOND)
        const [again] = await ask(test, { dialogue })
        test.check('APP-005', again?.error === 0, 'its time is counted from the last ASK on')
      }
      test.check('APP-005', asked(test, dialogue).length === 1, 'so that the dialogue is known all the time')
      await test.scene.pass(2 ** (1 + LONGEST) * SECOND)
      const [gone] = await ask(test, { dialogue, step: 1 })
      test.check('APP-005', gone?.error === ErrorCode.EXPIRE, `after that it is not known: ${gone?.error}`)
    }
  },
  {
    name: 'applications/room-for-dialogues',
    requirements: ['APP-007'],
    capabilities,
    async play(test) {
      await answering(test)
      const { peer } = test.scene
      let opened = 0
      let refused = 0
      for (; opened < TOO_MANY && refused === 0; opened++) {
        const since = test.scene.happenings.length
        await test.scene.stage.deliver(peer.node, askOf({ dialogue: 1000 + opened }))
        for (const one of test.scene.happenings.slice(since))
          if (one.kind === 'sent' && one.frame.type === 'ANSWER') refused = one.frame.error
      }
      test.check('APP-007', refused === ErrorCode.NORES, `dialogue ${opened} of one peer gets ${refused}`)
      test.need(opened > 1, 'some are open')
      const [first] = await ask(test, { dialogue: 1000, step: 1 })
      test.check('APP-007', first?.error === 0, 'those that are open go on')
      test.check('APP-007', asked(test, 999 + opened).length === 0, 'one beyond the bound is put to nobody')
    }
  },
  {
    name: 'applications/numbers-of-dialogues',
    requirements: ['APP-001'],
    capabilities,
    async play(test) {
      const { scene } = test
      const { peer } = scene
      await test.up()
      const numbers = new DrawnNumbers({ 'number of a dialogue': 'APP-001' })
      for (let time = 0; time < MOST && !numbers.isDecided; time++) {
        const before = questions(test).length
        await scene.stage.ask({ type: 'converse', peer: peer.node, purpose: PURPOSE, steps: 1 })
        const [question] = questions(test).slice(before)
        test.need(question !== undefined, 'a dialogue is opened')
        if (question !== undefined) numbers.add('number of a dialogue', question.dialogue)
      }
      numbers.judge(test)
      const all = questions(test).map(({ dialogue }) => dialogue)
      test.check('APP-001', new Set(all).size === all.length, 'no two that are open have the same number')
    }
  },
  {
    name: 'applications/asks-until-it-is-answered',
    requirements: ['APP-004', 'APP-002'],
    capabilities,
    async play(test) {
      const { scene } = test
      const { peer, stage } = scene
      await test.up()
      await stage.ask({ type: 'converse', peer: peer.node, purpose: PURPOSE, steps: 3 })
      for (const step of [0, 1, 2]) {
        const times = (): readonly number[] => timesOf(test, step)
        test.must('APP-004', await scene.until(() => times().length >= 5, 100 * SECOND), `step ${step} is asked again`)
        const waits = times()
          .slice(1)
          .map((time, index) => time - (times()[index] ?? 0))
        const longest = Math.max(...waits)
        const isDoubled = waits.every((wait, index) => {
          const before = waits[index - 1]
          return (
            before === undefined || wait === 2 * before || (wait === longest && wait >= before && wait <= 2 * before)
          )
        })
        test.check('APP-004', isDoubled, `step ${step} is asked again after ${waits.map((one) => one / 1e6).join()} ms`)
        const question = questions(test).findLast((one) => one.step === step)
        test.need(question !== undefined, 'there is a question')
        if (question === undefined) return
        for (const other of [step + 1, step - 1].filter((one) => one >= 0)) {
          await reply(test, { ...question, step: other })
          const isTaken = questions(test).some((one) => one.step > step) || conversed(test).length > 0
          test.check('APP-002', !isTaken, `an ANSWER to step ${other} is ignored while step ${step} is asked`)
        }
        await reply(test, question)
        await scene.pass(A_WHILE)
        const count = times().length
        await reply(test, question)
        await scene.pass(30 * SECOND)
        test.check('APP-004', times().length === count, `step ${step} is not asked when it is answered`)
        if (step < 2) test.check('APP-002', conversed(test).length === 0, 'and an ANSWER that comes again is ignored')
      }
      test.check('APP-002', conversed(test).join() === '0', `all steps are answered: ${conversed(test).join()}`)
    }
  }
]

/** The link is up, and a program answers. */
async function answering(test: Test): Promise<void> {
  await test.up()
  await test.scene.stage.ask({ type: 'reply', purpose: PURPOSE })
}

function askOf(fields: Partial<Ask>): Ask {
  return { type: 'ASK', dialogue: 77, purpose: PURPOSE, step: 0, body: Uint8Array.of(1), ...fields }
}

/** The peer asks. Returns what it is answered. */
async function ask(test: Test, fields: Partial<Ask> = {}): Promise<readonly AnswerFrame[]> {
  const before = said(test).length
  const question = askOf(fields)
  await test.scene.stage.deliver(test.scene.peer.node, question)
  await test.scene.pass(A_WHILE)
  return said(test)
    .slice(before)
    .filter(({ dialogue, purpose }) => dialogue === question.dialogue && purpose === question.purpose)
}

/** The peer answers. */
async function reply(test: Test, { dialogue, purpose, step }: Ask): Promise<void> {
  const frame = { type: 'ANSWER', dialogue, purpose, step, body: new Uint8Array(0), error: 0 } as const
  await test.scene.stage.deliver(test.scene.peer.node, frame)
}

function said({ scene }: Test): readonly AnswerFrame[] {
  return scene.sent('ANSWER')
}

function questions({ scene }: Test): readonly Ask[] {
  return scene.sent('ASK').filter(({ purpose }) => purpose === PURPOSE)
}

function timesOf({ scene }: Test, step: number): readonly number[] {
  return scene.happenings.flatMap((one) =>
    one.kind === 'sent' && one.frame.type === 'ASK' && one.frame.step === step ? [one.time] : []
  )
}

type Asked = Extract<Answer, { type: 'asked' }>

function asked({ scene }: Test, dialogue?: number): readonly Asked[] {
  return scene.answers.filter(
    (one): one is Asked => one.type === 'asked' && (dialogue === undefined || one.dialogue === dialogue)
  )
}

function steps(test: Test, step: number): readonly Asked[] {
  return asked(test).filter((one) => one.step === step)
}

/** With what the dialogues are over that the node has opened. */
function conversed({ scene }: Test): readonly number[] {
  return scene.answers.flatMap((one) => (one.type === 'conversed' ? [one.reason] : []))
}
