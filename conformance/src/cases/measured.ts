import { RandomBasis, RequestKind } from '@bellwire/wire'
import { IN_Z, type MeasurementWish } from '../subject/measurement.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE, anotherEpoch, noLuck } from './steps.js'

const [Z, X, Y, Z_PLUS, Z_MINUS, ROTATED] = [0, 1, 2, 3, 4, 5]

/** Sets of bases of which one is certain, and its code. */
const CERTAIN: readonly (readonly [MeasurementWish['set'], readonly number[], number])[] = [
  ['XZ', [255], X],
  ['XZ', [0], Z],
  ['XYZ', [255, 0], X],
  ['XYZ', [0, 255], Y],
  ['XYZ', [0, 0], Z],
  ['CHSH', [255], Z_PLUS],
  ['CHSH', [0], Z_MINUS]
]

/** Angles that name no basis, though one of them is that of one. */
const TURNED = [
  [1, 2, 3],
  [0, 192, 1],
  [64, 1, 0],
  [1, 32, 0]
] as const

/** An angle is one of 256 to a turn; what its hardware is told is in radians. */
const TURN = (2 * Math.PI) / 256

/** In which bases a node measures (section 3.8). */
export const measuredCases: readonly Case[] = [
  {
    name: 'link/bases-of-sets',
    requirements: ['LNK-076', 'LNK-075'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      await test.up()
      for (const [set, probabilities, basis] of CERTAIN) {
        const originator = { set, probabilities, rotation: [0, 0, 0] } as const
        const pairs = await test.pairs(3, { kind: 'measure', originator, responder: IN_Z })
        const told = pairs.map((pair) => pair.basis)
        test.check(
          'LNK-076',
          told.every((one) => one === basis),
          `of ${set} with ${probabilities.join()}/255 basis ${basis} is certain, told are ${told.join()}`
        )
        test.check('LNK-076', lastMeasured(test)?.basis === basis, `measured is in ${lastMeasured(test)?.basis}`)
        const [probability1 = 0, probability2 = 0] = probabilities
        const responder = { ...NO_ANGLES, randomBasis: RandomBasis[set], probability1, probability2 }
        const [other] = await test.pairsForPeer(1, { kind: RequestKind.MEASURE, responder })
        test.check('LNK-075', other?.basis === basis, `so does a responder: its basis is ${other?.basis}`)
      }
    }
  },
  {
    name: 'link/turned-bases',
    requirements: ['LNK-075'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      await test.up()
      for (const rotation of TURNED) {
        const originator = { ...IN_Z, rotation }
        const [pair] = await test.pairs(1, { kind: 'measure', originator })
        const { basis, rotation: angles } = lastMeasured(test) ?? {}
        test.check(
          'LNK-075',
          pair?.basis === ROTATED && basis === ROTATED,
          `${rotation.join()} is told as ${pair?.basis}`
        )
        const said = [angles?.x1, angles?.y, angles?.x2]
        const isSo = said.every((angle, at) => Math.abs((angle ?? Infinity) - (rotation[at] ?? 0) * TURN) < TURN / 1000)
        test.check('LNK-075', isSo, `the angles ${rotation.join()} are measured as ${said.join()} radians`)
        const [rotationX1, rotationY, rotationX2] = rotation
        const responder = { ...NO_ANGLES, rotationX1, rotationY, rotationX2 }
        const [other] = await test.pairsForPeer(1, { kind: RequestKind.MEASURE, responder })
        test.check('LNK-075', other?.basis === ROTATED, 'a responder measures as the ADD states for it')
      }
    }
  },
  {
    name: 'link/outcomes-of-test-rounds',
    requirements: ['LNK-073', 'LNK-070'],
    capabilities: ['LNK.MEASURE'],
    // Every pair is one.
    scene: { link: { testFraction: 1 } },
    async play(test) {
      const { scene } = test
      scene.peer.testFraction = 65_535
      scene.peer.testSeed = scene.random.bits32()
      await test.up()
      const { luck } = scene.station
      await scene.create()
      for (const number of [1, 11]) {
        scene.station.luck = (batch) => (test.heralds.length < number ? luck(batch) : undefined)
        test.need(await scene.until(() => test.heralds.length === number), 'there are test rounds')
        await scene.pass(A_WHILE)
        scene.peer.alive(false)
        await scene.pass(A_WHILE)
        const found = scene.happenings.flatMap((one) =>
          one.kind === 'result' && one.message.type === 'MEASURED' ? [one.message.outcome] : []
        )
        const rounds = scene.sent('TEST_RESULTS').flatMap((frame) => frame.rounds)
        const told = test.heralds.map(({ sequence }) => rounds.find((round) => round.sequence === sequence)?.outcome)
        test.check(
          'LNK-073',
          told.join() === found.join(),
          `found was ${found.join()}, the peer is told ${told.join()}`
        )
        test.check('LNK-070', rounds.length === test.heralds.length, `of each once: ${rounds.length}`)
      }
    }
  },
  {
    name: 'link/asked-of-the-peer',
    requirements: ['LNK-030'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.peer.purposes.add(9)
      const originator = { set: 'XYZ', probabilities: [10, 200], rotation: [0, 0, 0] } as const
      const responder = { set: 'NONE', probabilities: [], rotation: [3, 2, 1] } as const
      const asked = { kind: 'measure', number: 3, minimumFidelity: 0.5, purpose: 9, priority: 5 } as const
      await scene.create({ ...asked, atomic: true, consecutive: true, originator, responder })
      test.need(await scene.until(() => scene.sent('ADD').length > 0), 'the node adds')
      const [add] = scene.sent('ADD')
      const { createId } = scene.answers.find((answer) => answer.type === 'created') ?? { createId: -1 }
      test.check(
        'LNK-030',
        add?.kind === RequestKind.MEASURE && add.number === 3 && add.purpose === 9 && add.priority === 5,
        `of 3 measured pairs for purpose 9 with priority 5 the peer hears ${add?.number}, ${add?.kind}, ${add?.purpose}, ${add?.priority}`
      )
      test.check('LNK-030', add?.createId === createId && add.atomic && add.consecutive && !add.paced, 'and the rest')
      const fidelity = (add?.minimumFidelity ?? 0) / 65_535
      test.check('LNK-030', fidelity >= 0.5 && fidelity < 0.5001, `of at least 0.5 it hears ${fidelity}`)
      const own = add?.originator
      const isOwn = own?.randomBasis === RandomBasis.XYZ && own.probability1 === 10 && own.probability2 === 200
      test.check('LNK-030', isOwn, 'how the originator measures')
      const its = add?.responder
      const isIts = its?.randomBasis === 0 && its.rotationX1 === 3 && its.rotationY === 2 && its.rotationX2 === 1
      test.check('LNK-030', isIts, 'and how the responder is to')
      const made = await scene.until(() => scene.delivered.length === 3)
      const pairs = scene.delivered.filter(({ kind, purpose }) => kind === 'measure' && purpose === 9)
      test.check('LNK-030', made && pairs.length === 3, 'that is what its pairs are delivered as')
    }
  },
  {
    name: 'link/test-rounds-of-former-epoch',
    requirements: ['LNK-177'],
    capabilities: ['LNK.MEASURE'],
    scene: { link: { testFraction: 1 } },
    async play(test) {
      const { scene } = test
      scene.peer.testFraction = 65_535
      await test.up()
      await scene.create({ kind: 'measure' })
      test.need(await scene.until(() => test.heralds.length >= 3), 'there are test rounds')
      noLuck(scene)
      await scene.pass(A_WHILE / 10)
      const told = scene.sent('TEST_RESULTS').length
      await anotherEpoch(test)
      scene.peer.alive(false)
      await scene.pass(A_WHILE)
      test.check(
        'LNK-177',
        scene.sent('TEST_RESULTS').length === told,
        'of rounds of an epoch that is over nothing is told'
      )
    }
  }
]

const NO_ANGLES = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }

/** What the hardware was told to measure. */
function lastMeasured({ scene }: Test) {
  const last = scene.happenings.findLast((one) => one.kind === 'command' && one.message.type === 'MEASURE')
  return last?.kind === 'command' && last.message.type === 'MEASURE' ? last.message : undefined
}
