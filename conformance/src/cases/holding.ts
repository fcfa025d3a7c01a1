import { Outcome } from '@bellwire/wire'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE, attempting, noLuck, sinceNow } from './steps.js'

const scene = { capabilities: { holds: true } }
const capabilities = ['PHY.HOLD', 'LNK.KEEP']

/** Hardware that stops at a herald by itself, and keeps its qubit (section 2.12). */
export const holdingCases: readonly Case[] = [
  {
    name: 'physical/held-qubit',
    requirements: ['PHY-174'],
    // The other node would hear of the pair from the master first (LNK-044).
    role: 'master',
    scene,
    capabilities,
    async play(test) {
      await test.up()
      // The REPLY comes when later slots of the batch would have been emitted.
      test.scene.stage.way = (frame, _from, _to, delay) =>
        frame.type === 'REPLY' && frame.outcome === Outcome.SUCCESS ? [delay + 5 * test.scene.link.slotPeriod] : [delay]
      // Of the first slot of the run: the run before it had none of this qubit.
      test.scene.station.luck = ({ firstSlot }) => ({ slot: firstSlot, bellIndex: 0 })
      await test.scene.create()
      const isMade = await test.scene.until(() => test.scene.delivered.length > 0, A_WHILE)
      const isFirst = test.scene.delivered[0]?.sequence === test.heralds[0]?.sequence
      test.check('PHY-174', isMade && isFirst, 'a herald of the present run has its qubit, however late it comes')
    }
  },
  {
    name: 'physical/held-qubit-of-another',
    requirements: ['PHY-174'],
    scene,
    capabilities,
    async play(test) {
      await test.up()
      noLuck(test.scene)
      await test.scene.create()
      const { firstSlot, queueId } = await attempting(test)
      // The hardware may have stopped at the success that the node does not hear of.
      const { station } = test.scene
      const sequence = (station.sequence + 1) >>> 0
      station.sequence = (sequence + 1) >>> 0
      const success = {
        outcome: Outcome.SUCCESS,
        bellIndex: 0,
        sequence,
        slot: firstSlot,
        queueId,
        peerQueueId: queueId
      }
      const wait = station.timeOf(firstSlot) - test.scene.stage.now + test.scene.link.stationDelay
      await test.scene.pass(wait)
      await test.scene.stage.deliver(station.node, station.reply(success), 'forged')
      const isExpired = (): boolean =>
        test.scene.sent('EXPIRE').some(({ low, high }) => ((high - sequence) | 0) > 0 && ((sequence - low) | 0) >= 0)
      test.check('PHY-174', await test.scene.until(isExpired, A_WHILE), 'a herald that is ahead has lost its qubit')
      test.check('PHY-174', test.scene.delivered.length === 0, 'and is delivered to nobody')
    }
  },
  {
    name: 'physical/stops-what-holds',
    requirements: ['PHY-176', 'PHY-178'],
    scene,
    capabilities,
    async play(test) {
      await test.up()
      await test.pairs(3)
      noLuck(test.scene)
      await test.scene.create()
      await attempting(test)
      await test.scene.pass(A_WHILE)
      const between = halts(test)
      const others = between.filter(({ isOther }) => isOther)
      test.need(others.length > 0 && between.some(({ isOther }) => !isOther), 'batches have followed each other')
      test.check(
        'PHY-176',
        others.every(({ isStopped }) => isStopped),
        'the hardware is stopped before it takes another qubit'
      )
      test.check(
        'PHY-178',
        between.every(({ isOther, isStopped }) => isOther || isStopped),
        'and after a batch that has failed'
      )
    }
  },
  {
    name: 'physical/herald-of-earlier-run',
    requirements: ['PHY-175', 'PHY-174'],
    scene,
    capabilities,
    async play(test) {
      await test.up()
      noLuck(test.scene)
      await test.scene.create()
      const former = await attempting(test)
      const isNext = (): boolean => (test.scene.sent('GEN').at(-1)?.firstSlot ?? 0) > former.firstSlot
      test.need(await test.scene.until(isNext), 'another run has begun')
      const { station } = test.scene
      const { sequence } = station
      station.sequence = (sequence + 1) >>> 0
      const slot = former.firstSlot + former.slots - 1
      const { queueId } = former
      const success = { outcome: Outcome.SUCCESS, bellIndex: 0, sequence, slot, queueId, peerQueueId: queueId }
      const isEnded = sinceNow(test.scene, (one) =>
        one.kind === 'command'
          ? one.message.type === 'HALT' || one.message.type === 'GENERATE'
          : one.kind === 'sent' && one.frame.type === 'GEN'
      )
      await test.scene.stage.deliver(station.node, station.reply(success), 'forged')
      test.check('PHY-175', !isEnded(), 'a herald of an earlier run does not end the batch under way')
      await test.scene.until(() => test.scene.sent('EXPIRE').length > 0, A_WHILE)
      test.check('PHY-174', test.scene.sent('EXPIRE')[0]?.low === sequence, 'its qubit is lost, and its pair expired')
      test.check('PHY-174', test.scene.delivered.length === 0, 'and delivered to nobody')
      station.luck = ({ firstSlot }) => ({ slot: firstSlot + 1, bellIndex: 0 })
      const isMade = await test.scene.until(() => test.scene.delivered.length > 0, A_WHILE)
      test.check('PHY-175', isMade, 'and the next success is a pair')
    }
  },
  replacedFails('physical/replaced-batch-fails', ({ next }) => next - 1),
  replacedFails('physical/replaced-batch-fails-at-its-first-slot', ({ run }) => run),
  {
    name: 'physical/held-train-not-begun',
    requirements: ['PHY-182'],
    scene,
    capabilities,
    async play(test) {
      await test.up()
      const [first, second] = await test.pairs(2)
      const herald = test.heralds.find(({ sequence }) => sequence === second?.sequence)
      const { link } = test.scene.link
      test.scene.stage.report({ type: 'GENERATION_FAILED', link, firstSlot: (herald?.slot ?? 0) + 1 })
      await test.scene.pass(A_WHILE / 10)
      test.check(
        'PHY-182',
        test.scene.sent('EXPIRE').length === 0,
        'what was not emitted after a herald is no matter of it'
      )
      test.scene.stage.report({ type: 'GENERATION_FAILED', link, firstSlot: herald?.slot ?? 0 })
      await test.scene.pass(A_WHILE / 10)
      const expired = test.scene.sent('EXPIRE')
      test.check(
        'PHY-182',
        expired[0]?.low === second?.sequence && expired.every(({ low }) => low !== first?.sequence),
        'a pair of which nothing was emitted is expired, and it alone'
      )
      const told = test.scene.answers.filter(({ type }) => type === 'expired')
      test.check('PHY-182', told.length === 1, 'also where it was delivered')
    }
  }
]

/**
 * A batch that another one has replaced fails in the present run.
 *
 * @param slotOf the failing slot, of the first slots of the run and of the batch that is there now
 */
function replacedFails(
  name: string,
  slotOf: (firstSlots: { readonly run: number; readonly next: number }) => number
): Case {
  return {
    name,
    requirements: ['PHY-181'],
    role: 'other',
    scene,
    capabilities,
    async play(test) {
      await test.up()
      noLuck(test.scene)
      await test.scene.pass(A_WHILE)
      const { peer, station, stage } = test.scene
      const { slot } = station
      peer.create(1, { queueId: 9, scheduleSlot: slot })
      const former = await attempting(test)
      await test.scene.pass(station.timeOf(former.firstSlot + 3) - stage.now)
      peer.create(1, { queueId: 8, scheduleSlot: slot - 10 })
      const isReplaced = (): boolean => test.scene.sent('GEN').at(-1)?.queueId === 8
      test.need(await test.scene.until(isReplaced, A_WHILE / 10), 'another item takes the place of the one under way')
      const next = test.scene.sent('GEN').at(-1)
      const since = test.scene.happenings.length
      const { queueId } = former
      const failed = {
        slot: slotOf({ run: former.firstSlot, next: next?.firstSlot ?? 1 }),
        queueId,
        peerQueueId: queueId
      }
      await stage.deliver(station.node, station.reply(failed), 'forged')
      const orders = test.scene.happenings
        .slice(since)
        .flatMap((one) => (one.kind === 'command' ? [one.message.type] : []))
      test.check(
        'PHY-181',
        orders.includes('HALT') && orders.at(-1) === 'GENERATE',
        `when the batch fails that was replaced, the hardware is told ${orders.join()}`
      )
      const again = test.scene.sent('GEN').at(-1)
      const end = (next?.firstSlot ?? 0) + (next?.slots ?? 0)
      test.check(
        'PHY-181',
        again?.queueId === 8 && again.firstSlot >= (next?.firstSlot ?? 0) && again.firstSlot < end,
        'what is left of the present batch is ordered anew'
      )
    }
  }
}

/** Of batches that follow each other: whether the hardware was stopped between them, and whether the later has another qubit. */
function halts({ scene: { happenings } }: Test): readonly { isStopped: boolean; isOther: boolean }[] {
  const found: { isStopped: boolean; isOther: boolean }[] = []
  let qubit: number | undefined
  let isStopped = false
  for (const one of happenings) {
    if (one.kind !== 'command') continue
    if (one.message.type === 'HALT') isStopped = true
    if (one.message.type !== 'GENERATE') continue
    if (qubit !== undefined) found.push({ isStopped, isOther: one.message.qubit !== qubit })
    qubit = one.message.qubit
    isStopped = false
  }
  return found
}
