import { writeFileSync } from 'node:fs'

/** The command was given something that it does not accept. The message says what, and what is accepted. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse'
}

/**
 * The number that a flag gives, from 1.
 *
 * @returns undefined where the flag is not there
 * @throws WrongUse
 */
export function countOf(flag: string, value: string | undefined, most: number): number | undefined {
  if (value === undefined) return undefined
  const count = Number(value)
  if (Number.isSafeInteger(count) && count >= 1 && count <= most) return count
  throw new WrongUse(`--${flag} is ${value}; accepted: an integer from 1 to ${most}`)
}

/** @throws WrongUse for a file that cannot be written */
export function writeOutput(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new WrongUse(`${path} cannot be written (${codeOf(error)}); accepted: a file in a folder that exists`)
  }
}

/** Such as ENOENT. */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown'
}
