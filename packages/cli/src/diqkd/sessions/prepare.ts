import { type DrawBits, PostProcessingInputError } from '@bellwire/post-processing'
import { SecurityInputError } from '@bellwire/security-analysis'
import { WrongUse } from '../../errors.js'
import { refuseNoise } from '../noise.js'
import { accumulated } from './accumulated.js'
import { sampled } from './sampled.js'
import { type Declared, type Recorded, RELEASING, type Session } from './session.js'
import { sifted } from './sifted.js'

/**
 * The raw keys of what was recorded, and what was declared of them.
 *
 * @param draw random bits, for noise
 * @throws WrongUse for what was not declared and has to be, or does not belong together
 */
export function prepareSession(command: string, recorded: Recorded, declared: Declared, draw: DrawBits): Session {
  const needed = (flag: string, why: string): WrongUse =>
    new WrongUse(`bellwire ${command}: --${flag} is missing; accepted: its value, as ${why}`)
  if (declared.noise !== undefined) refuseNoise(command, [declared.analysis], RELEASING)
  try {
    if (declared.analysis === 'eat') return accumulated(command, recorded, declared, needed, draw)
    if (declared.analysis === 'bbm92') return sampled(command, recorded, declared, needed)
    return sifted(command, recorded, declared)
  } catch (error) {
    if (error instanceof SecurityInputError || error instanceof PostProcessingInputError) {
      throw new WrongUse(`bellwire ${command}: ${error.message}`)
    }
    throw error
  }
}
