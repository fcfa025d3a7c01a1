import { ErrorCode } from '@bellwire/wire'
import type { PlayedEndCase } from '../end-test.js'

const A_WHILE = 100_000_000
const SECOND = 1_000_000_000

/** How circuits end, at either end (sections 6.2 and 6.4). */
export const endingCases: readonly PlayedEndCase[] = [
  {
    name: 'end/closed-here',
    requirements: ['NET-046', 'HAR-061'],
    async play(test) {
      const { scene } = test
      const { neighbour } = scene
      await test.begin()
      const { initiator, circuit } = await test.open()
      await scene.stage.ask({ type: 'close', initiator, circuit })
      const [tear] = await test.heard('TEAR')
      test.must('NET-046', tear?.circuit === circuit && tear.initiator === initiator, 'the other nodes hear of the end')
      test.check('NET-046', tear?.reason === ErrorCode.UNSPECIFIED, `in good order, not for ${tear?.reason}`)
      test.check('NET-046', neighbour.of('CIRCUIT_ERR').length === 0, 'and not as of a failure')
      const [ended] = scene.answered('ended')
      test.check('HAR-061', ended?.circuit === circuit && ended.reason === 0, 'the application hears that it is over')
      await scene.pass(A_WHILE)
      test.check('NET-046', neighbour.of('TEAR').length === 1, 'once')
    }
  },
  {
    name: 'end/closed-there',
    requirements: ['NET-046', 'NET-048', 'HAR-061'],
    async play(test) {
      const { scene } = test
      const { neighbour } = scene
      await test.begin()
      const { initiator, circuit } = await test.open()
      const reason = scene.random.below(2) === 0 ? ErrorCode.UNSPECIFIED : ErrorCode.OTHER
      neighbour.say({ type: 'TEAR', initiator, circuit, reason })
      const isOver = await scene.until(() => scene.answered('ended').length > 0)
      test.must('HAR-061', isOver, 'the application hears that the circuit is over')
      test.check('HAR-061', scene.answered('ended')[0]?.reason === reason, 'with the reason')
      await scene.pass(A_WHILE)
      const told = neighbour.of('TEAR').length + neighbour.of('CIRCUIT_ERR').length
      test.check('NET-046', told === 0, 'who said that it is over is not told so')
      const before = scene.answers.length
      const pair = { epoch: scene.peer.epoch, sequence: scene.peer.expected }
      neighbour.say({ type: 'RESV_CONF', initiator, circuit })
      neighbour.say({ type: 'TEAR', initiator, circuit, reason })
      neighbour.say({ type: 'PAIR_EXPIRE', initiator, circuit, ...pair })
      await scene.pass(A_WHILE)
      test.check('NET-048', scene.answers.length === before, 'frames of a circuit that is over change nothing')
    }
  },
  {
    name: 'end/fails-downstream',
    requirements: ['NET-046', 'NET-056', 'NET-052'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      const { neighbour } = scene
      await test.begin()
      for (const [reason, expected] of [
        [ErrorCode.NORES, ErrorCode.NORES],
        [ErrorCode.UNSPECIFIED, ErrorCode.OTHER]
      ] as const) {
        const name = await test.open()
        const { initiator, circuit } = name
        const { request } = await test.request(name, { number: 9 })
        if (reason === ErrorCode.UNSPECIFIED) neighbour.say({ type: 'TEAR', initiator, circuit, reason })
        else neighbour.say({ type: 'CIRCUIT_ERR', initiator, circuit, node: scene.far.node, reason })
        const over = () => scene.answered('over').find((one) => one.request === request)
        test.must('NET-056', await scene.until(() => over() !== undefined), 'a request fails when its circuit ends')
        test.check('NET-056', over()?.reason === expected, `of ${reason} with ${expected}, not ${over()?.reason}`)
        await scene.pass(A_WHILE)
        test.check('NET-052', scene.answered('over').filter((one) => one.request === request).length === 1, 'once')
        test.check('NET-046', neighbour.of('TEAR').length === 0, 'downstream knows')
      }
    }
  },
  {
    name: 'end/from-elsewhere',
    requirements: ['NET-048'],
    async play(test) {
      const { scene } = test
      const { neighbour, isHead } = scene
      await test.begin()
      const { initiator, circuit } = await test.open()
      const before = [scene.answers.length, neighbour.of('TEAR').length] as const
      // What comes from the other side alone, and what is of another circuit.
      if (isHead) {
        neighbour.say({ type: 'COMPLETE', initiator, circuit, request: 1, reason: 0 })
        neighbour.say({ type: 'RESV_CONF', initiator, circuit })
      } else neighbour.say({ type: 'CIRCUIT_ERR', initiator, circuit, node: 40, reason: ErrorCode.OTHER })
      neighbour.say({ type: 'TEAR', initiator: 99, circuit, reason: ErrorCode.OTHER })
      neighbour.say({ type: 'TEAR', initiator, circuit: circuit + 1, reason: ErrorCode.OTHER })
      await scene.pass(A_WHILE)
      test.check('NET-048', scene.answers.length === before[0], 'what cannot come from there is told to nobody')
      test.check('NET-048', neighbour.of('TEAR').length === before[1], 'and ends nothing')
    }
  },
  {
    name: 'end/neighbour-anew',
    requirements: ['NET-047', 'NET-006', 'NET-016'],
    async play(test) {
      const { scene } = test
      const { neighbour, isHead } = scene
      await test.begin()
      const name = await test.open()
      if (isHead) await test.request(name, { number: 9 })
      const former = neighbour.peerSession
      const since = scene.stage.now
      neighbour.anew(1 + scene.random.below(2 ** 31))
      const isOver = await scene.until(() => scene.answered('ended').length > 0, 20 * SECOND)
      test.must('NET-047', isOver, 'a circuit ends with the session of its neighbour')
      test.check('NET-006', scene.stage.now - since < SECOND, 'which ends by the proof, not by silence')
      test.check('NET-047', scene.answered('ended')[0]?.reason === ErrorCode.OTHER, 'with OTHER')
      if (isHead)
        test.check('NET-056', scene.answered('over')[0]?.reason === ErrorCode.OTHER, 'and its request with it')
      const isMet = await scene.until(() => neighbour.peerSession !== 0 && neighbour.peerSession !== former, 5 * SECOND)
      test.must('NET-006', isMet, 'another session begins')
      const old = () =>
        [...neighbour.of('TEAR'), ...neighbour.of('CIRCUIT_ERR')].filter(({ session }) => session !== former)
      await scene.pass(A_WHILE)
      test.check('NET-016', old().length === 0, 'in which nothing is said of the former circuits')
      test.skipHalves()
      const again = await test.open()
      await test.pair(await test.request(again, { number: 1 }))
      test.check('NET-006', scene.answered('pair').length > 0, 'and a circuit in it gives pairs')
    }
  },
  {
    name: 'end/drops-pairs',
    requirements: ['NET-049', 'LNK-098'],
    scene: { qubits: 2 },
    async play(test) {
      const { scene } = test
      const { neighbour } = scene
      await test.begin()
      // More often than there are qubits: one that is kept back each time would be missed.
      for (let times = 0; times < 4; times++) {
        const name = await test.open()
        const asked = await test.request(name, { number: 9 })
        const half = await test.half(name, 'LNK-098')
        const before = scene.answered('pair').length
        neighbour.say({ type: 'TEAR', initiator: name.initiator, circuit: name.circuit, reason: ErrorCode.OTHER })
        await test.track(half, asked)
        await scene.pass(A_WHILE)
        test.check('NET-049', scene.answered('pair').length === before, 'a pair is void when its circuit ends')
        test.skipHalves()
      }
      const { pair } = await test.pair(await test.request(await test.open(), { number: 1 }), 0, 'LNK-098')
      test.check('LNK-098', pair.qubit >= 0, 'and its qubit is free again')
    }
  },
  {
    name: 'end/wishes-about-nothing',
    requirements: ['HAR-065', 'HAR-060'],
    async play(test) {
      const { scene } = test
      const { stage, neighbour } = scene
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 9 })
      const { half } = await test.pair(asked)
      const other = { initiator: name.initiator, circuit: name.circuit + 1 }
      const before = scene.answers.length
      await stage.ask({ type: 'close', ...other })
      await stage.ask({ type: 'withdraw', request: asked.request + 1000 })
      await stage.ask({ type: 'return', pair: (half.delivered?.pair ?? 0) + 1000 })
      await scene.pass(A_WHILE)
      test.check('HAR-065', scene.answers.length === before, 'what there is not cannot be ended')
      test.check('HAR-065', neighbour.of('TEAR').length === 0 && !half.isReleased, 'nor anything else in its place')
      const { code } = await test.requested(other, { number: 1 })
      test.check('HAR-060', code !== 0, 'and nothing can be asked of it')
    }
  }
]
