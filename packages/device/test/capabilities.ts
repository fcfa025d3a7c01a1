import type { DeviceCapabilities } from '../src/index.js'

/** What a node's hardware with two links can do, of which one measures photons as they arrive. */
export const capabilities: DeviceCapabilities = {
  qubits: 2,
  measureDuration: 300,
  correctDuration: 10,
  storeDuration: 0,
  swapping: true,
  swapDuration: 100,
  swapQuality: 0.98,
  gateDuration: 20,
  distillation: false,
  distilDuration: 0,
  storage: false,
  coherenceTime: Infinity,
  links: [
    {
      link: 1,
      keep: true,
      holds: true,
      operatingPoints: [{ brightness: 0.1, fidelity: 0.9, successProbability: 1e-3 }]
    },
    { link: 2, keep: false, arrival: { bases: [0, 1], choice: 'hardware', shares: [0.5, 0.5] }, operatingPoints: [] },
    { link: 3, keep: false, arrival: { bases: [1, 2], choice: 'set' }, operatingPoints: [] }
  ]
}
