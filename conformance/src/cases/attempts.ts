import { Outcome } from '@bellwire/wire'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'

const A_WHILE = 2_000_000

/** Asks for pairs, and lets attempts begin that nothing comes of. Returns the batch that is under way. */
async function attempting(test: Test, number = 1) {
  const { scene } = test
  await test.up()
  scene.station.luck = () => undefined
  await scene.create({ number })
  test.need(await scene.until(() => (scene.sent('GEN').at(-1)?.slots ?? 0) > 0), 'attempts are under way')
  const batch = scene.sent('GEN').at(-1)
  if (batch === undefined) throw new Error('there is a GEN')
  return batch
}

/** Attempts and what the station says of them (section 2.4). */
export const attemptCases: readonly Case[] = [
  {
    name: 'physical/batches',
    requirements: ['PHY-030', 'PHY-031', 'PHY-027', 'PHY-040'],
    async play(test) {
      const { scene } = test
      const batch = await attempting(test)
      test.need(await scene.until(() => scene.sent('GEN').length >= 3), 'batches follow each other')
      const trains = scene.happenings.flatMap((one) =>
        one.kind === 'command' && one.message.type === 'GENERATE' ? [one.message] : []
      )
      const gens = scene.sent('GEN')
      test.check(
        'PHY-030',
        gens.every((gen, index) => trains[index]?.firstSlot === gen.firstSlot && trains[index]?.slots === gen.slots),
        'each train has its GEN'
      )
      const early = scene.happenings.filter(
        (one) =>
          one.kind === 'sent' &&
          one.frame.type === 'GEN' &&
          one.time + scene.link.stationDelay > scene.station.timeOf(one.frame.firstSlot) - scene.link.guard
      )
      test.check('PHY-031', early.length === 0, 'a GEN is at the station before the gate of its first slot opens')
      test.check(
        'PHY-027',
        trains.every(
          ({ arrival, firstSlot }) => Math.abs(arrival - scene.station.timeOf(firstSlot)) <= scene.link.guard
        ),
        'photons are timed to be there when the gate is open'
      )
      test.check(
        'PHY-040',
        gens[1]?.firstSlot === batch.firstSlot + batch.slots,
        'after a batch that failed the next slots follow'
      )
    }
  },
  {
    name: 'physical/stops-at-success',
    requirements: ['PHY-034', 'PHY-044', 'PHY-033'],
    async play(test) {
      const { scene } = test
      await test.up()
      const [one, two] = await test.pairs(2)
      const told = scene.happenings.findIndex(
        (happening) =>
          happening.kind === 'came' && happening.frame.type === 'REPLY' && happening.frame.outcome === Outcome.SUCCESS
      )
      const next = scene.happenings
        .slice(told + 1)
        .find((happening) => happening.kind === 'command' && ['HALT', 'GENERATE'].includes(happening.message.type))
      test.check(
        'PHY-034',
        next?.kind === 'command' && next.message.type === 'HALT',
        'the train is stopped at a success'
      )
      test.check('PHY-044', one?.qubit !== two?.qubit, 'pairs that are held have qubits of their own')
      test.check(
        'PHY-033',
        two?.sequence === ((one?.sequence ?? 0) + 1) >>> 0,
        'the number that follows is expected next'
      )
    }
  },
  {
    name: 'physical/overwritten-qubit',
    requirements: ['PHY-035', 'LNK-067'],
    async play(test) {
      const { scene } = test
      const batch = await attempting(test)
      // Slots long after the first one have been emitted when its success is told.
      await scene.pass(8 * scene.link.slotPeriod)
      const { firstSlot, queueId } = batch
      const { sequence } = scene.station
      scene.station.sequence = (sequence + 1) >>> 0
      scene.stage.send(
        scene.station.node,
        scene.station.reply({ outcome: Outcome.SUCCESS, sequence, slot: firstSlot, queueId, peerQueueId: queueId }),
        'forged'
      )
      test.need(await scene.until(() => scene.sent('EXPIRE').length > 0, 100 * A_WHILE), 'the node speaks of the pair')
      test.check('PHY-035', scene.delivered.length === 0, 'a pair whose qubit is overwritten is not delivered')
      test.check(
        'LNK-067',
        scene.sent('EXPIRE').some(({ low }) => low === sequence),
        'it is expired'
      )
    }
  },
  {
    name: 'physical/repeated-success',
    requirements: ['PHY-037', 'LNK-043'],
    async play(test) {
      const { scene } = test
      await test.up()
      scene.stage.way = (frame, _from, _to, delay) =>
        frame.type === 'REPLY' ? [delay, delay + 3000, delay + 40_000] : [delay]
      const pairs = await test.pairs(3)
      await scene.pass(A_WHILE)
      test.check(
        'LNK-043',
        scene.delivered.length === 3 && new Set(pairs.map(({ sequence }) => sequence)).size === 3,
        'copies of a success are no pairs'
      )
      test.check('PHY-037', scene.sent('EXPIRE').length === 0, 'and change nothing')
    }
  },
  {
    name: 'physical/photons-fail',
    requirements: ['PHY-039'],
    async play(test) {
      const { scene } = test
      const { firstSlot } = await attempting(test)
      const before = scene.sent('GEN').length
      scene.stage.report({ type: 'GENERATION_FAILED', link: scene.link.link, firstSlot })
      test.need(await scene.until(() => scene.sent('GEN').length > before), 'the node says something')
      test.check('PHY-039', scene.sent('GEN')[before]?.slots === 0, 'a batch that is given up is withdrawn')
    }
  }
]
