import {
  entanglementRate,
  erYsoFigures,
  erYsoSource,
  leastSqueezedPhotons,
  memoryEntanglement,
  outputPhotons,
  type ParametricCavity
} from '@bellwire/physics'
import type { RowFigure } from '../row.js'

/** Values of the paper's figures that were computed before this program, each by a second way. */
const PUBLISHED_GOLDEN: { readonly [id: string]: readonly [value: number, digits: number] } = {
  'entanglement-rate': [30.288, 3],
  'entanglement-rate-without-comb': [20.472, 3],
  'entanglement-rate-cycles': [190.3, 1],
  'entanglement-rate-peak': [50.09, 2],
  'best-finesse': [5.12, 2],
  'heralding-efficiency': [0.6534, 4],
  'heralding-efficiency-without-comb': [0.7115, 4],
  'heralding-decay': [47.5, 1],
  'heralding-decay-without-comb': [58.8, 1],
  'threshold-matched': [Math.SQRT1_2, 15],
  threshold: [188.7, 1],
  'threshold-fraction': [0.212, 3],
  'best-drive-fraction': [0.963, 3],
  'signal-lost-weak': [0.973, 3],
  'signal-lost-medium': [0.59, 3],
  'signal-lost-strong': [0.439, 3],
  'matching-loss': [1.1532, 4],
  'idler-per-lifetime': [0.0651, 4],
  'quality-50-cycles': [3.898e6, -3],
  'quality-50-radians': [2.4495e7, -3],
  'comb-finesse': [3.33, 2],
  'storage-time': [1, 9]
}

/** The figures of the paper and those that follow from its table; of one device, so that nothing is played. */
export function sourceFigures(): readonly RowFigure[] {
  const published = erYsoFigures().map((figure): RowFigure => {
    const golden = PUBLISHED_GOLDEN[figure.id]
    return { ...figure, id: `cavity-${figure.id}`, ...(golden === undefined ? {} : { golden }) }
  })
  return [...published, ...finesseFigures(), ...matchedFigures(), ...spectrumFigures()]
}

const inferred = (
  id: string,
  quantity: string,
  unit: string,
  closedForm: number,
  golden: readonly [number, number],
  note?: string
): RowFigure => {
  return {
    id,
    quantity,
    unit,
    paper: null,
    closedForm,
    kind: 'inferred',
    golden,
    ...(note === undefined ? {} : { note })
  }
}

/** How the entanglement rate goes with the finesse, which the paper’s number alone does not fix. */
function finesseFigures(): readonly RowFigure[] {
  const known = [
    [2, 27.33],
    [2.5, 29.11],
    [3.5, 31.04],
    [4, 31.51],
    [5, 31.84],
    [8, 30.76],
    [9, 30.12]
  ] as const
  return known.map(([finesse, value]) =>
    inferred(
      `cavity-entanglement-rate-finesse-${finesse}`,
      `entanglement rate, else as table I, 𝓕 = ${finesse}`,
      'ebit/µs',
      entanglementRate({ ...erYsoSource, combFinesse: finesse }).value,
      [value, 2]
    )
  )
}

/** Fig. 2(b) of the paper at three drives, and the threshold there. */
function matchedFigures(): readonly RowFigure[] {
  const known = [
    [0.1, 0.04124, 0.04237],
    [0.3, 0.19653, 0.24255],
    [0.5, 0.32265, 0.54697]
  ] as const
  return known.flatMap(([drive, idler, both]) => {
    const source = matched(drive)
    return [
      inferred(
        `cavity-matched-${drive}`,
        `entanglement rate over κ of memory and idler, 2G = Γ = κ, λ = ${drive}κ`,
        '1',
        entanglementRate(source).value,
        [idler, 5]
      ),
      inferred(
        `cavity-matched-both-${drive}`,
        `the same with the signal, λ = ${drive}κ`,
        '1',
        entanglementRate(source, 'idler-and-signal').value,
        [both, 5]
      )
    ]
  })
}

function matched(parametricDrive: number): ParametricCavity {
  return { cavityDecay: 1, parametricDrive, collectiveCoupling: 0.5, inhomogeneousLinewidth: 1, combFinesse: 1 }
}

/** Photon numbers, squeezing and entanglement at three frequencies of table I. */
function spectrumFigures(): readonly RowFigure[] {
  const known = [
    [0, 0.19694, 0.16585, 0.39101, 0.67381],
    [100, 0.13104, 0.08616, 0.28336, 0.42062],
    [250, 0.02339, 0.00715, 0.08378, 0.0605]
  ] as const
  return known.flatMap(([detuning, idler, memory, squeezing, entanglement]) => {
    const photons = outputPhotons(erYsoSource, detuning)
    const at = `ω = ${detuning} rad/µs, table I`
    const row = (key: string, quantity: string, unit: string, value: number, golden: number): RowFigure =>
      inferred(`cavity-${key}-${detuning}`, `${quantity}, ${at}`, unit, value, [golden, 5])
    return [
      row('idler-photons', 'mean idler photons n_I', '1', photons.idler, idler),
      row('memory-photons', 'mean excitations n_M', '1', photons.memory, memory),
      row(
        'least-squeezing',
        'least squeezing r₀ that makes the state',
        '1',
        Math.asinh(Math.sqrt(leastSqueezedPhotons(photons))),
        squeezing
      ),
      row('entanglement', 'entanglement of formation', 'ebit', memoryEntanglement(photons, 'idler'), entanglement)
    ]
  })
}
