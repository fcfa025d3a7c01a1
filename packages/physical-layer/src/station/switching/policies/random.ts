import { anyOf, oneAfterAnother, type SwitchPolicy } from '../policy.js'

/**
 * Uniform over the links, whether or not anybody asks ("Creation of memory–memory entanglement in a metropolitan
 * quantum network", Liu et al.: a quantum random number generator assigns the pair of every slot). With more than one
 * interferometer the links are drawn one after another, each uniformly from those that share no node with the others.
 */
export const random: SwitchPolicy = (turn) => oneAfterAnother(turn.links, turn, anyOf)
