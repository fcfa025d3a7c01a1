import { ParameterError } from '../components/parameter.js'

/** The form of a comb's teeth. */
export type ToothShape = 'square' | 'gaussian'

/**
 * An atomic frequency comb: absorption in teeth that repeat with a spacing Δ (Afzelius, Simon, de Riedmatten and Gisin,
 * "Multimode quantum memory based on atomic frequency combs").
 */
export interface AtomicFrequencyComb {
  readonly toothShape: ToothShape
  /** d: optical depth at the middle of a tooth, above the background; intensity falls by e^{−d}. At least 0. */
  readonly peakDepth: number
  /** 𝓕: spacing over the full width of a tooth at half height, at least 1. */
  readonly finesse: number
  /** d₀: optical depth that is the same at every frequency and stores nothing. At least 0. */
  readonly backgroundDepth: number
}

/** The depth at which a comb of any shape stores most: its mean depth is 2, and e^{−2}·2² is the bound, 54.1 %. */
export const BEST_MEAN_DEPTH = 2

const LN2 = Math.LN2

/** Depth averaged over frequency: d/𝓕 for square teeth, (d/𝓕)·√(π/(4 ln 2)) for Gaussian ones. Without d₀. */
export function meanCombDepth(comb: AtomicFrequencyComb): number {
  const { toothShape, peakDepth, finesse } = comb
  const area = toothShape === 'square' ? 1 : Math.sqrt(Math.PI / (4 * LN2))
  return (peakDepth / finesse) * area
}

/**
 * Fourier coefficient of the comb at the order n, over the mean depth: how much of the coherence the teeth's width
 * leaves at the time n/Δ. sinc(n/𝓕) with sinc(x) = sin(πx)/(πx) for square teeth, which may be negative;
 * e^{−(πn/𝓕)²/(4 ln 2)} for Gaussian ones, also where they overlap.
 */
export function combContrast(toothShape: ToothShape, finesse: number, order: number): number {
  const x = (Math.PI * order) / finesse
  if (toothShape === 'gaussian') return Math.exp((-x * x) / (4 * LN2))
  return x === 0 ? 1 : Math.sin(x) / x
}

/**
 * Share of a photon's energy that is given back forward in the n-th echo, at n/Δ, with the earlier echoes held back:
 * η = d̃²·c_n²·e^{−d̃}·e^{−d₀} with the mean depth d̃ and the contrast c_n. For square teeth that is
 * (d/𝓕)²e^{−d/𝓕}sinc²(n/𝓕)e^{−d₀}, for Gaussian ones d̃²e^{−d̃}e^{−7.119n²/𝓕²}e^{−d₀}.
 *
 * The first echo of a comb left alone has this efficiency too; a later one has not, since light of the echoes before it
 * is absorbed and given back again. A Stark pulse right after the absorption splits the ions into two sets that radiate
 * against each other, and a second one before n/Δ undoes it: then nothing has been radiated in between, and the formula
 * is exact for a light pulse short against 1/Δ.
 *
 * @param order n, an integer of at least 1
 * @throws ParameterError if a field is out of its range
 */
export function combEfficiency(comb: AtomicFrequencyComb, order = 1): number {
  checkComb(comb)
  checkOrder(order)
  const depth = meanCombDepth(comb)
  const contrast = combContrast(comb.toothShape, comb.finesse, order)
  return (depth * contrast) ** 2 * Math.exp(-depth - comb.backgroundDepth)
}

/** When the n-th echo leaves, in seconds after the photon came: n/Δ, Δ in hertz. */
export function onDemandSeconds(spacingHertz: number, order: number): number {
  checkOrder(order)
  if (!(spacingHertz > 0 && Number.isFinite(spacingHertz))) {
    throw new ParameterError('spacingHertz', spacingHertz, 'a finite number > 0')
  }
  return order / spacingHertz
}

/**
 * The smaller of the two peak depths at which the first echo of a comb has an efficiency.
 *
 * @param efficiency 0..1
 * @throws ParameterError if no depth reaches it with this finesse; the error names the most that one does
 */
export function peakDepthFor(
  efficiency: number,
  comb: Pick<AtomicFrequencyComb, 'toothShape' | 'finesse' | 'backgroundDepth'>
): number {
  const perPeak = meanCombDepth({ ...comb, peakDepth: 1 })
  const at = (peakDepth: number): number => combEfficiency({ ...comb, peakDepth })
  let above = BEST_MEAN_DEPTH / perPeak
  const most = at(above)
  if (!(efficiency >= 0 && efficiency <= most)) {
    throw new ParameterError('efficiency', efficiency, `a number 0..${most} with a finesse of ${comb.finesse}`)
  }
  let below = 0
  for (let step = 0; step < 200 && above - below > 1e-15 * above; step++) {
    const middle = (below + above) / 2
    if (at(middle) < efficiency) below = middle
    else above = middle
  }
  return above
}

function checkComb({ peakDepth, finesse, backgroundDepth }: AtomicFrequencyComb): void {
  checkAtLeast('peakDepth', peakDepth, 0)
  checkAtLeast('finesse', finesse, 1)
  checkAtLeast('backgroundDepth', backgroundDepth, 0)
}

function checkAtLeast(field: string, value: number, minimum: number): void {
  if (!(value >= minimum && Number.isFinite(value))) {
    throw new ParameterError(field, value, `a finite number >= ${minimum}`)
  }
}

function checkOrder(order: number): void {
  if (!Number.isSafeInteger(order) || order < 1) throw new ParameterError('order', order, 'an integer >= 1')
}
