import { setFlagsFromString } from 'node:v8'

/**
 * Settings of the JavaScript engine that suit a simulation; without them everything is the same, only slower. A pair
 * lives for a few events and passes through many small functions of many layers, so the nursery may grow at once and
 * the compiler may put more of these functions into one another. Measured with `bellwire bench`.
 */
const FLAGS = [
  '--semi-space-growth-factor=16',
  '--max-inlined-bytecode-size-cumulative=4000',
  '--min-inlining-frequency=0.05'
]

/** To be called before anything that is to be fast is loaded. */
export function tuneEngine(): void {
  // Another engine may know these by other names, and would say so aloud.
  if (!process.versions.node.startsWith('20.')) return
  for (const flag of FLAGS) setFlagsFromString(flag)
}
