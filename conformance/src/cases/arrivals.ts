import { ErrorCode, Outcome, RequestKind } from '@bellwire/wire'
import type { Item } from '../stage/peer-queue.js'
import { IN_Z, type MeasurementWish } from '../subject/measurement.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE, attempting, noLuck } from './steps.js'

const [Z, X, Y] = [0, 1, 2]
const MEASURE_ALONE = 1 << RequestKind.MEASURE

/** Each train chooses; or the optics do, always. */
const CHOOSES = { keep: false, arrival: { hardware: false, bases: [basisShare(Z, 0), basisShare(X, 0)] } }
const CHOSEN = { keep: false, arrival: { hardware: true, bases: [basisShare(X, 0.5), basisShare(Z, 0.5)] } }

const IN_X = { ...IN_Z, rotation: [0, 192, 0] } as const
const IN_Y = { ...IN_Z, rotation: [64, 0, 0] } as const
const IN_ANY = { ...IN_Z, rotation: [1, 2, 3] } as const
const EVEN = xz(128)

const capabilities = ['PHY.ARRIVAL', 'LNK.MEASURE']

/** Ends that measure photons as they arrive (section 3.8). */
export const arrivalCases: readonly Case[] = [
  {
    name: 'physical/states-its-bases',
    requirements: ['PHY-140'],
    capabilities,
    scene: {
      capabilities: { keep: false, arrival: { hardware: true, bases: [basisShare(X, 0.5), basisShare(Y, 0.5)] } }
    },
    async play(test) {
      await test.up()
      const stated = test.scene.sent('HELLO').map(({ bases }) => bases)
      test.check(
        'PHY-140',
        stated.length > 0 && stated.every((bases) => bases === ((1 << X) | (1 << Y))),
        `of an end that measures photons in X or Y is stated ${stated.join()}`
      )
    }
  },
  {
    name: 'link/measured-on-arrival-alone',
    requirements: ['LNK-150', 'LNK-151', 'PHY-140'],
    capabilities,
    scene: { capabilities: CHOOSES },
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      const hellos = scene.happenings.flatMap((one) =>
        one.kind === 'sent' && one.to === scene.peer.node && one.frame.type === 'HELLO' ? [one.frame] : []
      )
      test.check(
        'PHY-140',
        hellos.length > 0 && hellos.every(({ kinds, bases }) => kinds === MEASURE_ALONE && bases === 0b11),
        `stated are the kinds ${hellos[0]?.kinds} and bases ${hellos[0]?.bases}`
      )
      const kept = await scene.create({ kind: 'keep' })
      test.check('LNK-150', kept.code === ErrorCode.UNSUPP, `a request for pairs that are kept gets ${kept.code}`)
      const serial = scene.peer.create(1)
      await scene.until(() => scene.peer.outcomeOf(serial) !== undefined)
      test.check('LNK-150', scene.peer.outcomeOf(serial) === ErrorCode.UNSUPP, "and the peer's is refused with UNSUPP")
      for (const originator of [IN_Y, IN_ANY, { ...EVEN, set: 'CHSH' }] as const) {
        const { code } = await scene.create({ kind: 'measure', originator })
        test.check(
          'LNK-151',
          code === ErrorCode.UNSUPP,
          `what it cannot measure in gets ${code}: ${inWords(originator)}`
        )
      }
      for (const originator of [IN_Z, IN_X, EVEN]) {
        const { code } = await scene.create({ kind: 'measure', originator })
        test.check('LNK-151', code === 0, `what it can gets ${code}: ${inWords(originator)}`)
      }
      const responder = {
        randomBasis: 0,
        probability1: 0,
        probability2: 0,
        rotationX1: 64,
        rotationY: 0,
        rotationX2: 0
      }
      const other = scene.peer.create(1, { kind: RequestKind.MEASURE, responder })
      await scene.until(() => scene.peer.outcomeOf(other) !== undefined)
      test.check('LNK-151', scene.peer.outcomeOf(other) === ErrorCode.UNSUPP, 'the peer asks in vain for Y')
    }
  },
  {
    name: 'link/chosen-by-optics',
    requirements: ['LNK-152', 'LNK-158'],
    capabilities,
    scene: { capabilities: CHOSEN },
    async play(test) {
      const { scene } = test
      await test.up()
      for (const originator of [IN_Z, xz(126), xz(130)]) {
        const { code } = await scene.create({ kind: 'measure', originator })
        test.check('LNK-152', code === ErrorCode.UNSUPP, `shares that its optics do not have get ${code}`)
      }
      const pairs = await test.pairs(12, { kind: 'measure', originator: EVEN, raw: true })
      const recorded = recordsOf(test)
      const told = pairs.map(({ basis }) => basis)
      test.check('LNK-158', told.join() === recorded.join(), `recorded are ${recorded.join()}, told ${told.join()}`)
      const isUnnamed = trains(test).every(({ arrivalBases }) => arrivalBases.length === 0)
      test.check('LNK-152', isUnnamed, 'trains name no bases to optics that choose')
    }
  },
  {
    name: 'link/chosen-by-trains',
    requirements: ['LNK-154', 'LNK-158'],
    capabilities,
    scene: { capabilities: CHOOSES },
    async play(test) {
      await test.up()
      for (const [originator, shares] of [
        [IN_X, [[X, 1]]],
        [
          EVEN,
          [
            [X, 128 / 255],
            [Z, 127 / 255]
          ]
        ],
        [xz(0), [[Z, 1]]]
      ] as const) {
        const since = trains(test).length
        const before = recordsOf(test).length
        const pairs = await test.pairs(3, { kind: 'measure', originator, raw: true })
        const named = trains(test)
          .slice(since)
          .map(({ arrivalBases }) => arrivalBases)
        const isAsAsked = named.every(
          (bases) =>
            bases.length === shares.length &&
            shares.every(([basis, share]) =>
              bases.some((one) => one.basis === basis && Math.abs(one.share - share) < 1e-9)
            )
        )
        test.check('LNK-154', named.length > 0 && isAsAsked, `trains name the bases of ${inWords(originator)}`)
        const recorded = recordsOf(test).slice(before)
        const told = pairs.map(({ basis }) => basis)
        test.check('LNK-158', told.join() === recorded.join(), `recorded are ${recorded.join()}, told ${told.join()}`)
      }
      const { probabilities } = EVEN
      const responder = { randomBasis: 1, probability1: probabilities[0] ?? 0, probability2: 0 }
      const since = trains(test).length
      await test.pairsForPeer(1, {
        kind: RequestKind.MEASURE,
        responder: { ...responder, rotationX1: 0, rotationY: 0, rotationX2: 0 }
      })
      const isBoth = trains(test)
        .slice(since)
        .every(({ arrivalBases }) => arrivalBases.length === 2)
      test.check('LNK-154', isBoth, 'and for the peer those that the ADD states for the responder')
    }
  },
  {
    name: 'link/record-of-no-use',
    requirements: ['LNK-155'],
    capabilities,
    scene: { capabilities: CHOOSES },
    async play(test) {
      const { scene } = test
      await test.up()
      for (const record of [undefined, X]) {
        const before = scene.delivered.length
        const heralds = test.heralds.length
        scene.qubits.record = (basis) => (test.heralds.length === heralds ? record : basis)
        await scene.create({ kind: 'measure', number: 2, raw: true })
        const made = (): boolean => scene.delivered.length === before + 2
        test.need(await scene.until(made, 10 * A_WHILE), 'two pairs come')
        const useless = test.heralds[heralds]?.sequence
        const isExpired = scene.sent('EXPIRE').some(({ low }) => low === useless)
        test.check('LNK-155', isExpired, `a pair whose record is ${record}, where Z is asked for, is expired`)
        const isOther = scene.delivered.slice(before).every(({ sequence }) => sequence !== useless)
        test.check('LNK-155', isOther, 'and not delivered')
      }
    }
  },
  {
    name: 'link/record-of-another-item',
    requirements: ['LNK-157'],
    capabilities,
    scene: { capabilities: CHOOSES },
    async play(test) {
      const { scene } = test
      const { peer, station } = scene
      await test.up()
      noLuck(scene)
      const inZ = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }
      const serials = [0, 1].map(() => peer.create(1, { kind: RequestKind.MEASURE, responder: inZ }))
      const isIn = (): boolean => serials.every((serial) => typeof peer.outcomeOf(serial) === 'object')
      test.need(await scene.until(isIn), 'two items are in the queue')
      const { firstSlot, queueId } = await attempting(test)
      const other = serials
        .map((serial) => peer.outcomeOf(serial) as Item)
        .map((item) => item.queueId)
        .find((one) => one !== queueId)
      test.need(other !== undefined, 'one of them is served')
      // Its bases are the same, so that nothing but the item tells them apart.
      const { sequence } = station
      const { slotPeriod, stationDelay } = scene.link
      await scene.pass(Math.max(0, station.timeOf(firstSlot) + stationDelay + slotPeriod / 4 - scene.stage.now))
      const found = { outcome: Outcome.SUCCESS, sequence, slot: firstSlot, queueId: other, peerQueueId: other }
      station.sequence = (sequence + 1) >>> 0
      // There is a record of that slot, in a basis that either item asks for.
      scene.qubits.herald(scene.link.link, firstSlot, station.timeOf(firstSlot), 0)
      await scene.stage.deliver(station.node, station.reply(found), 'forged')
      await scene.pass(A_WHILE / 10)
      test.check(
        'LNK-157',
        scene.sent('EXPIRE').some(({ low }) => low === sequence),
        `a pair of item ${other} in a slot in which item ${queueId} was attempted is expired`
      )
      test.check('LNK-157', scene.delivered.length === 0, 'and delivered to nobody')
    }
  },
  {
    name: 'link/test-rounds-on-arrival',
    requirements: ['LNK-159'],
    role: 'other',
    capabilities,
    scene: { capabilities: CHOOSES },
    async play(test) {
      const { scene } = test
      // Every pair is one.
      scene.peer.testFraction = 65_535
      await test.up()
      await scene.create({ kind: 'measure' })
      await attempting(test)
      test.need(await scene.until(() => test.heralds.length >= 3, 10 * A_WHILE), 'there are test rounds')
      noLuck(scene)
      await scene.pass(A_WHILE)
      const expired = scene.sent('EXPIRE').map(({ low }) => low)
      test.check(
        'LNK-159',
        test.heralds.every(({ sequence }) => expired.includes(sequence)),
        `test rounds are expired: ${expired.join()}`
      )
      test.check('LNK-159', scene.delivered.length === 0, 'and delivered to nobody')
    }
  }
]

function basisShare(basis: number, share: number): { basis: number; share: number } {
  return { basis, share }
}

/** X with so many of 255, otherwise Z. */
function xz(probability: number): MeasurementWish {
  return { set: 'XZ', probabilities: [probability], rotation: [0, 0, 0] }
}

/** Bases of the hardware's records, in the order in which they were asked for. */
function recordsOf({ scene }: Test): readonly (number | undefined)[] {
  return scene.happenings.flatMap((one) =>
    one.kind === 'result' && one.message.type === 'MEASURED' ? [one.message.basis] : []
  )
}

function trains({ scene }: Test) {
  return scene.happenings.flatMap((one) =>
    one.kind === 'command' && one.message.type === 'GENERATE' ? [one.message] : []
  )
}

function inWords({ set, probabilities, rotation }: MeasurementWish): string {
  return `${set} ${probabilities.join()} ${rotation.join()}`
}
