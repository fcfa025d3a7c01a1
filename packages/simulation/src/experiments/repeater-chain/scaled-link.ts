import {
  ca40Parameters as ca40,
  ca40SingleClick,
  singleClickLink,
  type SingleClickLinkParameters,
  transferFactors
} from '@bellwire/physics'

/** How a link of the published kind is set up as one segment of a chain. */
export interface LinkSetup {
  readonly kilometres: number
  /** α of both ions, 0..1. */
  readonly brightness: number
  /**
   * What the link's errors are divided by, 1 or more: what is missing of the two contrasts, the detectors' noise counts,
   * the flips on transfer into storage. Brightness and loss stay what they are.
   */
  readonly betterLink: number
}

/** One segment of a chain. */
export interface ScaledLink {
  /** Success of one attempt. */
  readonly heraldProbability: number
  /** 1/s. */
  readonly attemptsPerSecond: number
  /** ⟨XX⟩ = ⟨YY⟩ and ⟨ZZ⟩ of a pair in storage, before any waiting and without readout; magnitudes. */
  readonly xx: number
  readonly zz: number
}

/**
 * The calcium-ion link of "A building block of quantum repeaters" (Liu et al.) at any length and with smaller errors: the
 * light that is lost and the time that it travels follow the length, everything else is as in the 10 km model.
 */
export function scaledLink({ kilometres, brightness, betterLink }: LinkSetup): ScaledLink {
  const measured = ca40SingleClick(kilometres)
  const parameters: SingleClickLinkParameters = {
    ...measured,
    phaseContrast: 1 - (1 - measured.phaseContrast) / betterLink,
    operationsContrast: 1 - (1 - measured.operationsContrast) / betterLink,
    noiseCountsPerSecond: [
      measured.noiseCountsPerSecond[0] / betterLink,
      measured.noiseCountsPerSecond[1] / betterLink
    ],
    readoutFlip: [0, 0]
  }
  const { heraldProbability, xx, zz } = singleClickLink(parameters, brightness)
  const transfer = new Float64Array(4)
  transferFactors(1 - (1 - ca40.transferZFactor.value) / betterLink, transfer)
  return {
    heraldProbability,
    attemptsPerSecond: parameters.attemptsPerSecond,
    xx: xx * (transfer[0] as number),
    zz: zz * (transfer[2] as number)
  }
}

/** What reading both end qubits leaves of a correlator: once a pair, however long the chain. */
export function readoutContrast(betterLink: number): number {
  return (1 - (2 * ca40.readoutFlip.value) / betterLink) ** 2
}

/**
 * Pairs per second of a link at which m ions on each side are tried in every round, each with a partner of its own: a
 * round succeeds with 1 − (1−p)^m, and what more than one of them makes in it is not used.
 */
export function multiplexedRate({ heraldProbability, attemptsPerSecond }: ScaledLink, multiplexing: number): number {
  return attemptsPerSecond * -Math.expm1(multiplexing * Math.log1p(-heraldProbability))
}
