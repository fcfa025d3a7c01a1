import { DistillationProtocol } from '@bellwire/wire'
import type { Herald } from '../../../stage/happening.js'
import { begun, difference, distil, isSame, leading, orders, stage } from '../distillation.js'
import type { RepeaterCase } from '../repeater-test.js'
import { request, swaps } from '../steps.js'

const A_WHILE = 200_000
/** Longer than any pair of a TRACK is waited for. */
const LONG = 100_000_000_000
/** For how long a pair may wait, nanoseconds. */
const CUTOFF = 6_000_000
const [HEAD, OWN] = [0, 1]
const { DEJMPS, DOUBLE_SELECTION } = DistillationProtocol

const capabilities = ['NET.DISTIL']
const scene = { qubits: 8, distilDuration: 5000 }

/** Room for stages of a link, and pairs of theirs that are void (section 6.11). */
export const stageEndCases: readonly RepeaterCase[] = [
  {
    name: 'network/void-in-a-step',
    requirements: ['NET-212', 'NET-221'],
    capabilities,
    scene,
    async play(test) {
      const { down } = test.scene
      await leading(test, DEJMPS)
      const { pairs } = await begun(test)
      const [kept, sacrificed] = pairs as [Herald, Herald]
      const { epoch, sequence } = sacrificed
      const since = test.scene.happenings.length
      down.neighbour.say({ type: 'PAIR_EXPIRE', ...test.scene.circuit(), epoch, sequence })
      const said = await test.heard(down, 'PAIR_EXPIRE')
      test.check(
        'NET-221',
        said.some((one) => isSame(one, kept)),
        'another pair of the step is named to the other party'
      )
      await test.scene.pass(A_WHILE)
      test.check('NET-212', swaps(test, since).length === 0, 'none of its pairs is used any more')
    }
  },
  {
    name: 'network/room-for-a-stage',
    requirements: ['NET-202'],
    capabilities,
    scene: { ...scene, qubits: 16 },
    async play(test) {
      const { up } = test.scene
      await test.begin()
      for (const [at, [protocol, rounds, least]] of (
        [
          [DEJMPS, 1, 2],
          [DEJMPS, 3, 4],
          [DOUBLE_SELECTION, 2, 5]
        ] as const
      ).entries()) {
        const circuit = at + 1
        await test.open({ circuit, stages: [{ ...stage(HEAD, OWN, protocol), rounds }] })
        const { window = 0 } = up.neighbour.of('RESV').at(-1) ?? {}
        test.check(
          'NET-202',
          window >= least,
          `for ${rounds} steps there is room for ${window} pairs, not for ${least}`
        )
        up.neighbour.say({ type: 'TEAR', ...test.scene.circuit(circuit), reason: 0 })
        await test.scene.pass(A_WHILE)
      }
    }
  },
  {
    name: 'network/void-before-a-step',
    requirements: ['NET-213'],
    capabilities,
    scene,
    async play(test) {
      const { down } = test.scene
      await leading(test, DEJMPS)
      const { luck } = down.station
      down.station.luck = (batch) => (test.scene.heralds(down).length === 0 ? luck(batch) : undefined)
      test.need(await test.scene.until(() => test.scene.heralds(down).length > 0), 'a pair waits in the stage')
      await test.scene.pass(A_WHILE)
      const [pair] = test.scene.heralds(down) as [Herald]
      // The link takes it back.
      down.peer.expire(pair.sequence, (pair.sequence + 1) >>> 0)
      const said = await test.heard(down, 'PAIR_EXPIRE')
      test.check(
        'NET-213',
        said.some((one) => isSame(one, pair)),
        'the other party hears that it is void'
      )
    }
  },
  {
    name: 'network/qubits-of-a-step',
    requirements: ['NET-210', 'NET-212'],
    capabilities,
    // So long, and so few of them, that others would be of use meanwhile.
    scene: { qubits: 4, distilDuration: 600_000 },
    async play(test) {
      const { down } = test.scene
      await leading(test, DEJMPS)
      test.need(await test.scene.until(() => orders(test).length > 0), 'the hardware is at work')
      const [order] = orders(test)
      const [{ epoch, sequence }] = test.scene.heralds(down) as [Herald]
      down.neighbour.say({ type: 'PAIR_EXPIRE', ...test.scene.circuit(), epoch, sequence })
      await test.scene.pass(3 * A_WHILE)
      const misused = test.scene.happenings.some((one) => one.kind === 'misuse' && one.requirement === 'NET-210')
      test.check('NET-210', !misused, 'its qubits are left alone')
      test.check('NET-212', down.neighbour.of('DISTIL').length === 0, 'what it does is told to nobody')
      const isUsed = (): boolean =>
        test.scene.happenings.some(
          (one) => one.kind === 'command' && one.message.type === 'RELEASE' && one.message.qubit === order?.keep
        )
      test.check('NET-210', await test.scene.until(isUsed), 'when it is done they are free')
    }
  },
  ...(['older', 'younger'] as const).map(
    (which): RepeaterCase => ({
      name: `network/cutoff-of-the-${which}-pair-of-a-step`,
      requirements: ['NET-216'],
      capabilities,
      scene,
      async play(test) {
        const { up, down, qubits } = test.scene
        await test.begin()
        const [first, second] = test.scene.path().hops
        if (first === undefined || second === undefined) return
        const hops = [{ ...first, cutoff: CUTOFF }, second]
        const label = await test.open({ hops, stages: [stage(HEAD, OWN, DEJMPS)] })
        down.station.luck = () => undefined
        await request(test)
        const create = (): number => up.peer.create(1, { purpose: label, minimumFidelity: 40_000 })
        const heralds = (): readonly Herald[] => test.scene.heralds(up)
        const toldOf = (pair: Herald): boolean => up.neighbour.of('PAIR_EXPIRE').some((one) => isSame(one, pair))
        create()
        test.need(await test.scene.until(() => heralds().length === 1), 'a pair comes')
        await test.scene.pass((2 * CUTOFF) / 3)
        create()
        test.need(await test.scene.until(() => heralds().length === 2), 'and another one, later')
        const [older, younger] = heralds() as [Herald, Herald]
        const [kept, sacrificed] = which === 'older' ? [older, younger] : [younger, older]
        qubits.distilOutcome = () => 0
        const frame = distil(test, kept, [sacrificed], 0)
        up.neighbour.say({ ...frame, outcomes: difference(DEJMPS, frame, [kept, sacrificed]) })
        test.need((await test.heard(up, 'DISTILLED')).length === 1, 'a step is done')
        await test.scene.pass(A_WHILE)
        test.check('NET-216', !toldOf(older) && !toldOf(younger), 'what is kept of them waits for as long as it may')
        await test.scene.pass(CUTOFF / 2)
        const isVoid = toldOf(older) || toldOf(younger)
        test.check('NET-216', isVoid, 'and is void when the first of them has waited that long')
        create()
        test.need(await test.scene.until(() => heralds().length === 3), 'a third pair comes')
        const third = heralds()[2] as Herald
        await test.scene.pass((2 * CUTOFF) / 3)
        test.check('NET-216', !toldOf(third), 'a pair waits for others to be distilled with for as long')
        await test.scene.pass(CUTOFF / 2)
        test.check('NET-216', toldOf(third), 'and no longer')
      }
    })
  ),
  {
    name: 'network/told-before-its-pair',
    requirements: ['NET-214', 'NET-213'],
    capabilities,
    scene,
    async play(test) {
      const { up } = test.scene
      await test.begin()
      const label = await test.open({ stages: [stage(HEAD, OWN, DEJMPS)] })
      await request(test)
      const create = (): number => up.peer.create(1, { purpose: label, minimumFidelity: 40_000 })
      const heralds = (): readonly Herald[] => test.scene.heralds(up)
      create()
      test.need(await test.scene.until(() => heralds().length === 1), 'a pair comes')
      await test.scene.pass(A_WHILE)
      const [one] = heralds() as [Herald]
      const next = { ...one, sequence: (one.sequence + 1) >>> 0 }
      up.neighbour.say(distil(test, one, [next], 0))
      await test.scene.pass(A_WHILE)
      test.check('NET-214', orders(test).length === 0, 'nothing is done before the other pair has come')
      test.check('NET-214', up.neighbour.of('PAIR_EXPIRE').length === 0, 'it is waited for')
      create()
      test.check('NET-214', (await test.heard(up, 'DISTILLED')).length === 1, 'when it has come the step is done')
      create()
      test.need(await test.scene.until(() => heralds().length === 3), 'another pair comes')
      await test.scene.pass(A_WHILE)
      const last = heralds()[2] as Herald
      const since = up.neighbour.of('PAIR_EXPIRE').length
      up.neighbour.say(distil(test, last, [{ ...last, sequence: (last.sequence + 1) >>> 0 }], 0))
      const told = (): boolean =>
        up.neighbour
          .of('PAIR_EXPIRE')
          .slice(since)
          .some((name) => isSame(name, last))
      const isTold = await test.scene.until(told, LONG)
      test.check('NET-214', isTold, 'one that does not come makes the other one void')
      test.check('NET-213', isTold, 'and the other party hears of it')
    }
  }
]
