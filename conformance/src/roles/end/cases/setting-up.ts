import { ErrorCode, type Hop } from '@bellwire/wire'
import type { PlayedEndCase } from '../end-test.js'
import { PURPOSE } from '../end-scene.js'

const A_WHILE = 100_000_000
const SECOND = 1_000_000_000

/** Circuits that the node sets up, and keeps up (section 6.4). */
export const settingUpCases: readonly PlayedEndCase[] = [
  {
    name: 'end/sets-up',
    requirements: ['NET-031', 'NET-041', 'HAR-060', 'HAR-061', 'HAR-064'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      const { neighbour, hops } = scene
      await test.begin()
      const name = await test.ask()
      test.must('HAR-060', name.code === 0 && name.initiator === scene.end, `open is answered with code ${name.code}`)
      const [path] = await test.heard('PATH')
      test.must('NET-031', path !== undefined, 'PATH goes to the next node')
      test.check('NET-031', path?.position === 0, `with the index of its sender, ${path?.position}`)
      test.check(
        'HAR-064',
        path?.hops.length === hops.length && path.hops.every((hop, index) => isSame(hop, hops[index])),
        'its way is that which was asked for'
      )
      test.check(
        'HAR-064',
        path?.initiator === scene.end &&
          path.circuit === name.circuit &&
          path.responder === scene.responder &&
          path.purpose === PURPOSE &&
          path.minimumFidelity === 2 ** 15,
        `and its ends, purpose and fidelity: ${path?.responder}, ${path?.purpose}, ${path?.minimumFidelity}`
      )
      await scene.pass(A_WHILE)
      test.check('NET-041', neighbour.of('RESV_CONF').length === 0, 'RESV_CONF does not go before RESV has come')
      test.check('HAR-061', test.opened(name) === undefined, 'nor is the circuit open')
      test.resv(name)
      test.check('NET-041', (await test.heard('RESV_CONF')).length === 1, 'RESV_CONF goes when RESV has come')
      const opened = test.opened(name)
      test.check(
        'HAR-061',
        opened?.head === true && opened.peer === scene.responder && opened.purpose === PURPOSE,
        'and the application hears that it is open'
      )
    }
  },
  {
    name: 'end/numbers-of-their-own',
    requirements: ['NET-030'],
    scene: { isHead: true, qubits: 12 },
    async play(test) {
      await test.begin()
      const names = [await test.open(), await test.open(), await test.open()]
      const numbers = new Set(names.map(({ circuit }) => circuit))
      test.check('NET-030', numbers.size === names.length, `three circuits have the numbers ${[...numbers].join()}`)
      const paths = new Set(test.scene.neighbour.of('PATH').map(({ circuit }) => circuit))
      test.check('NET-030', paths.size === names.length, 'so have their PATHs')
    }
  },
  {
    name: 'end/not-answered',
    requirements: ['NET-045', 'NET-046'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.ask()
      test.need((await test.heard('PATH')).length === 1, 'PATH goes out')
      const isOver = await scene.until(() => scene.answered('ended').length > 0, 60 * SECOND)
      test.must('NET-045', isOver, 'a PATH that is not answered is given up')
      const [ended] = scene.answered('ended')
      test.check(
        'NET-045',
        ended?.circuit === name.circuit && ended.reason === ErrorCode.TIMEOUT,
        `with TIMEOUT, not ${ended?.reason}`
      )
      const [tear] = await test.heard('TEAR')
      test.check('NET-046', tear?.circuit === name.circuit, 'downstream hears of it')
      test.check('NET-046', tear?.reason === ErrorCode.TIMEOUT, `with the reason, ${tear?.reason}`)
    }
  },
  {
    name: 'end/refused',
    requirements: ['NET-046', 'HAR-061'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      const { neighbour, far } = scene
      await test.begin()
      for (const reason of [ErrorCode.REJECTED, ErrorCode.NORES, ErrorCode.UNSUPP]) {
        const { initiator, circuit } = await test.ask()
        test.need(await scene.until(() => neighbour.of('PATH').some((one) => one.circuit === circuit)), 'PATH goes out')
        neighbour.say({ type: 'CIRCUIT_ERR', initiator, circuit, node: far.node, reason })
        const ended = () => scene.answered('ended').filter((one) => one.circuit === circuit)
        test.must(
          'HAR-061',
          await scene.until(() => ended().length > 0),
          'the application hears that there is no circuit'
        )
        test.check(
          'HAR-061',
          ended()[0]?.reason === reason && ended()[0]?.node === far.node,
          `why and where: ${ended()[0]?.reason}, ${ended()[0]?.node}`
        )
      }
      await scene.pass(A_WHILE)
      test.check('NET-046', neighbour.of('TEAR').length === 0, 'who said that it is over is not told so')
    }
  },
  {
    name: 'end/stays-after-refusals',
    requirements: ['NET-036'],
    scene: { isHead: true, qubits: 2 },
    async play(test) {
      const { scene } = test
      await test.begin()
      // What was set aside for a circuit that came to nothing is there for the next.
      for (let times = 0; times < 4; times++) {
        const { initiator, circuit, code } = await test.ask()
        test.must('NET-036', code === 0, `circuit ${times + 1} is set up: code ${code}`)
        await scene.pass(A_WHILE / 10)
        scene.neighbour.say({ type: 'CIRCUIT_ERR', initiator, circuit, node: 40, reason: ErrorCode.NORES })
        await scene.pass(A_WHILE / 10)
      }
      const name = await test.open()
      await test.pair(await test.request(name, { number: 1 }))
      test.check('NET-036', scene.answered('over').length === 1, 'one that stands at last gives pairs')
    }
  },
  {
    name: 'end/keeps-up',
    requirements: ['NET-043', 'NET-030'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const [first] = scene.neighbour.of('PATH')
      const lifetime = (first?.lifetime ?? 0) * 1_000_000
      test.must('NET-043', lifetime > 0, 'PATH states a lifetime')
      const since = scene.stage.now
      const isAgain = await scene.until(() => scene.neighbour.of('PATH').length > 1, lifetime)
      test.must('NET-043', isAgain, 'PATH goes again before the lifetime has passed')
      const again = scene.neighbour.of('PATH')[1]
      test.check('NET-043', scene.stage.now - since < lifetime, 'in time')
      test.check('NET-030', again?.circuit === name.circuit, `for the same circuit, ${again?.circuit}`)
      test.check(
        'NET-043',
        scene.answered('opened').length === 1 && scene.answered('ended').length === 0,
        'and nothing else comes of it'
      )
    }
  },
  {
    name: 'end/unknown-resv',
    requirements: ['NET-115'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      await test.begin()
      await test.open()
      const circuit = { initiator: scene.end, circuit: 55 }
      scene.neighbour.say({ type: 'RESV', ...circuit, label: 0x8100, window: 1 })
      const [tear] = await test.heard('TEAR')
      test.check(
        'NET-115',
        tear?.circuit === 55 && tear.reason === ErrorCode.OTHER,
        'a RESV of no circuit is answered with TEAR'
      )
      test.check('NET-115', scene.answered('opened').length === 1, 'and opens nothing')
    }
  }
]

function isSame(one: Hop, other: Hop | undefined): boolean {
  return other !== undefined && (Object.keys(other) as (keyof Hop)[]).every((name) => one[name] === other[name])
}
