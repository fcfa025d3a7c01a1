import {
  cavityLink,
  erYsoLink,
  erYsoMaps,
  erYsoModes,
  evenAxis,
  instabilityThreshold,
  type ScanAxis,
  undrivenErYso
} from '@bellwire/physics'
import type { ScanPicture } from '../scan-picture.js'

const DISTANCES = evenAxis(0, 150, 51)
const DRIVES = Array.from({ length: 49 }, (_, step) => 0.005 * 120 ** (step / 48))
/** Drive of the pictures over the distance, over the threshold. */
const DRIVE = 0.05
const KILOMETRES = 10

/** The paper's four maps as this model draws them, and the link of two devices over distance and drive. */
export function sourcePictures(): readonly ScanPicture[] {
  const maps = erYsoMaps()
  return [
    {
      title: 'Entanglement rate over coupling and linewidth, λ = 0.1κ',
      note: 'Fig. 2(a) of the paper; where its axes end is assumed. The line is impedance matching, C = 1: not the ridge.',
      scan: { kind: 'map', ...maps.couplingLinewidth }
    },
    {
      title: 'Entanglement rate over the drive, 2G = Γ = κ',
      note: 'Fig. 2(b) of the paper. The curves end at the threshold, λ = κ/√2.',
      scan: { kind: 'curves', ...maps.drive }
    },
    {
      title: 'Entanglement rate over cavity decay and drive, else table I',
      note: 'Fig. 4 of the paper, which says "up to 50": that the drive’s axis ends at 50 is assumed, and decides the peak.',
      scan: { kind: 'map', ...maps.entanglementRate }
    },
    {
      title: 'Heralding efficiency over cavity decay and drive, else table I',
      note: 'Fig. 4 of the paper, which says 70 % at κ = 150, λ = 40; this model has 65.3 %, and 71.1 % without the comb.',
      scan: { kind: 'map', ...maps.heraldingEfficiency }
    },
    ...linkPictures()
  ]
}

const EXTRAPOLATED =
  'An extrapolation: two devices of table I linked by their idlers, with losses, overlap and phase noise that are assumed.'

function linkPictures(): readonly ScanPicture[] {
  const distance: ScanAxis = { quantity: 'length of the link', symbol: 'L', unit: 'km', values: DISTANCES }
  const drive: ScanAxis = { quantity: 'parametric drive', symbol: 'λ/λ_th', unit: '1', values: DRIVES }
  const along = (modes: number) => DISTANCES.map((kilometres) => cavityLink(erYsoLink(kilometres, modes), DRIVE))
  const [many, one] = [along(erYsoModes), along(1)]
  const over = DRIVES.map((part) => cavityLink(erYsoLink(KILOMETRES), part))
  const overOne = DRIVES.map((part) => cavityLink(erYsoLink(KILOMETRES, 1), part))
  const modes = `${erYsoModes} temporal modes`
  const threshold = instabilityThreshold({ ...undrivenErYso, parametricDrive: 1 }).parametricDrive
  return [
    {
      title: `Heralds per second over the length of the link, λ = ${DRIVE} of the threshold`,
      note: EXTRAPOLATED,
      scan: {
        kind: 'curves',
        quantity: 'heralds per second',
        unit: '1/s',
        x: distance,
        logarithmic: ['y'],
        curves: [
          { label: modes, values: Float64Array.from(many, ({ rate }) => rate) },
          { label: 'one mode', values: Float64Array.from(one, ({ rate }) => rate) }
        ]
      }
    },
    {
      title: `Fidelity over the length of the link, λ = ${DRIVE} of the threshold`,
      note: `${EXTRAPOLATED} Memories that keep until they are read out.`,
      scan: {
        kind: 'curves',
        quantity: 'fidelity of the memories',
        unit: '1',
        x: distance,
        curves: [
          { label: 'memories as qubits', values: Float64Array.from(many, ({ fidelity }) => fidelity) },
          {
            label: 'several excitations count as wrong',
            values: Float64Array.from(many, ({ singleExcitationFidelity }) => singleExcitationFidelity)
          }
        ]
      }
    },
    {
      title: `Heralds per second over the drive, ${KILOMETRES} km`,
      note: `${EXTRAPOLATED} The threshold is at λ = ${threshold.toFixed(1)} rad/µs, the table’s λ = 40 at 0.21 of it.`,
      scan: {
        kind: 'curves',
        quantity: 'heralds per second',
        unit: '1/s',
        x: drive,
        logarithmic: ['x', 'y'],
        curves: [
          { label: modes, values: Float64Array.from(over, ({ rate }) => rate) },
          { label: 'one mode', values: Float64Array.from(overOne, ({ rate }) => rate) }
        ]
      }
    },
    {
      title: `Fidelity and concurrence over the drive, ${KILOMETRES} km`,
      note: `${EXTRAPOLATED} Weaker, noise clicks take over; stronger, memories hold several excitations.`,
      scan: {
        kind: 'curves',
        quantity: 'fidelity, concurrence',
        unit: '1',
        x: drive,
        logarithmic: ['x'],
        curves: [
          { label: 'fidelity', values: Float64Array.from(over, ({ fidelity }) => fidelity) },
          { label: 'concurrence', values: Float64Array.from(over, ({ concurrence }) => concurrence) }
        ]
      }
    }
  ]
}
