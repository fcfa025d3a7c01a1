import { WrongUse } from '../errors.js'
import { optionalNumber } from './numbers.js'

/** q of noisy preprocessing, or what gives the longest key. */
export type Noise = number | 'best'

/** The analyses that are made for it, by the names of the command line. */
const ANALYSED: ReadonlySet<string> = new Set(['eat', 'asymptotic'])

export function takesNoise(analysis: string): boolean {
  return ANALYSED.has(analysis)
}

export const probabilityOfFlip = {
  text: 'a number from 0 to 0.5',
  fits: (value: number) => value >= 0 && value <= 0.5
}

/**
 * A list such as 0,0.02,best from the command line.
 *
 * @throws WrongUse for anything else
 */
export function noisesOf(command: string, list: string): readonly Noise[] {
  const accepted = { ...probabilityOfFlip, text: `${probabilityOfFlip.text}, or best, or a list of them` }
  const noises = list.split(',').map((text): Noise => {
    if (text.trim() === 'best') return 'best'
    return optionalNumber(command, 'noise', text, accepted) as number
  })
  return [...new Set(noises)]
}

/**
 * @param offered - the analyses that the command has
 * @throws WrongUse where an analysis was asked for that is not made for noise
 */
export function refuseNoise(command: string, analyses: readonly string[], offered: readonly string[]): void {
  const other = analyses.find((analysis) => !takesNoise(analysis))
  if (other === undefined) return
  throw new WrongUse(
    `bellwire ${command}: --noise is given with --analysis ${other}; accepted: ${offered.filter(takesNoise).join(', ')}, as noisy ` +
      `preprocessing is not analysed by ${other}`
  )
}
