import { WrongUse } from '../errors.js'

/** What a number on the command line may be. */
export interface Accepted {
  /** In words, such as 'a number above 0 and below 1'. */
  readonly text: string
  readonly fits: (value: number) => boolean
}

export const probability: Accepted = {
  text: 'a number above 0 and below 1',
  fits: (value) => value > 0 && value < 1
}
export const count: Accepted = {
  text: 'an integer from 1',
  fits: (value) => Number.isSafeInteger(value) && value >= 1
}
export const efficiency: Accepted = { text: 'a number from 1 to 10', fits: (value) => value >= 1 && value <= 10 }
export const violation: Accepted = {
  text: 'a number above 2 and up to 2√2, 2.8284271',
  // 2√2 as people write it is a rounding above it.
  fits: (value) => value > 2 && value <= 2 * Math.SQRT2 + 5e-8
}
export const errorRate: Accepted = {
  text: 'a number above 0 and up to 0.5',
  fits: (value) => value > 0 && value <= 0.5
}

const NUMBER = /^[+-]?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i

/**
 * A number from the command line; undefined where nothing was given.
 *
 * @throws WrongUse naming the flag, what it was given and what is accepted
 */
export function optionalNumber(
  command: string,
  flag: string,
  text: string | undefined,
  accepted: Accepted
): number | undefined {
  if (text === undefined) return undefined
  const value = NUMBER.test(text.trim()) ? Number(text) : Number.NaN
  if (!accepted.fits(value)) throw new WrongUse(`bellwire ${command}: --${flag} is ${text}; accepted: ${accepted.text}`)
  return value
}

/** A CHSH value as the analyses take it: at most 2√2 itself. */
export function atMostTsirelson(chsh: number): number {
  return Math.min(chsh, 2 * Math.SQRT2)
}
