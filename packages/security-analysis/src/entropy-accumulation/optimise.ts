import { classicalWinning, maximumWinning } from '../asymptotic/entropy-bound.js'
import { scannedMaximum } from '../numeric/maximise.js'
import { findRoot } from '../numeric/root.js'
import { type AccumulationChoice, type AccumulationSetting, bestAlphaTests, renyiWeight } from './bound.js'
import {
  secondOrder,
  type TradeoffFunction,
  tangentValue,
  thirdOrder,
  tradeoffFunction,
  tradeoffSpan,
  worstCase
} from './tradeoff.js'

/**
 * The choice of t, α' and α'' that gives the longest key. α'' has a closed form. For a given t the bound is concave in α'
 * (a minimum of lines, minus convex terms), so α' is the root of its derivative, on a logarithmic scale. Over t the
 * maximum over α' of the bound has one peak, but for the third-order term; a scan guards against another.
 *
 * Whatever is found is a valid bound; the search decides only how tight it is.
 */
export function bestChoice(setting: AccumulationSetting, centre = 1): AccumulationChoice {
  const at = (tangent: number): AccumulationChoice => {
    const tradeoff = tradeoffFunction(tangent, setting.testProbability, centre, setting.flips)
    return { tradeoff, alphaOutcomes: bestAlphaOutcomes(setting, tradeoff), alphaTests: 0 }
  }
  const margin = 1e-9
  const best = scannedMaximum(
    (tangent) => variablePart(setting, at(tangent)),
    classicalWinning + margin,
    maximumWinning - margin,
    16,
    1e-7
  )
  return { ...at(best.at), alphaTests: bestAlphaTests(setting) }
}

/**
 * The α' − 1 that is best for a tradeoff function: where −d/dα' of the bound crosses zero, n·a²·(V + third order) = weight.
 * In logarithms of both sides the left is nearly a straight line in log a.
 */
function bestAlphaOutcomes(setting: AccumulationSetting, tradeoff: TradeoffFunction): number {
  const weight = renyiWeight(setting.epsilons, setting.epsilons.smoothingOutcomes) / setting.rounds
  const span = tradeoffSpan(tradeoff) * Math.LN2
  const excess = (logAlpha: number): number => {
    const alpha = Math.exp(logAlpha)
    const variance = secondOrder(tradeoff, worstCase(tradeoff, alpha).winning)
    const third = alpha ** 2 * thirdOrder(tradeoff, alpha) * (2 / alpha + span + 3 / (1 - alpha))
    return 2 * logAlpha + Math.log((variance + third) / weight)
  }
  return Math.exp(findRoot(excess, Math.log(1e-16), Math.log(1 - 1e-9), 1e-7))
}

/** The terms that depend on t and α', without the constants, in bits. */
function variablePart(setting: AccumulationSetting, { tradeoff, alphaOutcomes }: AccumulationChoice): number {
  const perRound =
    tangentValue(tradeoff, setting.winningThreshold) +
    worstCase(tradeoff, alphaOutcomes).value -
    alphaOutcomes ** 2 * thirdOrder(tradeoff, alphaOutcomes)
  const weight = renyiWeight(setting.epsilons, setting.epsilons.smoothingOutcomes)
  return setting.rounds * perRound - weight / alphaOutcomes
}
