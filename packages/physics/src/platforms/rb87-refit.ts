import { clickWeights } from '../dlcz/click-weights.js'
import { eitherDetector } from '../dlcz/heralded-memories.js'
import { type DlczLinkParameters, dlczLink } from '../dlcz/link.js'
import { rb87Prompt } from './rb87-dlcz.js'

/** The link of Alice and Bob with everything that is fitted fitted anew for another write-out probability. */
export interface Rb87Refit {
  readonly excitation: number
  /** With η_w, p_d, V_o, η_r and μ of the fit. */
  readonly link: DlczLinkParameters
  /** V = V_ph·V_o. */
  readonly contrast: number
  /** Of C, C̃ and the fidelity of the polarisation entanglement, with two parameters: one degree of freedom. */
  readonly chiSquare: number
}

const HERALD = 6.9e-4
const NOISE_SHARE = 0.25
const PME_RATE = 0.013
const RATE = 1.93

/** C, C̃ and the mean of the polarisation fidelities 0.672(32) and 0.666(31), with standard deviations. */
const TARGETS = [
  [0.086, 0.014],
  [0.38, 0.05],
  [0.6689, 0.0223]
] as const

/**
 * How far the fit depends on χ, which the paper gives as "about 1 %": η_w and p_d from the herald probability and the
 * noise share, μ from the rate of polarisation entanglement, V_o and η_r by least squares from C, C̃ and the fidelity
 * of the polarisation entanglement.
 *
 * @param excitation χ, about 0.005 to 0.02
 */
export function refitRb87(excitation: number): Rb87Refit {
  const efficiency = efficiencyFor(excitation)
  const noise = noiseFor(excitation, efficiency)
  const linkWith = (operationsContrast: number, retrieval: number): DlczLinkParameters => ({
    ...rb87Prompt,
    efficiencyA: efficiency,
    efficiencyB: efficiency,
    noiseClickProbability: [noise, noise],
    operationsContrast,
    retrievalEfficiencyA: retrieval,
    retrievalEfficiencyB: retrieval,
    probePhotons: PME_RATE / RATE / retrieval
  })
  const residuals = (contrast: number, retrieval: number): readonly number[] => {
    const { concurrence, memoryConcurrence, polarisation } = dlczLink(linkWith(contrast, retrieval), excitation)
    const figures = [concurrence, memoryConcurrence, polarisation.fidelity]
    return TARGETS.map(([target, deviation], index) => ((figures[index] as number) - target) / deviation)
  }
  let [contrast, retrieval] = [rb87Prompt.operationsContrast, rb87Prompt.retrievalEfficiencyA]
  for (let iteration = 0; iteration < 20; iteration++) {
    const [contrastStep, retrievalStep] = gaussNewtonStep(residuals, contrast, retrieval)
    contrast += contrastStep
    retrieval += retrievalStep
  }
  const link = linkWith(contrast, retrieval)
  return {
    excitation,
    link,
    contrast: link.phaseContrast * link.operationsContrast,
    chiSquare: residuals(contrast, retrieval).reduce((sum, residual) => sum + residual ** 2, 0)
  }
}

/** One step of least squares in two parameters, slopes by central differences. */
function gaussNewtonStep(
  residuals: (x: number, y: number) => readonly number[],
  x: number,
  y: number
): readonly [number, number] {
  const small = 1e-5
  const [left, right] = [residuals(x - small, y), residuals(x + small, y)]
  const [below, above] = [residuals(x, y - small), residuals(x, y + small)]
  let [xx, xy, yy, xr, yr] = [0, 0, 0, 0, 0]
  residuals(x, y).forEach((residual, index) => {
    const slopeX = ((right[index] as number) - (left[index] as number)) / (2 * small)
    const slopeY = ((above[index] as number) - (below[index] as number)) / (2 * small)
    xx += slopeX * slopeX
    xy += slopeX * slopeY
    yy += slopeY * slopeY
    xr += slopeX * residual
    yr += slopeY * residual
  })
  const determinant = xx * yy - xy * xy
  return [(xy * yr - yy * xr) / determinant, (xy * xr - xx * yr) / determinant]
}

/** p_d with which noise alone makes its share of the heralds: 2p(1−p)·(no light) = f·p_h. */
function noiseFor(excitation: number, efficiency: number): number {
  const dark = ((1 - excitation) / (1 - excitation * (1 - efficiency))) ** 2
  return (1 - Math.sqrt(1 - (2 * NOISE_SHARE * HERALD) / dark)) / 2
}

/** η_w with which light and noise together herald as often as published, by bisection. */
function efficiencyFor(excitation: number): number {
  let [low, high] = [1e-4, 1]
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    const noise = noiseFor(excitation, middle)
    const optics = { efficiencyA: middle, efficiencyB: middle, photonOverlap: rb87Prompt.photonOverlap }
    const clicks = clickWeights(optics, [excitation, excitation], [noise, noise])(1, 1)
    if (eitherDetector(clicks) < HERALD) low = middle
    else high = middle
  }
}
