import type { Delivered } from '../subject/service.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE } from './steps.js'

/** Which pairs an application hears to be void, and when it hears no more of them (sections 3.6, 3.9 and 3.10). */
export const expiryCases: readonly Case[] = [
  {
    name: 'link/expired-in-parts',
    requirements: ['LNK-069', 'LNK-091'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      const { scene } = test
      await test.up()
      const first = await numbersOf(test, 6)
      const then = await numbersOf(test, 4)
      // One in the middle, those around it and that one again, the first, some of two requests, and all.
      const all = [...first, ...then]
      const parts = [
        [2, 3],
        [1, 4],
        [0, 1],
        [5, 8],
        [0, 10]
      ] as const
      const gone = new Set<number>()
      for (const [from, until] of parts) {
        const before = expired(test).length
        const isNew = all.slice(from, until).filter((sequence) => !gone.has(sequence))
        for (const sequence of isNew) gone.add(sequence)
        scene.peer.expire(all[from] ?? 0, ((all[until - 1] ?? 0) + 1) >>> 0)
        await scene.pass(A_WHILE / 10)
        const told = expired(test).slice(before)
        test.check(
          'LNK-069',
          isSame(told, isNew),
          `of pairs ${all.slice(from, until).join()} those are void now: ${isNew.join()}; told is ${told.join()}`
        )
      }
      test.check('LNK-091', expired(test).length === all.length, 'each of them once')
    }
  },
  {
    name: 'link/many-held',
    requirements: ['LNK-069', 'LNK-087', 'LNK-098', 'PHY-044'],
    capabilities: ['LNK.KEEP'],
    scene: { qubits: 12 },
    async play(test) {
      const { scene } = test
      await test.up()
      const pairs = await test.pairs(12)
      test.check('PHY-044', new Set(pairs.map(({ qubit }) => qubit)).size === 12, 'twelve pairs have twelve qubits')
      const at = (index: number): number => pairs[index]?.sequence ?? 0
      // Some are void, and some given back: from the middle, the last, the first, and runs of them.
      const gone: number[] = []
      for (const [from, until] of [
        [5, 6],
        [11, 12],
        [0, 2],
        [7, 9]
      ] as const) {
        scene.peer.expire(at(from), (at(until - 1) + 1) >>> 0)
        await scene.pass(A_WHILE / 10)
        for (let index = from; index < until; index++) gone.push(at(index))
        test.check('LNK-069', isSame(expired(test), gone), `void are ${gone.join()}, told are ${expired(test).join()}`)
      }
      const back = [3, 4, 10, 2]
      for (const index of back) {
        const pair = pairs[index]
        if (pair !== undefined) await scene.release(pair)
      }
      scene.peer.alive(false)
      await scene.pass(A_WHILE / 10)
      const told = pairs.filter(({ sequence }) =>
        scene.sent('RELEASED').some(({ low, high }) => (sequence - low) >>> 0 < (high - low) >>> 0)
      )
      const given = back.map(at)
      test.check(
        'LNK-087',
        isSame(
          told.map(({ sequence }) => sequence),
          given
        ),
        `given back were ${given.join()}, told are ${told.map(({ sequence }) => sequence).join()}`
      )
      // All but the two that are left come back.
      const again = await test.pairs(10)
      const left = [pairs[6], pairs[9]].flatMap((pair) => (pair === undefined ? [] : [pair.qubit]))
      const qubits = new Set([...again.map(({ qubit }) => qubit), ...left])
      test.check('LNK-098', qubits.size === 12, `of 12 qubits ${qubits.size} are in use`)
    }
  },
  {
    name: 'link/not-settled-before-delivery',
    requirements: ['LNK-084', 'LNK-060'],
    capabilities: ['LNK.KEEP'],
    scene: { hardware: { correctDuration: A_WHILE } },
    async play(test) {
      const { scene } = test
      await test.up()
      // Those that are to be turned take long; those that are not are there at once.
      scene.station.luck = ({ firstSlot }) => {
        const { length } = test.heralds
        return length < 3 ? { slot: firstSlot + 1, bellIndex: length === 1 ? 2 : 0 } : undefined
      }
      await scene.create({ number: 3 })
      test.need(await scene.until(() => test.heralds.length === 3, A_WHILE), 'three pairs are there')
      await scene.pass(A_WHILE / 10)
      const told = scene.delivered.map(({ sequence }) => sequence)
      const [first, second, third] = test.heralds.map(({ sequence }) => sequence)
      test.check('LNK-060', !told.includes(second ?? -1), 'one of them is not delivered before it is turned')
      test.need(told.includes(first ?? -1) && told.includes(third ?? -1), 'the others are delivered')
      scene.peer.alive(false)
      await scene.pass(A_WHILE / 10)
      const said = scene.sent('KEEPALIVE').findLast(({ answer }) => answer)?.expected
      test.check('LNK-084', said === second, `settled are the pairs before ${second} at the most, said is ${said}`)
      await scene.pass(2 * A_WHILE)
      scene.peer.alive(false)
      await scene.pass(A_WHILE / 10)
      const then = scene.sent('KEEPALIVE').findLast(({ answer }) => answer)?.expected
      test.check('LNK-084', then === ((third ?? 0) + 1) >>> 0, `all three when it is delivered, said is ${then}`)
    }
  },
  {
    name: 'link/certain-in-parts',
    requirements: ['LNK-086', 'LNK-085', 'LNK-069'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      const { scene } = test
      await test.up()
      const all = await numbersOf(test, 6)
      const [low = 0] = all
      // The peer is sure of the first two, and knows that the node is; of four it is sure alone.
      const alive = { type: 'KEEPALIVE', ...scene.peer.header(), answer: false, freeQubits: 4 } as const
      scene.peer.send({ ...alive, expected: (low + 4) >>> 0, confirmed: (low + 2) >>> 0 })
      await scene.pass(A_WHILE / 10)
      // It comes late: what was said before holds.
      scene.peer.send({ ...alive, expected: (low + 1) >>> 0, confirmed: (low + 1) >>> 0 })
      await scene.pass(A_WHILE / 10)
      const said = scene.sent('KEEPALIVE').findLast(({ answer }) => answer)
      test.check('LNK-085', said?.confirmed === (low + 4) >>> 0, `the highest is confirmed: ${said?.confirmed}`)
      scene.peer.expire((low + 2) >>> 0, (low + 6) >>> 0)
      await scene.pass(A_WHILE / 10)
      const told = expired(test)
      test.check(
        'LNK-086',
        isSame(told, all.slice(2)),
        `certain are the pairs before ${(low + 2) >>> 0} at the most, void become ${told.join()}`
      )
      test.check('LNK-069', isSame(told, all.slice(2)), 'the application hears of each')
    }
  },
  {
    name: 'link/expired-of-one-request',
    requirements: ['LNK-069', 'LNK-091'],
    capabilities: ['LNK.KEEP', 'LNK.MEASURE'],
    async play(test) {
      const { scene } = test
      await test.up()
      const measured = await test.pairs(1, { kind: 'measure' })
      const kept = await test.pairs(2)
      const other = await test.pairsForPeer(1)
      await scene.release(kept[0] as Delivered)
      const all = [...measured, ...kept, ...other]
      scene.peer.expire(all[0]?.sequence ?? 0, ((all.at(-1)?.sequence ?? 0) + 1) >>> 0)
      await scene.pass(A_WHILE / 10)
      const told = scene.answers.flatMap((one) => (one.type === 'expired' ? [`${one.createId}:${one.sequence}`] : []))
      const had = all.map((pair) => `${pair.createId}:${pair.sequence}`)
      test.check('LNK-069', isSame(told, had), `had were ${had.join()}, void are told ${told.join()}`)
      test.check('LNK-091', told.length === all.length, 'used, held and given back ones alike')
    }
  }
]

/** Has the node deliver measured pairs, and returns their sequence numbers. */
async function numbersOf(test: Test, number: number): Promise<readonly number[]> {
  const pairs = await test.pairs(number, { kind: 'measure' })
  return pairs.map(({ sequence }) => sequence)
}

/** Sequence numbers of the pairs that the application was told to be void. */
function expired({ scene }: Test): readonly number[] {
  return scene.answers.flatMap((one) => (one.type === 'expired' ? [one.sequence] : []))
}

/** Whether two lists hold the same, in any order. */
function isSame<T>(some: readonly T[], others: readonly T[]): boolean {
  return some.length === others.length && others.every((one) => some.includes(one))
}
