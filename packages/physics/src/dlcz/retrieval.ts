import type { RelaxationParameters } from '../memory/relaxation.js'

/**
 * η_r(t): retrieval and detection after a longer storage, falling as e^{−t/τ}.
 *
 * @param efficiency η_r at `referenceMicroseconds`
 * @param lifetimeMicroseconds τ, the 1/e storage time
 */
export function retrievalAfter(
  efficiency: number,
  referenceMicroseconds: number,
  storageMicroseconds: number,
  lifetimeMicroseconds: number
): number {
  return efficiency * Math.exp((referenceMicroseconds - storageMicroseconds) / lifetimeMicroseconds)
}

/**
 * The same decay as a memory law of the excitation qubit: |1⟩ falls to |0⟩ with T1 = τ and nothing else happens, so
 * T2 = 2τ. (What is retrieved after a time t of this is what η_r·e^{−t/τ} retrieves at once.)
 */
export function ensembleMemory(lifetimeMicroseconds: number): RelaxationParameters {
  return {
    relaxationTimeMilliseconds: lifetimeMicroseconds / 1e3,
    coherenceTimeMilliseconds: (2 * lifetimeMicroseconds) / 1e3,
    equilibriumPolarisation: 1
  }
}
