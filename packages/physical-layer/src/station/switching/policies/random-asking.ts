import { anyOf, oneAfterAnother, type SwitchPolicy } from '../policy.js'

/** Uniform over the links that ask. */
export const randomAsking: SwitchPolicy = (turn) =>
  oneAfterAnother(
    turn.links.filter(({ demand }) => demand > 0),
    turn,
    anyOf
  )
