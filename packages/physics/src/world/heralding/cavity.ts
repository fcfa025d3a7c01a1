import type { CavityParameters } from '../../parametric-cavity-link/parameters.js'
import { cavitySlot } from '../../parametric-cavity-link/slot.js'
import { drivenCavity, modePhotons } from '../../parametric-cavity-link/temporal-mode.js'
import { equalRatios, type HeraldingKind, oneSlot } from './heralding-kind.js'

/** Nearer to the threshold the fields no longer settle within an attempt, and nothing but entropy is gained. */
const STRONGEST_DRIVE = 0.95

/** One idler detected, from either of two parametric cavities: the brightness is λ/λ_threshold of the drive. */
export const cavity: HeraldingKind<CavityParameters> = {
  place: 'mid-point',
  attempt: (parameters, a, b, noise) => oneSlot(cavitySlot(parameters, a, b, noise)),
  brightness: {
    used: (asked) => Math.min(asked, STRONGEST_DRIVE),
    polarisation: (parameters, _, drive) => memoryPolarisation(parameters, drive),
    /** n_I = 4x²/(1−x²)² at the centre of the line: 1e-4 to 1.8. */
    choices: equalRatios(0.005, 0.5)
  }
}

/** ⟨Z⟩ of a mode's memory, thermal with n_M excitations, of whose idler nobody has learned anything. */
function memoryPolarisation({ cavity: driven, modeBandwidth }: CavityParameters, drive: number): number {
  if (drive === 0) return 1
  const { idler, storedShare } = modePhotons(drivenCavity(driven, drive), modeBandwidth)
  const memory = idler * storedShare
  return (1 - memory) / (1 + memory)
}
