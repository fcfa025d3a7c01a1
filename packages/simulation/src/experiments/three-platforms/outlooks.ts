/** What is better than a paper's hardware, by how much, and the words of the paper that it rests on. */
export interface Improvement {
  readonly what: string
  /** As the paper says it, omissions marked. */
  readonly words: string
  /** Which paper, and where in it. */
  readonly paper: string
  /** How much of it is assumed: no paper has a number of this kind unless it is in its words. */
  readonly assumed: string
}

/** Factor on both time constants of the ions. */
export const BETTER_IONS = 20
/** Factor on the photons that are collected from an ion. */
export const BETTER_COLLECTION = 4
/** Ions at each node, so many attempts in the time of one. */
export const IONS = 5
/** Lifetime of an excitation of the ensembles, microseconds. */
export const ENSEMBLE_LIFETIME = 1e6
/** Loss of a fibre of the telecom C band, dB/km. */
export const C_BAND = 0.2
/** Ensembles at each node, so many attempts in the time of one. */
export const ENSEMBLES = 3
/** κ of the cavities, rad/µs. */
export const NARROW_CAVITY = 50
/** Lifetime of an excitation in spin-wave storage, microseconds. */
export const SPIN_WAVE_LIFETIME = 1e6

const IONS_PAPER = 'outlook of “A building block of quantum repeaters”'
const ENSEMBLES_PAPER = 'outlook of “Creation of memory–memory entanglement in a metropolitan quantum network”'

export const IMPROVEMENTS: readonly Improvement[] = [
  {
    what: `ions keep ${BETTER_IONS} times as long`,
    words:
      'To further extend the coherence time of the quantum memory, one can introduce an ion species with clock transitions to serve as a storage qubit or implement a multi-ion memory with coherence encoded in a decoherence-free subspace',
    paper: IONS_PAPER,
    assumed:
      'the factor, that the law of the decay stays, and that transfer into storage, preparation and readout do not err'
  },
  {
    what: `${BETTER_COLLECTION} times as many photons, ${IONS} ions in a node`,
    words:
      'we can use optical-cavity enhanced photon collection, or trap more ions in each node […], which would allow linear enhancement of heralding probability via multiplexing',
    paper: IONS_PAPER,
    assumed: 'both factors'
  },
  {
    what: `ensembles keep for ${ENSEMBLE_LIFETIME / 1e6} s`,
    words:
      'prolonging the entanglement storage time to the second scale by further limiting atomic thermal motion with an optical lattice technique',
    paper: ENSEMBLES_PAPER,
    assumed: 'exactly one second, exponential'
  },
  {
    what: `fibres lose ${C_BAND} dB/km, ${ENSEMBLES} ensembles in a node`,
    words:
      'increasing the entangling rate by shifting the wavelength to telecom C band and by adapting multiplexed atomic quantum memories',
    paper: ENSEMBLES_PAPER,
    assumed: 'the loss, the number, and that the converter stays as good and as noisy'
  },
  {
    what: `cavities with κ = ${NARROW_CAVITY}, excitations keep for ${SPIN_WAVE_LIFETIME / 1e6} s`,
    words:
      'Long-term storage is feasible with spin-wave memory using an additional hyperfine level […] heralding efficiency up to 90% can be achieved with a κ < 50 MHz',
    paper: '“In situ multimode photon-memory entanglement”, of its device; not in its outlook',
    assumed: 'the lifetime, and a transfer into the spin wave without loss'
  }
]
