import { ErrorCode } from '@bellwire/wire'
import { PURPOSE } from '../end-scene.js'
import type { PlayedEndCase } from '../end-test.js'

const A_WHILE = 100_000_000
const SECOND = 1_000_000_000
const UNWANTED = PURPOSE + 1

/** Circuits that come to the node (section 6.4). */
export const acceptingCases: readonly PlayedEndCase[] = [
  {
    name: 'end/accepts',
    requirements: ['NET-040', 'NET-039', 'NET-042', 'HAR-061'],
    scene: { isHead: false },
    async play(test) {
      const { scene } = test
      const { neighbour } = scene
      await test.begin()
      const path = test.path()
      neighbour.say(path)
      const [resv] = await test.heard('RESV')
      test.must(
        'NET-040',
        resv?.circuit === path.circuit,
        'a circuit of a purpose that is accepted is answered with RESV'
      )
      test.check('NET-039', (resv?.label ?? 0) >= 0x8000, `with a label, ${resv?.label}`)
      test.check('NET-042', (resv?.window ?? 0) >= 1, `and room for ${resv?.window} pairs`)
      await scene.pass(A_WHILE)
      test.check('HAR-061', test.opened(path) === undefined, 'it is not open before RESV_CONF has come')
      neighbour.say({ type: 'RESV_CONF', initiator: path.initiator, circuit: path.circuit })
      await scene.pass(A_WHILE)
      const opened = test.opened(path)
      test.check(
        'HAR-061',
        opened?.head === false && opened.peer === path.initiator && opened.purpose === PURPOSE,
        'then the application hears that it is open'
      )
    }
  },
  {
    name: 'end/purpose-not-accepted',
    requirements: ['NET-033', 'NET-038'],
    scene: { isHead: false },
    async play(test) {
      const { scene } = test
      const { neighbour } = scene
      await test.begin()
      const path = test.path({ purpose: UNWANTED })
      neighbour.say(path)
      const [error] = await test.heard('CIRCUIT_ERR')
      test.check('NET-033', neighbour.of('RESV').length === 0, 'nothing is promised for a purpose that nobody accepts')
      test.must('NET-038', error?.circuit === path.circuit, 'a PATH of such a purpose is refused')
      test.check('NET-033', error?.reason === ErrorCode.REJECTED, `with REJECTED, not ${error?.reason}`)
      test.check('NET-038', error?.node === scene.end, `by node ${error?.node}`)
    }
  },
  {
    name: 'end/accepted-from-another',
    requirements: ['NET-154', 'NET-033'],
    scene: {
      isHead: false,
      accepts: [
        { purpose: PURPOSE, from: 40 },
        { purpose: UNWANTED, from: 41 }
      ]
    },
    async play(test) {
      const { scene } = test
      const { neighbour } = scene
      await test.begin()
      neighbour.say(test.path({ purpose: UNWANTED }))
      const [error] = await test.heard('CIRCUIT_ERR')
      test.must('NET-154', error !== undefined, 'a PATH of a purpose that is accepted from others alone is refused')
      test.check('NET-154', error?.reason === ErrorCode.REJECTED, `with REJECTED, not ${error?.reason}`)
      neighbour.say(test.path())
      test.check('NET-033', (await test.heard('RESV')).length === 1, 'one of its own is accepted')
    }
  },
  {
    name: 'end/wrong-way',
    requirements: ['NET-032', 'NET-038'],
    scene: { isHead: false },
    async play(test) {
      const { scene } = test
      const { neighbour, hops } = scene
      await test.begin()
      const [first, second] = hops
      const wrongs = [
        { responder: 99 },
        { hops: [first, { ...second, link: 99 }] },
        { hops: [first, { ...second, node: 99 }] },
        { hops: [{ ...first, node: 99 }, second] },
        { hops: [first, { ...first, node: 98, link: 5 }, { ...first, node: 98, link: 6 }, second], position: 3 }
      ]
      for (const [index, wrong] of wrongs.entries()) {
        const path = test.path(wrong)
        neighbour.say(path)
        const errors = await test.heard('CIRCUIT_ERR', index + 1)
        const error = errors.at(-1)
        test.check(
          'NET-032',
          errors.length === index + 1 && error?.circuit === path.circuit && error.reason === ErrorCode.CREATE,
          `a PATH with a wrong way is refused with CREATE: ${error?.reason}`
        )
        test.check('NET-038', error?.node === scene.end, `by node ${error?.node}`)
      }
      test.check('NET-032', neighbour.of('RESV').length === 0, 'and nothing is promised')
    }
  },
  {
    name: 'end/no-qubits-left',
    requirements: ['NET-036', 'NET-038'],
    scene: { isHead: false, qubits: 2 },
    async play(test) {
      const { scene } = test
      const { neighbour } = scene
      await test.begin()
      const paths = [test.path(), test.path(), test.path()]
      for (const path of paths) neighbour.say(path)
      await scene.pass(A_WHILE)
      const accepted = neighbour.of('RESV').length
      test.need(accepted > 0, 'a circuit is accepted')
      const errors = neighbour.of('CIRCUIT_ERR')
      test.check('NET-036', accepted <= 2, `${accepted} circuits are accepted with two qubits`)
      test.check(
        'NET-036',
        errors.length === paths.length - accepted && errors.every(({ reason }) => reason === ErrorCode.NORES),
        `the others are refused with NORES: ${errors.map(({ reason }) => reason).join()}`
      )
      test.check(
        'NET-038',
        errors.every(({ node }) => node === scene.end),
        'by the end'
      )
      // What the first circuit had is free when it is over.
      const [first] = paths
      if (first === undefined) return
      neighbour.say({ type: 'TEAR', initiator: first.initiator, circuit: first.circuit, reason: ErrorCode.UNSPECIFIED })
      neighbour.say(test.path())
      test.check(
        'NET-036',
        (await test.heard('RESV', accepted + 1)).length > accepted,
        'another takes the place of one that is over'
      )
    }
  },
  {
    name: 'end/no-distillation',
    requirements: ['NET-201'],
    scene: { isHead: false },
    async play(test) {
      const { neighbour } = test.scene
      await test.begin()
      neighbour.say(test.path({ stages: [{ first: 0, last: 2, protocol: 1, schedule: 0, rounds: 1 }] }))
      const [error] = await test.heard('CIRCUIT_ERR')
      test.check('NET-201', error?.reason === ErrorCode.UNSUPP, `hardware that cannot distil: ${error?.reason}`)
      test.check('NET-201', neighbour.of('RESV').length === 0, 'nothing is promised')
    }
  },
  {
    name: 'end/labels-of-their-own',
    requirements: ['NET-039'],
    scene: { isHead: false, qubits: 12 },
    async play(test) {
      await test.begin()
      const circuits = [await test.open(), await test.open(), await test.open()]
      const labels = new Set(circuits.map(({ label }) => label))
      test.check('NET-039', labels.size === circuits.length, `three circuits have the labels ${[...labels].join()}`)
    }
  },
  {
    name: 'end/lifetime',
    requirements: ['NET-044', 'NET-046'],
    scene: { isHead: false },
    async play(test) {
      const { scene } = test
      const { neighbour } = scene
      await test.begin()
      const path = test.path({ lifetime: 2000 })
      const { initiator, circuit } = path
      neighbour.say(path)
      test.need((await test.heard('RESV')).length === 1, 'PATH is accepted')
      neighbour.say({ type: 'RESV_CONF', initiator, circuit })
      await scene.pass(1.5 * SECOND)
      neighbour.say(path)
      await scene.pass(1.9 * SECOND)
      test.must('NET-044', scene.answered('ended').length === 0, 'a circuit that is kept up stands')
      const isOver = await scene.until(() => scene.answered('ended').length > 0, SECOND / 5)
      test.must('NET-044', isOver, 'one of which no PATH has come for its lifetime is over')
      test.check('NET-044', scene.answered('ended')[0]?.reason === ErrorCode.TIMEOUT, 'with TIMEOUT')
      const [error] = await test.heard('CIRCUIT_ERR')
      test.check(
        'NET-046',
        error?.reason === ErrorCode.TIMEOUT && error.node === scene.end,
        `upstream hears of it, and where it ended: ${error?.reason}, ${error?.node}`
      )
    }
  }
]
