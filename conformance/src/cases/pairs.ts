import { RequestKind } from '@bellwire/wire'
import { testBasis } from '../stage/test-round.js'
import type { Delivered } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import { noLuck } from './steps.js'

const A_WHILE = 2_000_000

/** Of the bases of the device, by their numbers, as section 3.8 has them. */
const ANGLES = [
  [0, 0, 0],
  [0, 192, 0],
  [64, 0, 0],
  [0, 224, 0],
  [0, 32, 0]
] as const

/** What becomes of pairs (sections 3.5 to 3.10). */
export const pairCases: readonly Case[] = [
  {
    name: 'link/every-bell-index',
    requirements: ['LNK-008', 'LNK-063', 'LNK-064', 'WIR-002'],
    capabilities: ['LNK.KEEP'],
    scene: { qubits: 12 },
    async play(test) {
      const { scene } = test
      await test.up()
      for (const bellIndex of [0, 1, 2, 3]) {
        scene.station.luck = ({ firstSlot, slots }) => (slots > 2 ? { slot: firstSlot + 1, bellIndex } : undefined)
        const left = (pair: Delivered | undefined) => scene.qubits.bellIndexOf(pair?.qubit ?? -1)
        const [turned] = await test.pairs(1)
        const [raw] = await test.pairs(1, { raw: true })
        const [other] = await test.pairsForPeer(1)
        const told = [turned, raw, other].map((pair) => pair?.bellIndex)
        test.check(
          'LNK-008',
          told.every((index) => index === bellIndex),
          `${bellIndex} is told as ${told.join()}`
        )
        test.check('LNK-063', left(turned) === 0, `a pair of Bell index ${bellIndex} is turned into Φ+`)
        test.check('LNK-063', left(raw) === bellIndex, `a raw pair of Bell index ${bellIndex} is not turned`)
        // The operator that turns a state into Φ+ is the one of its index: what the node calls by another is not turned.
        test.check('WIR-002', left(turned) === 0 && turned?.bellIndex === bellIndex, `${bellIndex} names its state`)
        test.check('LNK-064', left(other) === bellIndex, `a responder does not turn a pair of Bell index ${bellIndex}`)
      }
    }
  },
  {
    name: 'link/all-at-once',
    requirements: ['LNK-062', 'LNK-061'],
    async play(test) {
      const { scene } = test
      await test.up()
      await test.pairs(2, { consecutive: false })
      const times = scene.happenings
        .filter((one) => one.kind === 'answer' && one.answer.type === 'ok')
        .map(({ time }) => time)
      test.check('LNK-062', times[0] === times[1], 'pairs of a request that is not consecutive come together')
      const later = scene.happenings.length
      await test.pairs(2)
      const spread = scene.happenings
        .slice(later)
        .filter((one) => one.kind === 'answer' && one.answer.type === 'ok')
        .map(({ time }) => time)
      test.check('LNK-061', (spread[0] ?? 0) < (spread[1] ?? 0), 'those of one that is come one by one')
    }
  },
  {
    name: 'link/nobody-wants-it',
    requirements: ['LNK-066', 'LNK-090'],
    async play(test) {
      const { scene } = test
      await test.up()
      await test.pairs(1)
      await scene.pass(A_WHILE)
      const { sequence } = scene.station
      scene.station.sequence = (sequence + 1) >>> 0
      const queueId = 900
      scene.stage.send(
        scene.station.node,
        scene.station.reply({ outcome: 1, sequence, slot: scene.station.slot, queueId, peerQueueId: queueId }),
        'forged'
      )
      test.must('LNK-066', await scene.until(() => scene.sent('EXPIRE').length > 0, 100 * A_WHILE), 'it is expired')
      test.check('LNK-066', scene.delivered.length === 1, 'a herald for no item is delivered to nobody')
      test.check('LNK-090', scene.sent('EXPIRE')[0]?.low === sequence, 'the peer hears of it')
    }
  },
  {
    name: 'link/expired-pair-is-made-again',
    requirements: ['LNK-051', 'LNK-011'],
    async play(test) {
      const { scene } = test
      await test.up()
      let heralds = 0
      scene.station.luck = ({ firstSlot, slots }) =>
        slots > 2 && heralds++ < 1 ? { slot: firstSlot + 1, bellIndex: 1 } : undefined
      const { createId } = await scene.create({ number: 2 })
      test.need(await scene.until(() => scene.delivered.length === 1), 'the first pair comes')
      const sequence = scene.delivered[0]?.sequence ?? 0
      scene.peer.expire(sequence, (sequence + 1) >>> 0)
      test.need(await scene.until(() => scene.answers.some(({ type }) => type === 'expired')), 'it is void')
      scene.station.luck = ({ firstSlot, slots }) => (slots > 2 ? { slot: firstSlot + 1, bellIndex: 0 } : undefined)
      test.must(
        'LNK-051',
        await scene.until(() => scene.delivered.length === 3),
        'two pairs come beside the one that is void'
      )
      const finals = scene.delivered.map(({ final }) => final).join()
      test.check('LNK-011', finals === 'false,false,true', `flagged final are ${finals}`)
      const own = scene.delivered.filter((pair) => pair.createId === createId)
      test.check('LNK-051', own.length === 3, `two pairs and one that was void: ${own.length} were delivered`)
    }
  },
  {
    name: 'link/prepared',
    requirements: ['LNK-077'],
    capabilities: ['LNK.PREPARE'],
    async play(test) {
      await test.up()
      const [own] = await test.pairs(1, { kind: 'prepare', raw: true })
      test.check('LNK-077', own?.qubit === -1 && own.outcome >= 0, 'the originator of a preparation measures')
      const [other] = await test.pairsForPeer(1, { kind: RequestKind.REMOTE_STATE_PREPARATION })
      test.check('LNK-077', (other?.qubit ?? -1) >= 0 && other?.outcome === -1, 'the responder keeps')
    }
  },
  {
    name: 'link/flipped-outcomes',
    requirements: ['LNK-065'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      const { scene } = test
      await test.up()
      const rotations = { 0: [0, 0, 0], 1: [0, 192, 0], 2: [64, 0, 0] } as const
      for (const basis of [0, 1, 2] as const)
        for (const bellIndex of [0, 1, 2, 3]) {
          scene.station.luck = ({ firstSlot, slots }) => (slots > 2 ? { slot: firstSlot + 1, bellIndex } : undefined)
          scene.qubits.measured.clear()
          const originator = { set: 'NONE', probabilities: [], rotation: rotations[basis] } as const
          const [pair] = await test.pairs(1, { kind: 'measure', originator, responder: originator })
          const found = [...scene.qubits.measured.values()][0] ?? -1
          const flips =
            basis === 0 ? bellIndex % 2 === 1 : basis === 1 ? bellIndex >= 2 : bellIndex === 1 || bellIndex === 2
          test.check(
            'LNK-065',
            pair?.outcome === (flips ? 1 - found : found),
            `Bell index ${bellIndex}, basis ${basis}: ${found} was measured, ${pair?.outcome} is told`
          )
          test.check('LNK-065', pair?.corrected === true, `which it says is corrected: ${pair?.corrected}`)
        }
    }
  },
  {
    name: 'link/angles-of-bases',
    requirements: ['LNK-075'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      const { scene } = test
      await test.up()
      for (const [basis, rotation] of ANGLES.entries()) {
        const originator = { set: 'NONE', probabilities: [], rotation } as const
        const [pair] = await test.pairs(1, { kind: 'measure', originator, raw: true })
        const ordered = scene.happenings.findLast((one) => one.kind === 'command' && one.message.type === 'MEASURE')
        const isOrdered =
          ordered?.kind === 'command' && ordered.message.type === 'MEASURE' && ordered.message.basis === basis
        test.check(
          'LNK-075',
          isOrdered && pair?.basis === basis,
          `${rotation.join()} is basis ${basis}, not ${pair?.basis}`
        )
      }
    }
  },
  {
    name: 'link/test-rounds',
    requirements: ['LNK-070', 'LNK-072', 'LNK-073'],
    capabilities: ['LNK.MEASURE'],
    role: 'other',
    async play(test) {
      const { scene } = test
      // Every pair is one.
      scene.peer.testFraction = 65_535
      await test.up()
      await scene.create({ number: 1 })
      test.must(
        'LNK-072',
        await scene.until(() => test.heralds.length >= 5, 100 * A_WHILE),
        'test rounds do not count for the request'
      )
      scene.peer.alive(false)
      test.must(
        'LNK-073',
        await scene.until(() => scene.sent('TEST_RESULTS').length > 0, A_WHILE),
        'outcomes of test rounds are told'
      )
      const rounds = scene.sent('TEST_RESULTS').flatMap((frame) => frame.rounds)
      test.check('LNK-070', rounds.length >= 4, `${rounds.length} of at least five pairs were test rounds`)
      test.check('LNK-072', scene.delivered.length === 0, 'test rounds are delivered to nobody')
      const told = scene.happenings.findIndex((one) => one.kind === 'sent' && one.frame.type === 'TEST_RESULTS')
      const alive = scene.happenings.findIndex(
        (one) => one.kind === 'sent' && one.frame.type === 'KEEPALIVE' && one.frame.answer
      )
      test.check('LNK-073', told >= 0 && (alive < 0 || told < alive), 'outcomes are told before the next KEEPALIVE')
    }
  },
  {
    name: 'link/basis-of-test-rounds',
    requirements: ['LNK-071', 'LNK-070'],
    // Every pair is one.
    scene: { link: { testFraction: 1 } },
    async play(test) {
      const { scene } = test
      scene.peer.testFraction = 65_535
      scene.peer.testSeed = scene.random.bits32()
      await test.up()
      await scene.create()
      const bases = () => test.heralds.map(({ sequence }) => testBasis(scene.peer.testSeed, sequence))
      const isRich = (): boolean => test.heralds.length >= 8 && new Set(bases()).size === 3
      test.need(await scene.until(isRich, 100 * A_WHILE), 'there are test rounds in each basis')
      noLuck(scene)
      await scene.pass(A_WHILE)
      scene.peer.alive(false)
      await scene.pass(A_WHILE)
      const measured = scene.happenings.flatMap((one) =>
        one.kind === 'command' && one.message.type === 'MEASURE' ? [one.message.basis] : []
      )
      const isAsRuled = measured.join() === bases().join()
      test.check('LNK-071', isAsRuled, `measured was in ${measured.join()}, the rule says ${bases().join()}`)
      const rounds = scene.sent('TEST_RESULTS').flatMap((frame) => frame.rounds)
      test.check(
        'LNK-070',
        rounds.length === bases().length,
        `of ${bases().length} test rounds ${rounds.length} are told`
      )
      test.check(
        'LNK-071',
        rounds.every(({ basis, sequence }) => basis === testBasis(scene.peer.testSeed, sequence)),
        'their bases are told as they were'
      )
    }
  },
  {
    name: 'link/epoch-ends-with-pairs',
    requirements: ['LNK-093', 'LNK-069'],
    async play(test) {
      const { scene } = test
      await test.up()
      const [pair] = await test.pairs(1)
      const { epoch } = scene.peer
      scene.peer.incarnation += 1
      scene.peer.voidEpoch = epoch
      scene.peer.epoch = 0
      scene.peer.greet(false)
      test.need(await scene.until(() => scene.peer.epoch > epoch), 'another epoch is opened')
      const expired = () =>
        scene.answers.filter((answer) => answer.type === 'expired' && answer.sequence === pair?.sequence)
      test.need(await scene.until(() => expired().length > 0, 100 * A_WHILE), 'the application hears of its pair')
      test.check('LNK-093', expired().length === 1, 'a pair that the peer had not settled is void')
      test.check('LNK-069', expired().length === 1, 'its application hears so once')
    }
  },
  {
    name: 'link/released',
    requirements: ['LNK-087', 'PHY-044'],
    async play(test) {
      const { scene } = test
      await test.up()
      const pairs = await test.pairs(4)
      const held = new Set(pairs.map(({ qubit }) => qubit))
      test.check('PHY-044', held.size === 4, 'four pairs have four qubits')
      for (const pair of pairs) await scene.release(pair)
      const again = await test.pairs(4)
      test.check('PHY-044', new Set(again.map(({ qubit }) => qubit)).size === 4, 'all of them can be had again')
      scene.peer.alive(false)
      await scene.until(() => scene.sent('RELEASED').length > 0)
      test.check('LNK-087', scene.sent('RELEASED').length > 0, 'the peer hears what was given back')
    }
  }
]
