import { type Asked, MeasuredPairs, type Sample } from '../../statistics/measured-pairs.js'
import { areAlike, errorRate, ownChance, PAULI_BASES } from '../../statistics/pair-physics.js'
import { type Share, Shares } from '../../statistics/shares.js'
import { IN_Z, type MeasurementWish } from '../../subject/measurement.js'
import type { Case } from '../../verdict/case.js'

/** Of the pairs that are made here. */
const FIDELITY = 0.99

/** Pairs after which the case does not go on. */
const MOST = 6000

const BELL_INDICES = [0, 1, 2, 3] as const

/** Angles of Z, X and Y. */
const ROTATIONS: readonly MeasurementWish['rotation'][] = [
  [0, 0, 0],
  [0, 192, 0],
  [64, 0, 0]
]

/** Who asks, and in which basis both ends measure. */
interface Way {
  readonly asker: Asked['asker']
  readonly basis: number
}

const WAYS: readonly Way[] = (['node', 'peer'] as const).flatMap((asker) =>
  PAULI_BASES.map((basis) => ({ asker, basis }))
)

function what({ asker, basis }: Way, bellIndex: number): string {
  return `outcomes as of Φ+ in ${['Z', 'X', 'Y'][basis]} where the ${asker} asks, of pairs of Bell index ${bellIndex}`
}

const SHARES = WAYS.flatMap((way) =>
  BELL_INDICES.map(
    (bellIndex): Share => ({
      requirement: way.asker === 'node' ? 'LNK-065' : 'LNK-064',
      what: what(way, bellIndex),
      share: 1 - errorRate(FIDELITY),
      effect: 0.6
    })
  )
)

/** What both ends of a link find, held together (section 3.6). */
export const outcomeCases: readonly Case[] = [
  {
    name: 'statistics/outcomes-of-both-ends',
    requirements: ['LNK-064', 'LNK-065'],
    capabilities: ['LNK.MEASURE'],
    async play(test) {
      const chance = ownChance(test.scene)
      await test.up()
      const shares = new Shares(SHARES)
      let way: Way = { asker: 'node', basis: 0 }
      const asked = (place: number): Asked => {
        way = WAYS[place % WAYS.length] ?? way
        const both = { ...IN_Z, rotation: ROTATIONS[way.basis] ?? IN_Z.rotation }
        return { asker: way.asker, originator: both, responder: both }
      }
      const take = ({ pair, outcome }: Sample): void => {
        const { asker, basis } = way
        const { bellIndex } = pair
        const isAsOfBell = chance.uniform() >= errorRate(FIDELITY)
        const isFoundAlike = areAlike(bellIndex, basis) === isAsOfBell
        // Where the peer asks, it turns its outcome into that of Φ+.
        const isTurned = asker === 'peer' && areAlike(bellIndex, basis) !== areAlike(0, basis)
        const peerOutcome = isFoundAlike === isTurned ? 1 - outcome : outcome
        const isAlike = pair.outcome === peerOutcome
        shares.add(what(way, bellIndex), isAlike === areAlike(0, basis))
      }
      await new MeasuredPairs(test).until(() => shares.isDecided, MOST, asked, take)
      shares.judge(test)
    }
  }
]
