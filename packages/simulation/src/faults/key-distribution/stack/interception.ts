import { measurePairSide, setProductPair } from '@bellwire/quantum'
import type { World } from '@bellwire/physics'
import type { RandomStream } from '@bellwire/runtime'

interface Interception {
  readonly fraction: number
  /** From Z in the plane of Z and X, radians. */
  readonly angles: readonly number[]
}

/**
 * Somebody on the fibre of one link, who measures photons and sends others on in the states that were found: the qubit whose photon it
 * was has collapsed, and nothing of the entanglement is left. No party is told, and the hardware's own figures stay as they are.
 */
export function intercept(world: World, link: number, { fraction, angles }: Interception, draws: RandomStream): void {
  const left = new Float64Array(4)
  world.onHerald = ({ link: heralded, state }) => {
    if (heralded !== link || state === null || !draws.bernoulli(fraction)) return
    const angle = angles[draws.below(angles.length)] as number
    const direction = [Math.sin(angle), 0, Math.cos(angle)] as const
    const sign = 1 - 2 * measurePairSide(state, 1, direction, draws.uniform(), left)
    setProductPair(state, left, [1, sign * direction[0], 0, sign * direction[2]])
  }
}
