import type { Dice } from '../dice.js'
import type { Change, Middle } from './plan.js'

const ASKED = [
  'PROPOSAL',
  'ROUNDS',
  'INPUTS',
  'OUTCOMES',
  'QUERIES',
  'VERIFICATION',
  'AMPLIFICATION',
  'FINISH'
] as const
const ANSWERED = ['AGREEMENT', 'PROCEED', 'INPUTS', 'OUTCOMES', 'PARITIES', 'VERIFIED', 'FINISH'] as const

/** Somebody between two nodes, the first of which opens the session. */
export function drawMiddle(dice: Dice, [asking, answering]: readonly [number, number]): Middle {
  const from = dice.chance(0.5) ? asking : answering
  const named = dice.one<string>(from === asking ? ASKED : ANSWERED)
  const target = dice.chance(0.6) ? named : dice.integer(0, dice.chance(0.5) ? 8 : 80)
  return { from, target, change: dice.one<Change>(['flip', 'flip', 'replay', 'swap', 'forge', 'cut', 'random']) }
}
