import type { CavityParameters } from '../parametric-cavity-link/parameters.js'
import { drivenCavity, modePhotons } from '../parametric-cavity-link/temporal-mode.js'

/** Nearer to the threshold the fields no longer settle within an attempt, and nothing but entropy is gained. */
const STRONGEST_DRIVE = 0.95

/** λ/λ_threshold that a cavity is really driven with when `asked` for one. */
export function cavityDrive(asked: number): number {
  return Math.min(asked, STRONGEST_DRIVE)
}

/** ⟨Z⟩ of a mode's memory, thermal with n_M excitations, of whose idler nobody has learned anything. */
export function cavityPolarisation({ cavity, modeBandwidth }: CavityParameters, drive: number): number {
  if (drive === 0) return 1
  const { idler, storedShare } = modePhotons(drivenCavity(cavity, drive), modeBandwidth)
  const memory = idler * storedShare
  return (1 - memory) / (1 + memory)
}

/** λ/λ_threshold from 0.5 % to 50 %, in equal ratios: n_I = 4x²/(1−x²)² at the centre of the line, 1e-4 to 1.8. */
export const CAVITY_DRIVES: readonly number[] = Array.from({ length: 25 }, (_, step) => 0.005 * 100 ** (step / 24))
