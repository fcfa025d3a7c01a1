import { ErrorCode, type Hop } from '@bellwire/wire'
import { LABEL, type RepeaterCase } from '../repeater-test.js'

const A_WHILE = 100_000_000

/** Circuits that go by a node: set-up and ends (section 6.4). */
export const circuitCases: readonly RepeaterCase[] = [
  {
    name: 'network/sets-up',
    requirements: ['NET-031', 'NET-040', 'NET-041', 'NET-042', 'NET-039'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      const path = scene.path()
      up.neighbour.say(path)
      const [passed] = await test.heard(down, 'PATH')
      test.must('NET-031', passed !== undefined, 'PATH goes on to the next node')
      test.check(
        'NET-031',
        passed?.position === 1 &&
          passed.circuit === path.circuit &&
          passed.initiator === path.initiator &&
          passed.hops.every((hop, index) => isSame(hop, path.hops[index])),
        `with the index of its sender, ${passed?.position}, and the whole way`
      )
      await scene.pass(A_WHILE)
      test.check('NET-040', up.neighbour.of('RESV').length === 0, 'RESV does not go before it has come')
      down.neighbour.say({ type: 'RESV', ...scene.circuit(), label: LABEL, window: 1 })
      const [resv] = await test.heard(up, 'RESV')
      test.check('NET-040', resv?.circuit === path.circuit, 'RESV goes upstream when it has come')
      test.check('NET-039', (resv?.label ?? 0) >= 0x8000, `with a label, ${resv?.label}`)
      const { window = 0 } = resv ?? {}
      const { qubits } = scene.stage.setting.hardware
      test.check('NET-042', window >= 1 && window <= qubits, `and room for ${window} pairs, in ${qubits} qubits`)
      await scene.pass(A_WHILE)
      test.check('NET-041', down.neighbour.of('RESV_CONF').length === 0, 'RESV_CONF does not go before it has come')
      up.neighbour.say({ type: 'RESV_CONF', ...scene.circuit() })
      test.check('NET-041', (await test.heard(down, 'RESV_CONF')).length === 1, 'and goes on when it has')
    }
  },
  {
    name: 'network/labels-of-their-own',
    requirements: ['NET-039'],
    scene: { qubits: 12 },
    async play(test) {
      const { scene } = test
      await test.begin()
      const labels = [await test.open({ circuit: 1 }), await test.open({ circuit: 2 })]
      test.check('NET-039', new Set(labels).size === labels.length, `two circuits have the labels ${labels.join()}`)
      test.check('NET-039', scene.up.neighbour.of('CIRCUIT_ERR').length === 0, 'both stand')
    }
  },
  {
    name: 'network/labels-given-again',
    requirements: ['NET-040'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      for (const circuit of [1, 2]) {
        up.neighbour.say(scene.path({ circuit }))
        const isOf = (one: { readonly circuit: number }): boolean => one.circuit === circuit
        test.need(await scene.until(() => down.neighbour.of('PATH').some(isOf)), 'PATH is passed on')
        const { initiator } = scene.circuit(circuit)
        down.neighbour.say({ type: 'RESV', initiator, circuit, label: LABEL, window: 1 })
        const isPassed = await scene.until(() => up.neighbour.of('RESV').some(isOf))
        test.check('NET-040', isPassed, `RESV of circuit ${circuit} goes on: no other circuit has its label any more`)
        up.neighbour.say({ type: 'TEAR', initiator, circuit, reason: ErrorCode.OTHER })
        test.need(await scene.until(() => down.neighbour.of('TEAR').some(isOf)), 'the circuit is over')
        await scene.pass(A_WHILE)
      }
    }
  },
  {
    name: 'network/refuses-a-wrong-way',
    requirements: ['NET-032', 'NET-038'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      const path = scene.path()
      const [first, second] = path.hops
      test.need(first !== undefined && second !== undefined, 'a way of two links')
      if (first === undefined || second === undefined) return
      const wrongs = [
        { circuit: 11, hops: [{ ...first, node: 99 }, second] },
        { circuit: 12, hops: [{ ...first, link: 99 }, second] },
        { circuit: 13, hops: [first, { ...second, node: 99 }] },
        { circuit: 14, hops: [first, { ...second, link: 99 }] },
        { circuit: 15, hops: [first, second, { ...first, node: down.peer.node, link: 40 }], responder: first.node }
      ]
      for (const [index, wrong] of wrongs.entries()) {
        up.neighbour.say({ ...path, ...wrong })
        const errors = await test.heard(up, 'CIRCUIT_ERR', index + 1)
        const error = errors.at(-1)
        test.check(
          'NET-032',
          errors.length === index + 1 && error?.circuit === wrong.circuit && error.reason === ErrorCode.CREATE,
          `a PATH with a wrong way is refused with CREATE: ${error?.reason}`
        )
        test.check('NET-038', error?.node === scene.repeater, `by node ${error?.node}`)
      }
      test.check('NET-032', down.neighbour.of('PATH').length === 0, 'and goes no further')
    }
  },
  {
    name: 'network/cannot-swap',
    requirements: ['NET-034', 'NET-038'],
    scene: { swapping: false },
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      up.neighbour.say(scene.path())
      const [error] = await test.heard(up, 'CIRCUIT_ERR')
      test.check('NET-034', error?.reason === ErrorCode.UNSUPP, 'hardware that cannot swap serves no circuit')
      test.check('NET-038', error?.node === scene.repeater, `node ${error?.node} says so`)
      test.check('NET-034', down.neighbour.of('PATH').length === 0, 'PATH goes no further')
    }
  },
  {
    name: 'network/more-than-the-link',
    requirements: ['NET-035'],
    async play(test) {
      const { scene } = test
      const { up } = scene
      await test.begin()
      const path = scene.path()
      const [first, second] = path.hops
      const steep = [{ minimumFidelity: 65_535 }, { rate: Number.MAX_SAFE_INTEGER }]
      for (const [index, fields] of steep.entries()) {
        if (first === undefined || second === undefined) return
        up.neighbour.say({ ...path, circuit: 20 + index, hops: [first, { ...second, ...fields }] })
        const errors = await test.heard(up, 'CIRCUIT_ERR', index + 1)
        test.check(
          'NET-035',
          errors.length === index + 1 && errors.at(-1)?.reason === ErrorCode.UNSUPP,
          `${Object.keys(fields).join()} beyond what the next link can give is refused with UNSUPP`
        )
      }
    }
  },
  {
    name: 'network/torn-down-from-upstream',
    requirements: ['NET-046', 'NET-048'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      await test.open()
      up.neighbour.say({ type: 'TEAR', ...scene.circuit(), reason: ErrorCode.OTHER })
      const [tear] = await test.heard(down, 'TEAR')
      test.check('NET-046', tear?.circuit === scene.circuit().circuit, 'the end of a circuit goes on downstream')
      test.check(
        'NET-046',
        up.neighbour.of('TEAR').length === 0 && up.neighbour.of('CIRCUIT_ERR').length === 0,
        'and not to whom it came from'
      )
      const before = down.neighbour.heard.length
      up.neighbour.say({ type: 'COMPLETE', ...scene.circuit(), request: 1, reason: 0 })
      await scene.pass(A_WHILE)
      test.check(
        'NET-048',
        down.neighbour.heard.slice(before).every(({ type }) => type === 'ADVERTISEMENT'),
        'frames of a circuit that is over go no further'
      )
    }
  },
  {
    name: 'network/fails-from-downstream',
    requirements: ['NET-046'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      await test.open()
      down.neighbour.say({ type: 'CIRCUIT_ERR', ...scene.circuit(), node: down.peer.node, reason: ErrorCode.NORES })
      const [error] = await test.heard(up, 'CIRCUIT_ERR')
      test.check(
        'NET-046',
        error?.node === down.peer.node && error.reason === ErrorCode.NORES,
        `upstream hears where and why it ended: ${error?.node}, ${error?.reason}`
      )
      test.check('NET-046', down.neighbour.of('TEAR').length === 0, 'downstream knows')
    }
  },
  {
    name: 'network/circuit-from-elsewhere',
    requirements: ['NET-048'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      await test.open()
      // What comes from downstream alone, or from upstream alone, from the other side.
      up.neighbour.say({ type: 'CIRCUIT_ERR', ...scene.circuit(), node: 4, reason: ErrorCode.OTHER })
      down.neighbour.say({ type: 'COMPLETE', ...scene.circuit(), request: 1, reason: 0 })
      down.neighbour.say({ type: 'TEAR', initiator: 99, circuit: 1, reason: ErrorCode.OTHER })
      await scene.pass(A_WHILE)
      const said = [...up.neighbour.heard, ...down.neighbour.heard].map(({ type }) => type)
      const ends = said.filter((type) => ['TEAR', 'CIRCUIT_ERR', 'COMPLETE'].includes(type))
      test.check('NET-048', ends.length === 0, `frames from where they cannot come from end nothing: ${ends.join()}`)
    }
  },
  {
    name: 'network/unknown-resv',
    requirements: ['NET-115'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      down.neighbour.say({ type: 'RESV', ...scene.circuit(55), label: LABEL, window: 1 })
      const [tear] = await test.heard(down, 'TEAR')
      test.check(
        'NET-115',
        tear?.circuit === 55 && tear.reason === ErrorCode.OTHER,
        'a RESV of no circuit is answered with TEAR'
      )
      test.check('NET-115', up.neighbour.of('RESV').length === 0, 'and goes no further')
    }
  },
  {
    name: 'network/no-answer',
    requirements: ['NET-045', 'NET-046'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      up.neighbour.say(scene.path())
      test.need((await test.heard(down, 'PATH')).length === 1, 'PATH goes on')
      const isOver = await scene.until(() => up.neighbour.of('CIRCUIT_ERR').length > 0, 60_000_000_000)
      test.must('NET-045', isOver, 'a PATH that is not answered is given up')
      const [error] = up.neighbour.of('CIRCUIT_ERR')
      test.check('NET-045', error?.reason === ErrorCode.TIMEOUT, 'a PATH that is not answered ends with TIMEOUT')
      test.check('NET-046', (await test.heard(down, 'TEAR')).length === 1, 'downstream hears of it, too')
    }
  }
]

function isSame(one: Hop, other: Hop | undefined): boolean {
  return other !== undefined && (Object.keys(other) as (keyof Hop)[]).every((name) => one[name] === other[name])
}
