import { ErrorCode } from '@bellwire/wire'
import type { Happening } from '../../../stage/happening.js'
import type { Arm } from '../repeater-scene.js'
import type { RepeaterCase } from '../repeater-test.js'
import { request, swaps } from '../steps.js'

const A_WHILE = 20_000_000
const SECOND = 1_000_000_000

/** More pairs than the node has qubits, and as many as the neighbour downstream has room for. */
const MANY = 4

/** How long circuits live, and what is left of them and of their pairs (sections 6.4 and 6.7). */
export const lifeCases: readonly RepeaterCase[] = [
  {
    name: 'network/refreshed',
    requirements: ['NET-043', 'NET-044', 'NET-046'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      await test.open({ lifetime: 2000 })
      for (let time = 0; time < 2; time++) {
        await scene.pass(1.5 * SECOND)
        const before = down.neighbour.of('PATH').length
        up.neighbour.say(scene.path({ lifetime: 2000 }))
        const passed = await test.heard(down, 'PATH', before + 1)
        test.check('NET-043', passed.length === before + 1, 'PATH of a circuit that stands is passed on again')
        test.check('NET-044', up.neighbour.of('CIRCUIT_ERR').length === 0, 'a circuit that is refreshed stands')
      }
      await scene.until(() => up.neighbour.of('CIRCUIT_ERR').length > 0, 3 * SECOND)
      const [error] = up.neighbour.of('CIRCUIT_ERR')
      test.must('NET-044', error !== undefined, 'one that is not refreshed ends')
      test.check('NET-044', error?.reason === ErrorCode.TIMEOUT, `with TIMEOUT, not ${error?.reason}`)
      test.check('NET-046', error?.node === scene.repeater, `at the node that gives it up, ${error?.node}`)
      const [tear] = await test.heard(down, 'TEAR')
      test.check('NET-046', tear?.circuit === scene.circuit().circuit, 'and downstream hears of it')
    }
  },
  {
    name: 'network/no-qubits-left',
    requirements: ['NET-036', 'NET-038'],
    scene: { qubits: 2 },
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      const [first, second] = scene.path().hops
      if (first === undefined || second === undefined) return
      const hopsOf = (part: number) => [first, { ...second, rate: rateOf(down, part) }]
      for (let circuit = 1; circuit <= 4; circuit++) {
        // What is refused for want of a qubit takes nothing of the link: the last may have nearly all of it.
        const hops = hopsOf(circuit < 4 ? 0.2 : 0.9)
        up.neighbour.say(scene.path({ circuit, hops }))
        const passed = await test.heard(down, 'PATH', circuit)
        test.must('NET-036', passed.length === circuit, 'a circuit for which there are qubits is not refused')
        up.neighbour.say(scene.path({ circuit: 10 + circuit, hops: hopsOf(0.1) }))
        const errors = await test.heard(up, 'CIRCUIT_ERR', circuit)
        test.must('NET-036', errors.length === circuit, 'one without a qubit on each side is refused')
        const error = errors.at(-1)
        test.check('NET-036', error?.reason === ErrorCode.NORES, `with NORES, not ${error?.reason}`)
        test.check('NET-038', error?.node === scene.repeater, `by node ${error?.node}`)
        // What a circuit had set aside is free when it is over.
        up.neighbour.say({ type: 'TEAR', ...scene.circuit(circuit), reason: ErrorCode.UNSPECIFIED })
        await scene.pass(A_WHILE)
      }
    }
  },
  {
    name: 'network/many-swaps',
    requirements: ['NET-060', 'NET-066', 'NET-071'],
    scene: { qubits: 2 },
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      const label = await test.open()
      await request(test)
      up.peer.create(MANY, { purpose: label, minimumFidelity: 40_000 })
      await scene.until(() => swaps(test).length >= MANY, 50 * A_WHILE)
      test.must('NET-060', swaps(test).length >= MANY, `${MANY} pairs are swapped, with fewer qubits`)
      // In another order than that of the swaps, and from both sides.
      for (const [from, to] of [
        [up, down],
        [down, up]
      ] as const) {
        const heralds = scene.heralds(from).slice(0, MANY).toReversed()
        for (const { epoch, sequence, bellIndex } of heralds) {
          const pair = { epoch, sequence, originEpoch: epoch, originSequence: sequence, bellIndex, fidelity: 60_000 }
          from.neighbour.say({ type: 'TRACK', ...scene.circuit(), request: 1, ...pair })
        }
        const passed = await test.heard(to, 'TRACK', MANY)
        test.check('NET-071', passed.length === MANY, `of ${MANY} TRACKs ${passed.length} are passed on`)
        const others = scene.heralds(to).slice(0, MANY)
        test.check(
          'NET-066',
          passed.every(({ originSequence, sequence }) => {
            const at = scene.heralds(from).findIndex((one) => one.sequence === originSequence)
            return others[at]?.sequence === sequence
          }),
          'each for the pair with which it was swapped: the oldest halves with the oldest'
        )
      }
    }
  },
  {
    name: 'network/void-while-swapping',
    requirements: ['NET-070', 'NET-060'],
    // Longer than a frame of a neighbour takes.
    scene: { swapDuration: 100_000 },
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      const label = await test.open()
      await request(test)
      up.peer.create(2, { purpose: label, minimumFidelity: 40_000 })
      const isOrdered = (one: Happening): boolean => one.kind === 'command' && one.message.type === 'SWAP'
      test.need(await scene.until(() => scene.happenings.some(isOrdered)), 'a swap is ordered')
      test.need(swaps(test).length === 0, 'and not done')
      const [near, far] = [scene.heralds(up)[0], scene.heralds(down)[0]]
      if (near === undefined || far === undefined) return
      up.neighbour.say({ type: 'PAIR_EXPIRE', ...scene.circuit(), epoch: near.epoch, sequence: near.sequence })
      await scene.until(() => down.neighbour.of('PAIR_EXPIRE').length + swaps(test).length > 0)
      const told = down.neighbour.of('PAIR_EXPIRE')
      test.check(
        'NET-070',
        told[0]?.epoch === far.epoch && told[0].sequence === far.sequence,
        'that a pair of a swap under way is void is said on the other side'
      )
      await scene.pass(A_WHILE)
      test.check('NET-070', up.neighbour.of('PAIR_EXPIRE').length === 0, 'and not to whom it came from')
      const again = await scene.until(() => swaps(test).length >= 2, 50 * A_WHILE)
      test.check('NET-060', again, 'the next halves are swapped all the same')
    }
  },
  {
    name: 'network/named-before-delivered',
    requirements: ['NET-075', 'NET-060'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      const label = await test.open()
      const { luck } = down.station
      down.station.luck = () => undefined
      await request(test)
      const { epoch, sequence } = up.station
      up.neighbour.say({ type: 'PAIR_EXPIRE', ...scene.circuit(), epoch, sequence })
      const next = (sequence + 1) >>> 0
      const pair = { epoch, sequence: next, originEpoch: epoch, originSequence: next, bellIndex: 0, fidelity: 60_000 }
      up.neighbour.say({ type: 'TRACK', ...scene.circuit(), request: 1, ...pair })
      await scene.pass(A_WHILE / 20)
      up.peer.create(2, { purpose: label, minimumFidelity: 40_000 })
      test.need(await scene.until(() => scene.heralds(up).length >= 2), 'pairs come upstream')
      await scene.pass(A_WHILE / 20)
      down.station.luck = luck
      test.need(await scene.until(() => swaps(test).length > 0), 'halves are swapped')
      const [swap] = swaps(test)
      const joined = scene.heralds(up).find(({ qubit }) => qubit === swap?.a || qubit === swap?.b)
      test.check('NET-060', joined !== undefined, 'one of them is of the link upstream')
      test.check('NET-075', joined?.sequence === next, 'that is not one that was void before it was there')
      const passed = await test.heard(down, 'TRACK')
      test.check('NET-075', passed[0]?.originSequence === next, 'a TRACK that came before its pair goes on with it')
      const voided = up.neighbour.of('PAIR_EXPIRE')
      test.check('NET-075', voided.length === 0, 'who said that a pair is void before it was there is not told so')
      const isVoid = scene.happenings.some(
        (one) => one.kind === 'sent' && one.frame.type === 'TRACK' && one.frame.originSequence === sequence
      )
      test.check('NET-075', !isVoid, 'that pair is not used')
    }
  },
  {
    name: 'network/closed-from-downstream',
    requirements: ['NET-046'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      await test.open()
      down.neighbour.say({ type: 'TEAR', ...scene.circuit(), reason: ErrorCode.UNSPECIFIED })
      const [tear] = await test.heard(up, 'TEAR')
      test.check(
        'NET-046',
        tear?.circuit === scene.circuit().circuit && tear.reason === ErrorCode.UNSPECIFIED,
        'a circuit that is closed in good order goes on upstream as TEAR'
      )
      test.check('NET-046', up.neighbour.of('CIRCUIT_ERR').length === 0, 'and not as an error')
      test.check('NET-046', down.neighbour.of('TEAR').length === 0, 'nor to whom it came from')
    }
  },
  {
    name: 'network/refreshed-after-its-end',
    requirements: ['NET-224'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      await test.open()
      down.neighbour.say({ type: 'TEAR', ...scene.circuit(), reason: ErrorCode.UNSPECIFIED })
      test.need(await scene.until(() => up.neighbour.of('TEAR').length > 0), 'the circuit is over')
      const before = down.neighbour.of('PATH').length
      up.neighbour.say(scene.path())
      await scene.pass(A_WHILE)
      test.check('NET-224', down.neighbour.of('PATH').length === before, 'a PATH that crossed its end sets nothing up')
      await test.open({ circuit: 2 })
      test.check('NET-224', down.neighbour.of('PATH').length === before + 1, 'and one of another circuit does')
    }
  },
  {
    name: 'network/no-rate-left',
    requirements: ['NET-036'],
    scene: { qubits: 4 },
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      const path = scene.path()
      const [first, second] = path.hops
      if (first === undefined || second === undefined) return
      // More than half of what the link gives, as far as its hardware says.
      const hops = [first, { ...second, rate: rateOf(down, 0.6) }]
      for (let circuit = 1; circuit <= 3; circuit++) {
        up.neighbour.say({ ...path, circuit, hops })
        const passed = await test.heard(down, 'PATH', circuit)
        test.must('NET-036', passed.length === circuit, 'a circuit for which there is the rate is not refused')
        up.neighbour.say({ ...path, circuit: 10 + circuit, hops })
        const errors = await test.heard(up, 'CIRCUIT_ERR', circuit)
        test.must('NET-036', errors.length === circuit, 'one for which it is not left is refused')
        test.check('NET-036', errors.at(-1)?.reason === ErrorCode.NORES, `with NORES, not ${errors.at(-1)?.reason}`)
        up.neighbour.say({ type: 'TEAR', ...scene.circuit(circuit), reason: ErrorCode.UNSPECIFIED })
        await scene.pass(A_WHILE)
      }
    }
  },
  {
    name: 'network/link-says-void',
    requirements: ['NET-062', 'NET-070', 'NET-060'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      const label = await test.open()
      const { luck } = down.station
      down.station.luck = () => undefined
      await request(test)
      up.peer.create(2, { purpose: label, minimumFidelity: 40_000 })
      test.need(await scene.until(() => scene.heralds(up).length >= 2), 'pairs come upstream')
      await scene.pass(A_WHILE / 20)
      const [void1, near] = scene.heralds(up)
      if (void1 === undefined || near === undefined) return
      up.peer.expire(void1.sequence, (void1.sequence + 1) >>> 0)
      const [told] = await test.heard(up, 'PAIR_EXPIRE')
      test.check('NET-062', told?.sequence === void1.sequence, 'a half that its link says to be void is said to be')
      down.station.luck = luck
      test.need(await scene.until(() => swaps(test).length > 0), 'halves are swapped')
      const [swap] = swaps(test)
      const joined = scene.heralds(up).find(({ qubit }) => qubit === swap?.a || qubit === swap?.b)
      test.check('NET-060', joined !== undefined && joined !== void1, 'it is not swapped')
      await scene.pass(A_WHILE / 20)
      const far = scene.heralds(down).find(({ qubit }) => qubit === swap?.a || qubit === swap?.b)
      if (joined === undefined || far === undefined) return
      up.peer.expire(joined.sequence, (joined.sequence + 1) >>> 0)
      const after = await test.heard(up, 'PAIR_EXPIRE', 2)
      test.check('NET-070', after[1]?.sequence === joined.sequence, 'nor is one that was, on its own side')
      const [other] = await test.heard(down, 'PAIR_EXPIRE')
      test.check('NET-070', other?.sequence === far.sequence, 'and on the other, of the pair there')
    }
  },
  {
    name: 'network/fidelity-of-what-has-waited',
    requirements: ['NET-069'],
    scene: { coherenceTime: 10_000_000 },
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      const label = await test.open()
      const { luck } = down.station
      down.station.luck = () => undefined
      await request(test)
      up.peer.create(1, { purpose: label, minimumFidelity: 40_000 })
      test.need(await scene.until(() => scene.heralds(up).length > 0), 'a pair comes upstream')
      await scene.pass(5_000_000)
      down.station.luck = luck
      test.need(await scene.until(() => swaps(test).length > 0), 'halves are swapped')
      const { epoch, sequence, bellIndex } = scene.heralds(up)[0] ?? { epoch: 0, sequence: 0, bellIndex: 0 }
      const pair = { epoch, sequence, originEpoch: epoch, originSequence: sequence, bellIndex, fidelity: 60_000 }
      up.neighbour.say({ type: 'TRACK', ...scene.circuit(), request: 1, ...pair })
      const [passed] = await test.heard(down, 'TRACK')
      const fidelity = (passed?.fidelity ?? 0) / 65_535
      // Pairs of 0.92 and 0.9 give one of 0.83; half the coherence time takes two fifths of what is above a mixture.
      const isAged = fidelity > 0.4 && fidelity < 0.7
      test.check('NET-069', isAged, `pairs of 0.92 and 0.9, one of which has waited, give one of ${fidelity}`)
    }
  },
  {
    name: 'network/halves-of-what-is-over',
    requirements: ['NET-049'],
    async play(test) {
      const { scene } = test
      const { up, down } = scene
      await test.begin()
      const { luck } = down.station
      for (let circuit = 1; circuit <= 4; circuit++) {
        down.station.luck = () => undefined
        const label = await test.open({ circuit })
        await request(test, circuit)
        const before = scene.heralds(up).length
        up.peer.create(1, { purpose: label, minimumFidelity: 40_000 })
        const came = await scene.until(() => scene.heralds(up).length > before)
        test.must('NET-049', came, 'there is a qubit for a half of another circuit')
        await scene.pass(A_WHILE / 20)
        const { qubit } = scene.heralds(up).at(-1) ?? {}
        up.neighbour.say({ type: 'TEAR', ...scene.circuit(circuit), reason: ErrorCode.UNSPECIFIED })
        const since = scene.happenings.length
        await scene.pass(A_WHILE / 4)
        const isFree = scene.happenings
          .slice(since)
          .some((one) => one.kind === 'command' && one.message.type === 'RELEASE' && one.message.qubit === qubit)
        test.check('NET-049', isFree, 'a half of a circuit that is over is given up')
        down.station.luck = luck
      }
    }
  }
]

/** A part of the rate at which a link gives pairs, as far as its hardware says, in millionths of a pair each second. */
function rateOf({ link }: Arm, part: number): number {
  return Math.round((part * 0.1 * 1e9 * 1e6) / link.slotPeriod)
}
