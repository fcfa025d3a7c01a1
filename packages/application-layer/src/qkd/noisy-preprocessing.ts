import type { BitString } from '@bellwire/post-processing'
import type { ProtocolRules } from './protocol/rules.js'

/**
 * Flips each bit of the reference's raw key that is of no published round with the probability that was proposed, in
 * place (Ho et al., "Noisy preprocessing facilitates a photonic realization of device-independent quantum key
 * distribution"). It costs the eavesdropper more of what she knows than it costs the corrector, who has the errors of it
 * corrected with those of the pairs; which bits were flipped is never said.
 *
 * @param draw so many secret bits, each 1 with a probability of `ones` / 2^32; the same again in a process that goes on
 */
export function addNoise(
  rawKey: BitString,
  rules: Pick<ProtocolRules, 'key' | 'published' | 'flips'>,
  draw: (length: number, ones: number) => BitString
): void {
  const { key, published, flips } = rules
  if (flips === 0) return
  const tests = new Set(published)
  const drawn = draw(key.filter((round) => !tests.has(round)).length, flips)
  let next = 0
  for (let k = 0; k < key.length; k++) {
    if (tests.has(key[k] as number)) continue
    if (drawn.get(next) === 1) rawKey.flip(k)
    next += 1
  }
  drawn.clear()
}
