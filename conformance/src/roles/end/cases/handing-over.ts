import type { CircuitRequest } from '../../../subject/circuit-service.js'
import type { EndTest, PlayedEndCase } from '../end-test.js'
import { ANGLES } from '../wire-terms.js'

const A_WHILE = 20_000_000

/** Every Bell index that a pair from end to end may have, in an order of the seed's. */
const INDICES = [1, 2, 3, 0]

/** What is done with pairs before they are handed over (section 6.8). The monitor of pairs judges each that is. */
export const handingOverCases: readonly PlayedEndCase[] = [
  {
    name: 'end/waits-for-track',
    requirements: ['NET-085', 'HAR-062', 'HAR-063'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      for (const kind of ['keep', 'measure', 'prepare'] as const) {
        const asked = await test.request(name, { number: 1, kind })
        const half = await test.half(name)
        await scene.pass(A_WHILE)
        test.check('NET-085', half.early === undefined && half.delivered === undefined, 'no pair before its TRACK')
        await test.track(half, asked)
        test.must('HAR-062', half.delivered !== undefined, 'it is handed over when that has come')
        const { delivered, far } = half
        const [epoch, sequence] = scene.isHead
          ? [delivered?.tailEpoch, delivered?.tailSequence]
          : [delivered?.headEpoch, delivered?.headSequence]
        test.check('HAR-063', epoch === far?.epoch && sequence === far?.sequence, 'with the name that both ends have')
        test.check('HAR-063', delivered?.request === asked.request && delivered.kind === kind, 'for its request')
        await test.complete(asked, half)
      }
    }
  },
  {
    name: 'end/turned-into-phi-plus',
    requirements: ['NET-088', 'HAR-063', 'NET-085'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: INDICES.length })
      for (const bellIndex of INDICES) {
        const { half, pair } = await test.pair(asked, bellIndex)
        test.check(
          'NET-088',
          half.turned === bellIndex && pair.corrected,
          `a pair of index ${bellIndex} is turned by ${half.turned}`
        )
        test.check('HAR-063', pair.bellIndex === bellIndex, `and said to have had the index ${pair.bellIndex}`)
        const turned = scene.happenings.findLastIndex(
          (one) => one.kind === 'result' && one.message.type === 'CORRECTED'
        )
        const told = scene.happenings.findLastIndex((one) => one.kind === 'answer' && one.answer.type === 'pair')
        test.check('NET-085', bellIndex === 0 || turned < told, 'before it is handed over')
        await test.giveBack(pair)
      }
    }
  },
  {
    name: 'end/raw-pairs',
    requirements: ['NET-088', 'HAR-063'],
    scene: { isHead: true },
    async play(test) {
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: INDICES.length, raw: true })
      for (const bellIndex of INDICES) {
        const { half, pair } = await test.pair(asked, bellIndex)
        test.check('NET-088', half.corrections === 0 && !pair.corrected, 'a raw pair is left as it is')
        test.check('HAR-063', pair.bellIndex === bellIndex, `and said to be of index ${bellIndex}: ${pair.bellIndex}`)
        await test.giveBack(pair)
      }
    }
  },
  {
    name: 'end/tail-end-turns-nothing',
    requirements: ['NET-090', 'HAR-063'],
    scene: { isHead: false },
    async play(test) {
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 9 })
      for (const bellIndex of INDICES) {
        const { half, pair } = await test.pair(asked, bellIndex)
        test.check('NET-090', half.corrections === 0, `a tail-end leaves a pair of index ${bellIndex} as it is`)
        test.check('HAR-063', pair.bellIndex === bellIndex, `and tells its index, ${pair.bellIndex}`)
        await test.giveBack(pair)
      }
    }
  },
  {
    name: 'end/measures',
    requirements: ['NET-086', 'NET-085', 'HAR-062'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      for (const [basis, rotation] of ANGLES.entries()) {
        const own = { set: 'NONE', probabilities: [], rotation } as const
        // The other end measures in another basis: which is whose is what FORWARD says.
        const other = { ...own, rotation: ANGLES[(basis + 1) % 3] ?? ANGLES[0] }
        const [originator, responder] = scene.isHead ? [own, other] : [other, own]
        const asked = await test.request(name, { number: 1, kind: 'measure', originator, responder })
        const half = await test.half(name)
        test.check(
          'NET-086',
          half.measured?.basis === basis,
          `a half is measured when it comes, in ${half.measured?.basis}`
        )
        test.check('NET-085', half.delivered === undefined, 'what was found is not told before TRACK has come')
        await test.track(half, asked)
        test.check(
          'HAR-062',
          half.delivered?.basis === basis && half.delivered.outcome >= 0 && half.delivered.qubit === -1,
          'then it is'
        )
        await test.complete(asked)
      }
    }
  },
  {
    name: 'end/qubits-of-measured-pairs',
    requirements: ['LNK-098', 'NET-086'],
    scene: { qubits: 2 },
    async play(test) {
      await test.begin()
      const asked = await test.request(await test.open(), { number: 9, kind: 'measure' })
      for (let times = 0; times < 4; times++) {
        const half = await test.half(asked.name, 'LNK-098')
        test.check('NET-086', half.measured !== undefined, 'a half is measured when it comes')
        test.check('LNK-098', half.isReleased, 'and its qubit is free then')
        await test.track(half, asked)
      }
    }
  },
  {
    name: 'end/draws-bases',
    requirements: ['NET-086'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const never = { set: 'XYZ', probabilities: [0, 255], rotation: [0, 0, 0] } as const
      const even = { set: 'XYZ', probabilities: [85, 85], rotation: [0, 0, 0] } as const
      const [originator, responder] = scene.isHead ? [even, never] : [never, even]
      const asked = await test.request(name, { number: 40, kind: 'measure', originator, responder })
      const bases = new Set<number>()
      for (let index = 0; index < 40; index++) bases.add((await test.pair(asked)).pair.basis)
      // A basis of three is missing in 40 with a probability of 3·(2/3)^40, 3·10^-7.
      test.check('NET-086', bases.size === 3, `of X, Y and Z the bases ${[...bases].join()} are drawn`)
    }
  },
  {
    name: 'end/flips-outcomes',
    requirements: ['NET-089', 'HAR-063'],
    scene: { isHead: true },
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      for (const rotation of ANGLES) {
        const both = { set: 'NONE', probabilities: [], rotation } as const
        const asked = await test.request(name, { number: 4, kind: 'measure', originator: both, responder: both })
        for (const bellIndex of INDICES) {
          const { pair } = await test.pair(asked, bellIndex)
          // Whether it was flipped, the monitor has judged.
          test.check('NET-089', pair.outcome >= 0 && pair.corrected, 'outcomes are those of Φ+')
          test.check('HAR-063', pair.bellIndex === bellIndex, `of a pair of index ${bellIndex}: ${pair.bellIndex}`)
        }
        await scene.pass(A_WHILE)
      }
    }
  },
  {
    name: 'end/raw-outcomes',
    requirements: ['NET-089'],
    scene: { isHead: true },
    play: (test) => judgeAsTheyCame(test, 'NET-089', true)
  },
  {
    name: 'end/tail-end-flips-nothing',
    requirements: ['NET-090'],
    scene: { isHead: false },
    play: (test) => judgeAsTheyCame(test, 'NET-090', false)
  },
  {
    name: 'end/prepares',
    requirements: ['NET-087', 'NET-085'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const asked = await test.request(name, { number: 3, kind: 'prepare' })
      for (let index = 0; index < 3; index++) {
        const half = await test.half(name)
        const isMeasured = half.measured !== undefined
        test.check(
          'NET-087',
          isMeasured === scene.isHead,
          `a ${scene.isHead ? 'head' : 'tail'}-end ${isMeasured ? 'measures' : 'keeps'} its half`
        )
        await test.track(half, asked)
        const { delivered } = half
        test.must('NET-085', delivered !== undefined, 'it is handed over when TRACK has come')
        const isKept = (delivered?.qubit ?? -1) >= 0
        test.check('NET-087', isKept !== scene.isHead, 'with what is left of it')
        if (delivered !== undefined && isKept) await test.giveBack(delivered)
      }
    }
  },
  {
    name: 'end/early-pairs',
    requirements: ['NET-091', 'NET-088', 'HAR-062', 'HAR-063'],
    async play(test) {
      const { scene } = test
      await test.begin()
      const name = await test.open()
      const wish: Partial<CircuitRequest> = { number: 4, early: true }
      const asked = await test.request(name, wish)
      for (const bellIndex of INDICES) {
        const half = await test.half(name)
        test.must('NET-091', half.early?.qubit === half.qubit, 'an early pair is handed over when it comes')
        test.check('HAR-062', half.early?.tracked === false, 'as one that is not tracked')
        scene.far.join(half, bellIndex)
        await test.track(half, asked)
        test.check('NET-091', half.delivered !== undefined, 'what it is, is told when TRACK has come')
        test.check('HAR-063', half.delivered?.bellIndex === bellIndex, `its index, ${half.delivered?.bellIndex}`)
        test.check('NET-088', half.corrections === 0, 'it is not turned')
        if (half.early !== undefined) await test.giveBack(half.early)
      }
    }
  }
]

/** Outcomes are told as they came, whatever the Bell index. */
async function judgeAsTheyCame(test: EndTest, requirement: string, raw: boolean): Promise<void> {
  await test.begin()
  const name = await test.open()
  for (const rotation of ANGLES) {
    const both = { set: 'NONE', probabilities: [], rotation } as const
    const asked = await test.request(name, { number: 4, kind: 'measure', raw, originator: both, responder: both })
    for (const bellIndex of INDICES) {
      const { half, pair } = await test.pair(asked, bellIndex)
      const isSame = pair.outcome === half.measured?.outcome
      test.check(requirement, isSame, `an outcome of a pair of index ${bellIndex} is told as it came`)
    }
    await test.complete(asked)
  }
}
