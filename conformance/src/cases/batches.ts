import { HeraldError, Outcome } from '@bellwire/wire'
import type { Delivered } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import { A_WHILE, attempting, noLuck, sinceNow } from './steps.js'

/** How batches end, and which heralds have their qubit (sections 2.4 and 2.5). */
export const batchCases: readonly Case[] = [
  {
    name: 'physical/silent-batch',
    requirements: ['PHY-038'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'REPLY' ? [] : [delay])
      await scene.create()
      const gen = await attempting(test)
      const known = scene.station.timeOf(gen.firstSlot + gen.slots - 1) + scene.link.stationDelay + scene.link.guard
      const gens = scene.sent('GEN').length
      test.must(
        'PHY-038',
        await scene.until(() => scene.sent('GEN').length > gens),
        'a batch without an answer has failed'
      )
      test.check('PHY-038', scene.stage.now >= known, 'and not before its answer could have come')
    }
  },
  {
    name: 'physical/error-of-batch',
    requirements: ['PHY-041', 'PHY-042', 'PHY-043'],
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.create()
      const ends = async (fields: (gen: { queueId: number; firstSlot: number }) => object): Promise<boolean> => {
        const count = scene.sent('GEN').length
        test.need(await scene.until(() => scene.sent('GEN').length > count), 'another batch is under way')
        const gen = await attempting(test)
        const isActed = sinceNow(
          scene,
          (one) => one.kind === 'command' || (one.kind === 'sent' && one.frame.type === 'GEN')
        )
        await scene.stage.deliver(scene.station.node, scene.station.reply(fields(gen)), 'forged')
        return isActed()
      }
      const { QUEUE_MISMATCH, NO_MESSAGE_OTHER } = HeraldError
      const isMismatch = await ends(({ queueId, firstSlot }) => ({ queueId, slot: firstSlot, error: QUEUE_MISMATCH }))
      test.check('PHY-041', isMismatch, 'an error about the batch under way ends it')
      const isReminder = await ends(({ firstSlot }) => ({ queueId: 0, slot: firstSlot, error: NO_MESSAGE_OTHER }))
      test.check('PHY-042', isReminder, 'a reminder that the peer waits ends the batch under way')
      const isFormer = await ends(({ queueId, firstSlot }) => ({ queueId, slot: firstSlot - 1 }))
      test.check('PHY-043', !isFormer, 'a failure about an earlier slot does not')
    }
  },
  {
    name: 'physical/premature-success',
    requirements: ['PHY-047', 'LNK-067', 'LNK-098'],
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.create()
      // More often than there are qubits: none may be lost with a herald that is of no use.
      for (let time = 0; time < 6; time++) {
        const count = scene.sent('GEN').length
        test.must('LNK-098', await scene.until(() => scene.sent('GEN').length > count), 'another batch is under way')
        const { queueId, firstSlot, slots } = await attempting(test)
        const { sequence } = scene.station
        const fields = { outcome: Outcome.SUCCESS, slot: firstSlot + slots - 1, queueId, peerQueueId: queueId }
        const reply = scene.station.reply(fields)
        scene.station.sequence = (sequence + 1) >>> 0
        await scene.stage.deliver(scene.station.node, reply, 'forged')
        await scene.pass(A_WHILE / 10)
        test.check(
          'PHY-047',
          scene.delivered.length === 0,
          'a success that comes before its slot is no pair that can be used'
        )
        test.check(
          'LNK-067',
          scene.sent('EXPIRE').some(({ low }) => low === sequence),
          'it is expired'
        )
      }
      scene.station.luck = ({ firstSlot }) => ({ slot: firstSlot, bellIndex: 0 })
      test.check('LNK-098', await scene.until(() => scene.delivered.length === 1), 'and its qubit serves again')
    }
  },
  {
    name: 'physical/begins-in-time',
    requirements: ['PHY-031'],
    scene: { qubits: 1 },
    async play(test) {
      const { scene } = test
      await test.up()
      const { slotPeriod, stationDelay, guard } = scene.link
      const phases = [guard, stationDelay - guard, stationDelay + guard - 1, stationDelay + 2 * guard, slotPeriod / 2]
      await scene.create({ number: 1 + phases.length })
      for (const [index, phase] of phases.entries()) {
        test.need(await scene.until(() => scene.delivered.length > index), 'the one qubit there is holds a pair')
        const pair = scene.delivered[index] as Delivered
        const count = scene.sent('GEN').filter(({ slots }) => slots > 0).length
        // Some time before a slot.
        await scene.pass(scene.station.timeOf(scene.station.slot + 1) - phase - scene.stage.now)
        await scene.release(pair)
        const isTried = () => scene.sent('GEN').filter(({ slots }) => slots > 0).length > count
        test.need(await scene.until(isTried), 'attempts begin when it is given back')
        const { firstSlot } = scene.sent('GEN').at(-1) ?? { firstSlot: 0 }
        const early = scene.stage.now + stationDelay - (scene.station.timeOf(firstSlot) - guard)
        test.check('PHY-031', early <= 0, `a GEN is at the station ${early} ns after the gate of its first slot opens`)
      }
    }
  },
  {
    name: 'physical/success-after-withdrawal',
    requirements: ['PHY-032', 'PHY-035'],
    async play(test) {
      const { scene } = test
      await test.up()
      // That the item is complete would tell the node of the success, too.
      scene.stage.way = (frame, _from, _to, delay) => (frame.type === 'END' ? [] : [delay])
      await scene.create()
      test.need(await scene.until(() => test.heralds.length > 0), 'the station sees a success')
      const { sequence } = test.heralds[0] ?? { sequence: -1 }
      // Its REPLY is still under way.
      scene.qubits.report(scene.link.link, 3)
      await scene.pass(A_WHILE / 10)
      test.check('PHY-035', scene.delivered.length === 0, 'a success of a batch that was given up has no qubit')
      test.check(
        'PHY-032',
        scene.sent('EXPIRE').some(({ low }) => low === sequence),
        'it is a herald all the same, and expired'
      )
    }
  },
  {
    name: 'physical/success-of-dark-slot',
    requirements: ['PHY-051'],
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.create()
      const { queueId, firstSlot, slots } = await attempting(test)
      scene.qubits.report(scene.link.link, 3)
      const slot = firstSlot + slots - 2
      test.need(slot > scene.station.slot + 1, 'slots of the batch are still to come')
      await scene.pass(scene.station.timeOf(slot) + scene.link.stationDelay - scene.stage.now)
      const { sequence } = scene.station
      const reply = scene.station.reply({ outcome: Outcome.SUCCESS, slot, queueId, peerQueueId: queueId })
      scene.station.sequence = (sequence + 1) >>> 0
      await scene.stage.deliver(scene.station.node, reply, 'forged')
      await scene.pass(A_WHILE / 10)
      const isVoid = scene.delivered.length === 0 && scene.sent('EXPIRE').some(({ low }) => low === sequence)
      test.check('PHY-051', isVoid, 'a success of a slot without light is no pair')
    }
  },
  {
    name: 'physical/drifting-amid-attempts',
    requirements: ['PHY-035', 'LNK-040'],
    // A master that proposes a window at once orders its batch anew.
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      scene.station.luck = ({ firstSlot, slots }) => ({ slot: firstSlot + slots - 1, bellIndex: 0 })
      await scene.create()
      test.need(await scene.until(() => test.heralds.length > 0), 'the station sees a success in the last slot')
      const isGivenUp = sinceNow(scene, (one) =>
        one.kind === 'command' ? one.message.type === 'HALT' : one.kind === 'sent' && one.frame.type === 'GEN'
      )
      // Its REPLY is still under way.
      scene.qubits.report(scene.link.link, 1)
      test.need(!isGivenUp(), 'a node whose link drifts goes on with its batch')
      await scene.pass(A_WHILE / 10)
      const { sequence } = test.heralds[0] ?? { sequence: -1 }
      const isKept = scene.delivered.some((pair) => pair.sequence === sequence)
      test.check('PHY-035', isKept, 'a success of a batch that was not given up has its qubit')
      test.check('LNK-040', isKept, 'and is a pair')
    }
  },
  {
    name: 'physical/late-word-of-the-last-slot',
    requirements: ['PHY-035', 'LNK-040'],
    async play(test) {
      const { scene } = test
      await test.up()
      const { slotPeriod, guard } = scene.link
      // Within the margin of a REPLY; a slot later by then, in which nothing was emitted.
      scene.stage.way = (frame, _from, _to, delay) => [frame.type === 'REPLY' ? delay + slotPeriod - 10 * guard : delay]
      scene.station.luck = ({ firstSlot, slots }) => ({ slot: firstSlot + slots - 1, bellIndex: 0 })
      await scene.create()
      test.need(await scene.until(() => test.heralds.length > 0), 'the station sees a success in the last slot')
      noLuck(scene)
      await scene.pass(A_WHILE)
      const { sequence } = test.heralds[0] ?? { sequence: -1 }
      const isKept = scene.delivered.some((pair) => pair.sequence === sequence)
      test.check('PHY-035', isKept, 'after the last slot of a batch nothing was emitted that could overwrite its qubit')
      test.check('LNK-040', isKept, 'the success is a pair')
    }
  }
]
