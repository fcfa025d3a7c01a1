import { twoClickRounds, type TwoClickParameters } from '../../two-click/rounds.js'
import type { HeraldingKind } from './heralding-kind.js'

/** Two rounds with a spin flip between, one click in each. The emitters are prepared with α = ½, whatever is asked. */
export const twoClick: HeraldingKind<TwoClickParameters> = {
  place: 'mid-point',
  attempt(parameters, a, b, noise) {
    const { first, second } = twoClickRounds(parameters, a, b, noise, noise)
    return { first, second }
  },
  secondRound: (parameters, a, b, noiseFirst, noiseSecond) =>
    twoClickRounds(parameters, a, b, noiseFirst, noiseSecond).second
}
