import { type SingleClickLinkParameters, singleClickLink } from '../single-click/link.js'
import { ca40Parameters as ca40 } from './ca40-parameters.js'
import { ca40SingleClick } from './ca40-single-click.js'

/** What the paper leaves open about noise and brightness, and a fit has to assume. */
export interface Ca40Assumptions {
  /** τ: detection window, nanoseconds. */
  readonly windowNanoseconds: number
  /** N: noise of one detector at 10 km, counts per second. */
  readonly noiseCountsPerSecond: number
  /** The part of N that is there at any length. */
  readonly darkCountsPerSecond: number
  /** α of the DI-QKD rounds; fitted to their rate where it is not given. */
  readonly diqkdBrightness?: number
}

/** The calcium link with everything that is fitted fitted anew under other assumptions. */
export interface Ca40Refit {
  /** V_o that gives S at 10 km. */
  readonly operationsContrast: number
  /** e that gives Q at 10 km; negative where the assumptions leave no room for flips at all. */
  readonly readoutFlip: number
  /** f_att that gives the rate at α = 17 %. */
  readonly attemptsPerSecond: number
  /** α of the DI-QKD rounds at 10 km. */
  readonly diqkdBrightness: number
  /** The link at another length (its attempt rate is not refitted). */
  at(linkKilometres: number): SingleClickLinkParameters
}

const RATE = 2.226
const DIQKD_RATE = 405_145 / (386.1 * 3600)
const CHSH = 2.5758
const ERROR_RATE = 0.036

/**
 * How far the fit depends on what had to be assumed: V_o and e from the published S and Q, f_att from the rate at
 * α = 17 %, and α of the DI-QKD rounds from their rate.
 */
export function refitCa40(assumptions: Ca40Assumptions): Ca40Refit {
  const { windowNanoseconds, noiseCountsPerSecond, darkCountsPerSecond } = assumptions
  const bare = (linkKilometres: number): SingleClickLinkParameters => {
    const published = ca40SingleClick(linkKilometres)
    const fibre = published.efficiencyA / ca40SingleClick(10).efficiencyA
    const noise = darkCountsPerSecond + (noiseCountsPerSecond - darkCountsPerSecond) * fibre
    return {
      ...published,
      operationsContrast: 1,
      readoutFlip: [0, 0],
      windowNanoseconds,
      noiseCountsPerSecond: [noise, noise]
    }
  }
  const link = bare(10)
  const attemptsPerSecond = RATE / singleClickLink(link, ca40.brightnessMemory.value).heraldProbability
  const diqkdBrightness = assumptions.diqkdBrightness ?? brightnessOfRate(link, DIQKD_RATE / attemptsPerSecond)
  const { zz, xx } = singleClickLink(link, diqkdBrightness)
  const contrast = (1 - 2 * ERROR_RATE) / zz
  const readoutFlip = (1 - Math.sqrt(contrast)) / 2
  const operationsContrast = (CHSH / Math.SQRT2 - (1 - 2 * ERROR_RATE)) / (xx * contrast)
  return {
    operationsContrast,
    readoutFlip,
    attemptsPerSecond,
    diqkdBrightness,
    at: (linkKilometres) => ({
      ...bare(linkKilometres),
      operationsContrast,
      readoutFlip: [readoutFlip, readoutFlip]
    })
  }
}

/** α at which a slot heralds with a given probability, by bisection: it rises with α up to ½ at the least. */
function brightnessOfRate(link: SingleClickLinkParameters, heraldProbability: number): number {
  let low = 0
  let high = 0.5
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (singleClickLink(link, middle).heraldProbability < heraldProbability) low = middle
    else high = middle
  }
}
