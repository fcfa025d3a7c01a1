import { WrongUse } from './errors.js'

/**
 * The number that a flag gives, from 1.
 *
 * @returns undefined where the flag is not there
 * @throws WrongUse
 */
export function countOf(command: string, flag: string, value: string | undefined, most: number): number | undefined {
  if (value === undefined) return undefined
  const count = Number(value)
  if (!Number.isSafeInteger(count) || count < 1 || count > most) {
    throw new WrongUse(`bellwire ${command}: --${flag} is ${value}; accepted: an integer from 1 to ${most}`)
  }
  return count
}
