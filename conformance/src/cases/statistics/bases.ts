import { type Asked, MeasuredPairs, type Sample } from '../../statistics/measured-pairs.js'
import { ownChance } from '../../statistics/pair-physics.js'
import { upAnew } from '../../statistics/processes.js'
import { type Share, Shares } from '../../statistics/shares.js'
import { IN_Z, type MeasurementWish } from '../../subject/measurement.js'
import type { Case } from '../../verdict/case.js'

const [Z, X, Y, Z_PLUS] = [0, 1, 2, 3]

const NO_ROTATION = [0, 0, 0] as const
const X_OR_Z: MeasurementWish = { set: 'XZ', probabilities: [128], rotation: NO_ROTATION }
const SHARE_OF_X = 128 / 255
const X_Y_OR_Z: MeasurementWish = { set: 'XYZ', probabilities: [128, 64], rotation: NO_ROTATION }
const CHSH: MeasurementWish = { set: 'CHSH', probabilities: [128], rotation: NO_ROTATION }
const IN_X: MeasurementWish = { ...IN_Z, rotation: [0, 192, 0] }

/** Pairs after which a case does not go on: of right nodes, fewer than one in 10^5 needs more. */
const MOST = 12_000

/** Pairs of one process whose bases are compared with those of another. */
const COMPARED = 250

/** What stands around a pair when its basis is drawn, in words. */
function circumstances({ pair }: Sample, former: Sample): readonly string[] {
  return [
    `X after ${former.basis === X ? 'X' : 'Z'}`,
    `X after the outcome ${former.outcome}`,
    `X of pairs of Bell index ${pair.bellIndex}`,
    `X of pairs of ${pair.sequence % 2 === 0 ? 'even' : 'odd'} number`
  ]
}

const CIRCUMSTANCES = [
  'X after X',
  'X after Z',
  'X after the outcome 0',
  'X after the outcome 1',
  ...[0, 1, 2, 3].map((index) => `X of pairs of Bell index ${index}`),
  'X of pairs of even number',
  'X of pairs of odd number'
]

/** Where half of the pairs should be measured in X, whatever else is so. */
const EVEN: readonly Share[] = [
  { requirement: 'LNK-076', what: 'X of X and Z', share: SHARE_OF_X, effect: 0.06 },
  ...CIRCUMSTANCES.map((what) => ({ requirement: 'LNK-173', what, share: SHARE_OF_X, effect: 0.2 })),
  ...['Z', 'X'].map((name) => ({
    requirement: 'LNK-174',
    what: `1 of the outcomes in ${name} that are delivered`,
    share: 0.5,
    effect: 0.1
  }))
]

/** In which bases is measured, and how they are chosen (section 3.8). */
export const basisCases: readonly Case[] = [
  {
    name: 'statistics/x-or-z',
    requirements: ['LNK-076', 'LNK-173', 'LNK-174', 'LNK-075'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      ownChance(test.scene)
      await test.up()
      const shares = new Shares(EVEN)
      let former: Sample | undefined
      let isAsTold = true
      const asked: Asked = { asker: 'node', originator: X_OR_Z, responder: IN_Z }
      const take = (sample: Sample): void => {
        const isX = sample.basis === X
        isAsTold &&= sample.pair.basis === sample.basis
        shares.add('X of X and Z', isX)
        shares.add(`1 of the outcomes in ${isX ? 'X' : 'Z'} that are delivered`, sample.outcome === 1)
        if (former !== undefined) for (const what of circumstances(sample, former)) shares.add(what, isX)
        former = sample
      }
      await new MeasuredPairs(test).until(
        () => shares.isDecided,
        MOST,
        () => asked,
        take
      )
      test.check('LNK-075', isAsTold, 'pairs are told to be measured in the bases in which they were')
      shares.judge(test)
    }
  },
  {
    name: 'statistics/x-y-or-z',
    requirements: ['LNK-076'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      ownChance(test.scene)
      await test.up()
      const requirement = 'LNK-076'
      const shares = new Shares([
        { requirement, what: 'X of three', share: 128 / 255, effect: 0.12 },
        { requirement, what: 'Y of three', share: 64 / 255, effect: 0.12 },
        { requirement, what: 'Z of three', share: 63 / 255, effect: 0.12 }
      ])
      const asked: Asked = { asker: 'node', originator: X_Y_OR_Z, responder: IN_Z }
      const take = ({ basis }: Sample): void => {
        shares.add('X of three', basis === X)
        shares.add('Y of three', basis === Y)
        shares.add('Z of three', basis === Z)
      }
      await new MeasuredPairs(test).until(
        () => shares.isDecided,
        MOST,
        () => asked,
        take
      )
      shares.judge(test)
    }
  },
  {
    name: 'statistics/chsh-whatever-the-peer-asks',
    requirements: ['LNK-076', 'LNK-173'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      ownChance(test.scene)
      await test.up()
      const name = (originator: MeasurementWish): string =>
        `Z+ where the peer measures in ${originator.rotation.join()}`
      const shares = new Shares([
        { requirement: 'LNK-076', what: 'Z+ of Z+ and Z-', share: 128 / 255, effect: 0.12 },
        ...[IN_Z, IN_X].map((one) => ({ requirement: 'LNK-173', what: name(one), share: 128 / 255, effect: 0.2 }))
      ])
      let originator = IN_Z
      const asked = (place: number): Asked => {
        originator = place % 2 === 0 ? IN_Z : IN_X
        return { asker: 'peer', originator, responder: CHSH }
      }
      const take = ({ basis }: Sample): void => {
        shares.add('Z+ of Z+ and Z-', basis === Z_PLUS)
        shares.add(name(originator), basis === Z_PLUS)
      }
      await new MeasuredPairs(test).until(() => shares.isDecided, MOST, asked, take)
      shares.judge(test)
    }
  },
  {
    name: 'statistics/bases-of-two-ends',
    requirements: ['LNK-173'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      const chance = ownChance(test.scene)
      await test.up()
      const pairs = new MeasuredPairs(test)
      const what = 'alike of the bases that two processes choose for pairs of the same numbers'
      const alike = SHARE_OF_X ** 2 + (1 - SHARE_OF_X) ** 2
      const shares = new Shares([{ requirement: 'LNK-173', what, share: alike, effect: 0.3 }])
      const asked: Asked = { asker: 'node', originator: X_OR_Z, responder: IN_Z }
      const bases = new Map<number, number>()
      const note = ({ pair, basis }: Sample): void => void bases.set(pair.sequence, basis)
      await pairs.until(
        () => false,
        COMPARED,
        () => asked,
        note
      )
      // What the one end of a link comes to, the other must not: both see the same of their pairs.
      await upAnew(test, { seed: chance.bits32() })
      const compare = ({ pair, basis }: Sample): void => {
        const other = bases.get(pair.sequence)
        if (other !== undefined) shares.add(what, basis === other)
      }
      await pairs.until(
        () => shares.isDecided,
        COMPARED,
        () => asked,
        compare
      )
      shares.judge(test)
    }
  }
]
