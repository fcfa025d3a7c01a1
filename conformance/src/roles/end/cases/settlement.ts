import { ErrorCode, type Settle } from '@bellwire/wire'
import type { PlayedEndCase, EndTest } from '../end-test.js'
import type { Half } from '../halves.js'

const A_WHILE = 20_000_000
const SECOND = 1_000_000_000
/** Until an end asks about pairs, and until it repeats what was not answered; more than either. */
const PATIENCE = 5 * SECOND

/** Which pairs both ends have (section 6.9). */
export const settlementCases: readonly PlayedEndCase[] = [
  {
    name: 'end/asks-about-pairs',
    requirements: ['NET-100', 'NET-101', 'NET-102'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 9, kind: 'measure' })
      scene.far.answer = () => undefined
      const { half } = await test.pair(asked)
      await scene.until(() => settles(test).length > 0, PATIENCE)
      const [first] = settles(test)
      test.must('NET-100', first !== undefined, 'the other end is asked about a pair that was handed over')
      test.check(
        'NET-100',
        first?.circuit === name.circuit && first.initiator === name.initiator && first.target === scene.far.node,
        `of the circuit, to its other end, node ${first?.target}`
      )
      test.check('NET-100', asksAbout(first, half), 'by its name there')
      // More pairs while there is no answer.
      const { half: later } = await test.pair(asked)
      await scene.until(() => settles(test).length > 2, 3 * PATIENCE)
      test.must('NET-101', settles(test).length > 1, 'it is asked again as long as it does not answer')
      const [again, ...others] = settles(test).slice(1)
      test.check('NET-101', JSON.stringify(plain(again)) === JSON.stringify(plain(first)), 'the same')
      test.check(
        'NET-102',
        others.every(({ number }) => number === first?.number),
        'and nothing else'
      )
      scene.far.answer = () => ({})
      await scene.until(() => settles(test).some((one) => asksAbout(one, later)), 3 * PATIENCE)
      test.check('NET-102', settles(test).at(-1)?.number !== first?.number, 'the next question has another number')
      test.check('NET-100', asksAbout(settles(test).at(-1), later), 'and is about the others')
      await scene.pass(A_WHILE)
      const { length } = settles(test)
      await scene.pass(PATIENCE)
      test.check('NET-101', settles(test).length === length, 'what is answered is not asked again')
      test.check('NET-100', !half.expired && !later.expired, 'the pairs are both ends’')
    }
  },
  {
    name: 'end/told-what-is-void',
    requirements: ['NET-105', 'NET-095'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 9, kind: 'measure' })
      /** How often the other end has been asked about each pair, by its sequence number there. */
      const times = new Map<number, number>()
      // It refuses the first one; of the others it has not decided when it is asked for the first time.
      scene.far.answer = ({ pairs }) => {
        for (const { sequence } of pairs) times.set(sequence, 1 + (times.get(sequence) ?? 0))
        const [refused] = times.keys()
        return {
          refused: pairs.filter(({ sequence }) => sequence === refused),
          open: pairs.filter(({ sequence }) => sequence !== refused && times.get(sequence) === 1)
        }
      }
      const { half: first } = await test.pair(asked)
      const { half: second } = await test.pair(asked)
      const timesOf = ({ far }: Half): number => times.get(far?.sequence ?? -1) ?? 0
      test.must('NET-105', await scene.until(() => timesOf(first) > 0, PATIENCE), 'the other end is asked')
      test.check('NET-105', await scene.until(() => first.expired, A_WHILE), 'a pair that it refuses is void')
      test.check('NET-095', scene.answered('void').length === 1, 'which the application hears, of that pair alone')
      const isAskedAgain = await scene.until(() => timesOf(second) > 1, PATIENCE)
      test.must('NET-105', isAskedAgain, 'it is asked again about what is open')
      await scene.pass(PATIENCE)
      test.check('NET-105', !second.expired, 'and what it then has, both have')
    }
  },
  {
    name: 'end/other-end-knows-nothing',
    requirements: ['NET-106', 'NET-095'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 9, kind: 'measure' })
      scene.far.answer = () => ({ known: false })
      const pairs = [await test.pair(asked), await test.pair(asked)]
      await scene.until(() => scene.answered('void').length === pairs.length, PATIENCE)
      test.check(
        'NET-106',
        pairs.every(({ half }) => half.expired),
        'pairs of a circuit that the other end does not know are void'
      )
      test.check('NET-095', scene.answered('void').length === pairs.length, 'each once')
    }
  },
  {
    name: 'end/answers-about-pairs',
    requirements: ['NET-103'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 9, kind: 'measure' })
      const { half: had } = await test.pair(asked)
      const waiting = await test.half(name)
      const unknown = { epoch: had.epoch, sequence: (waiting.sequence + 5) >>> 0 }
      const number = scene.far.settle(name, [had, waiting, unknown])
      const [settled] = await test.heard('SETTLED')
      test.must('NET-103', settled?.number === number, 'a question is answered, under its number')
      test.check(
        'NET-103',
        settled?.known === true && settled.target === scene.far.node,
        'as one of a circuit that is known'
      )
      test.check('NET-103', named(settled?.refused) === named([unknown]), 'a pair that was never here is refused')
      test.check('NET-103', named(settled?.open) === named([waiting]), 'one that has not been handed over is open')
      const again = scene.far.settle(name, [waiting])
      await test.track(waiting, asked)
      await test.heard('SETTLED', 2)
      scene.far.settle(name, [waiting])
      const answers = await test.heard('SETTLED', 3)
      test.check('NET-103', answers[1]?.number === again && answers.length === 3, 'each question is answered')
      const last = answers.at(-1)
      test.check(
        'NET-103',
        last?.refused.length === 0 && last.open.length === 0,
        'what has been handed over is neither'
      )
    }
  },
  {
    name: 'end/refuses-what-is-void',
    requirements: ['NET-103'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      await test.request(name, { number: 9 })
      const half = await test.half(name)
      scene.far.expire(name, half)
      await scene.pass(A_WHILE)
      scene.far.settle(name, [half])
      const [settled] = await test.heard('SETTLED')
      test.check('NET-103', named(settled?.refused) === named([half]), 'a pair that will not be handed over is refused')
    }
  },
  {
    name: 'end/unknown-circuits',
    requirements: ['NET-104'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      scene.far.settle({ initiator: name.initiator, circuit: name.circuit + 7 }, [{ epoch: 1, sequence: 4 }])
      const [unknown] = await test.heard('SETTLED')
      test.check('NET-104', unknown?.known === false, 'a circuit that is not known is said not to be')
      scene.far.settle(name, [{ epoch: 1, sequence: 4 }], { source: scene.neighbour.node })
      const [, other] = await test.heard('SETTLED', 2)
      test.check('NET-104', other?.known === false, 'so is one of which the source is not the other end')
      test.check('NET-104', other?.target === scene.neighbour.node, 'to the source')
    }
  },
  {
    name: 'end/lost-pairs',
    requirements: ['NET-107', 'NET-095'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 9, kind: 'measure' })
      const lost = await test.pair(asked)
      const kept = await test.pair(asked)
      const { epoch, sequence } = lost.half
      scene.far.settle(name, [], { lost: [{ epoch, sequence }] })
      await test.heard('SETTLED')
      test.check('NET-107', lost.half.expired, 'a pair that the other end has lost is void')
      test.check('NET-095', scene.answered('void').length === 1, 'and the application hears so')
      test.check('NET-107', !kept.half.expired, 'others are not')
    }
  },
  {
    name: 'end/unasked-answers',
    requirements: ['NET-111'],
    async play(test) {
      const { scene } = test
      const { neighbour, far } = scene
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 9 })
      far.answer = () => undefined
      const { half } = await test.pair(asked)
      await scene.until(() => settles(test).length > 0, PATIENCE)
      const [settle] = settles(test)
      test.need(settle !== undefined, 'the other end is asked')
      const { initiator, circuit } = name
      const pairs = settle?.pairs ?? []
      const answer = {
        type: 'SETTLED',
        initiator,
        circuit,
        source: far.node,
        target: scene.end,
        hopLimit: 200,
        number: settle?.number ?? 0,
        refused: pairs,
        known: true,
        open: []
      } as const
      neighbour.say({ ...answer, number: (answer.number + 1) >>> 0 })
      neighbour.say({ ...answer, source: neighbour.node })
      neighbour.say({ ...answer, circuit: circuit + 1 })
      neighbour.say({ ...answer, number: (answer.number - 1) >>> 0, known: false })
      await scene.pass(A_WHILE)
      test.check('NET-111', !half.expired, 'what answers no question changes nothing')
      const before = settles(test).length
      await scene.until(() => settles(test).length > before, PATIENCE)
      test.check('NET-111', settles(test).at(-1)?.number === settle?.number, 'and the question is asked again')
      neighbour.say({ ...answer, refused: [] })
      await scene.pass(A_WHILE)
      neighbour.say(answer)
      await scene.pass(A_WHILE)
      test.check('NET-111', !half.expired, 'an answer counts once')
    }
  },
  {
    name: 'end/last-question',
    requirements: ['NET-109', 'NET-100'],
    async play(test) {
      const { scene } = test
      const { neighbour } = scene
      await test.begin()
      const name = await test.open()
      const { initiator, circuit } = name
      const asked = await test.request(name, { number: 9 })
      const { half } = await test.pair(asked)
      neighbour.say({ type: 'TEAR', initiator, circuit, reason: ErrorCode.UNSPECIFIED })
      const isLast = await scene.until(() => settles(test).some(({ last }) => last), PATIENCE)
      test.must('NET-109', isLast, 'the last question of a circuit that is over is asked')
      test.check(
        'NET-100',
        settles(test).some((one) => asksAbout(one, half)),
        'before, what is left is asked about'
      )
      test.check(
        'NET-109',
        settles(test)
          .filter(({ last }) => last)
          .every(({ pairs }) => pairs.length === 0),
        'the last one names no pair'
      )
      test.check('NET-109', !half.expired, 'a pair that both ends have outlives its circuit')
      const before = settles(test).length
      await scene.pass(PATIENCE)
      test.check('NET-109', settles(test).length === before, 'when it is answered there are no more')
    }
  },
  {
    name: 'end/asked-again-later',
    requirements: ['NET-113', 'NET-108', 'NET-103'],
    async play(test) {
      const { scene } = test
      const { far } = scene
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 9, kind: 'measure' })
      const { half } = await test.pair(asked)
      // The end has heard that the other one has it, but not that the other one knows as much of it.
      await scene.pass(PATIENCE)
      const number = far.settle(name, [half])
      const [first] = await test.heard('SETTLED')
      test.check('NET-108', named(first?.refused) === '', 'a pair is remembered for as long as it may be asked about')
      test.check('NET-103', named(first?.open) === '', 'both ends have it')
      await scene.pass(PATIENCE)
      far.settle(name, [half], { number })
      const [, again] = await test.heard('SETTLED', 2)
      test.must('NET-113', again?.number === number, 'a question that is repeated is answered again')
      test.check('NET-108', named(again?.refused) === '', 'and still is')
      test.check('NET-113', again?.known === true && named(again.open) === '', 'as it was')
      const { initiator, circuit } = name
      scene.neighbour.say({ type: 'TEAR', initiator, circuit, reason: ErrorCode.UNSPECIFIED })
      const last = far.settle(name, [], { last: true })
      await scene.pass(PATIENCE)
      far.settle(name, [], { last: true, number: last })
      const answers = await test.heard('SETTLED', 4)
      test.check('NET-113', answers.at(-1)?.known === true, 'even when all of the circuit is settled')
    }
  }
]

/** What the end has asked the other end, the oldest first. */
function settles({ scene }: EndTest) {
  return scene.neighbour.of('SETTLE')
}

function asksAbout(settle: Settle | undefined, { far }: Half): boolean {
  return settle?.pairs.some(({ epoch, sequence }) => epoch === far?.epoch && sequence === far.sequence) === true
}

/** Without what the session adds. */
function plain(settle: Settle | undefined): unknown {
  if (settle === undefined) return undefined
  const { session: _, peerSession: __, serial: ___, expected: ____, ...rest } = settle
  return rest
}

function named(pairs: readonly { readonly epoch: number; readonly sequence: number }[] = []): string {
  return pairs.map(({ epoch, sequence }) => `${epoch}:${sequence}`).join()
}
