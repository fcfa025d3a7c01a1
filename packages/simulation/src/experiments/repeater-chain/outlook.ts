import { asymptoticKeyFraction, ca40Memory } from '@bellwire/physics'
import { binaryEntropy } from '@bellwire/quantum'
import { multiplexedRate, readoutContrast, type ScaledLink, scaledLink } from './scaled-link.js'
import type { WaitingTable } from './waiting-table.js'

/** What a chain is made of. */
export interface ChainSetup {
  readonly links: ChainLinks
  /** Factor on the time constants of the memory. */
  readonly betterMemory: number
  /** Ions tried at once on each link. */
  readonly multiplexing: number
}

/** The segments of a chain, at each brightness that is tried. */
export interface ChainLinks {
  /** What the link's errors are divided by. */
  readonly betterLink: number
  readonly atBrightness: readonly BrightLink[]
}

/** A link at one brightness. */
export interface BrightLink extends ScaledLink {
  readonly brightness: number
}

/** What a chain gives at one brightness and cut-off. */
export interface ChainOutput {
  readonly brightness: number
  /** Seconds; infinity for none. */
  readonly cutoff: number
  readonly pairsPerSecond: number
  /** Mean fidelity of the pairs as both ends measure them, each as soon as it has its qubit. */
  readonly fidelity: number
  /** Bits per second, asymptotic, from trusted devices: 1 − h((1−ZZ)/2) − h((1−XX)/2) of each pair. */
  readonly keyPerSecond: number
  /** The same without trust in the devices: 1 − h(Q) − χ(S). */
  readonly deviceIndependentKeyPerSecond: number
}

/** Fidelity above which a pair is entangled for certain. */
const ENTANGLED = 0.5

/** α that are tried. */
const BRIGHTNESSES = [0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05] as const

/** @param kilometres of each segment */
export function chainLinks(kilometres: number, betterLink: number): ChainLinks {
  const atBrightness = BRIGHTNESSES.map((brightness) => ({
    brightness,
    ...scaledLink({ kilometres, brightness, betterLink })
  }))
  return { betterLink, atBrightness }
}

/**
 * What a chain gives with one link setting and one cut-off. The correlators of all segments multiply (exact for the mean
 * over the outcomes of perfect Bell measurements, each corrected, also for pairs that are not Bell-diagonal), and so does
 * what waiting leaves: e^{−t/2τ_c} on XX and YY and e^{−κt/2} on ZZ for each qubit that waits.
 */
export function chainOutput(
  table: WaitingTable,
  cutoff: number,
  { links, betterMemory, multiplexing }: ChainSetup,
  link: BrightLink
): ChainOutput {
  const rate = multiplexedRate(link, multiplexing)
  const perLinkTime = 1 / (rate * betterMemory)
  const dephasing = perLinkTime * (500 / ca40Memory.coherenceTimeMilliseconds)
  const flips = perLinkTime * (ca40Memory.flipRatePerSecond / 2)
  const readout = readoutContrast(links.betterLink)
  const xx = link.xx ** table.links * table.left(cutoff, dephasing) * readout
  const zz = link.zz ** table.links * table.left(cutoff, flips) * readout
  const pairsPerSecond = rate / (table.meanTimes[cutoff] as number)
  const errorRate = (1 - zz) / 2
  return {
    brightness: link.brightness,
    cutoff: (table.cutoffs[cutoff] as number) / rate,
    pairsPerSecond,
    fidelity: (1 + zz + 2 * xx) / 4,
    keyPerSecond: pairsPerSecond * Math.max(0, 1 - binaryEntropy(errorRate) - binaryEntropy((1 - xx) / 2)),
    deviceIndependentKeyPerSecond: pairsPerSecond * asymptoticKeyFraction(Math.SQRT2 * (xx + zz), errorRate)
  }
}

/** The best of a chain in each of three respects; undefined where there is none. */
export interface ChainOutlook {
  /** The most pairs of a fidelity above one half. */
  readonly pairs: ChainOutput | undefined
  readonly key: ChainOutput | undefined
  readonly deviceIndependentKey: ChainOutput | undefined
}

/**
 * The best outputs of a chain over its links' brightness and over cut-offs.
 *
 * @param cutoffs indices into the table's; all of them where not given
 */
export function chainOutlook(
  table: WaitingTable,
  setup: ChainSetup,
  cutoffs: readonly number[] = [...table.cutoffs.keys()]
): ChainOutlook {
  const outputs = setup.links.atBrightness.flatMap((link) =>
    cutoffs.map((cutoff) => chainOutput(table, cutoff, setup, link))
  )
  return {
    pairs: most(outputs, ({ fidelity, pairsPerSecond }) => (fidelity > ENTANGLED ? pairsPerSecond : 0)),
    key: most(outputs, ({ keyPerSecond }) => keyPerSecond),
    deviceIndependentKey: most(outputs, ({ deviceIndependentKeyPerSecond: key }) => key)
  }
}

/** What pairs are like that have not waited at all. */
export interface FreshPairs {
  /** At the best brightness. */
  readonly fidelity: number
  readonly brightness: number
}

export function freshPairs({ betterLink, atBrightness }: ChainLinks, segments: number): FreshPairs {
  const readout = readoutContrast(betterLink)
  const all = atBrightness.map(({ brightness, xx, zz }) => {
    return { brightness, fidelity: (1 + readout * (zz ** segments + 2 * xx ** segments)) / 4 }
  })
  return all.reduce((best, other) => (other.fidelity > best.fidelity ? other : best))
}

function most(outputs: readonly ChainOutput[], value: (output: ChainOutput) => number): ChainOutput | undefined {
  let best: ChainOutput | undefined
  for (const output of outputs) if (value(output) > (best === undefined ? 0 : value(best))) best = output
  return best
}
