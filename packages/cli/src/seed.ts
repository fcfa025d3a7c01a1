import { WrongUse } from './errors.js'

/** A number where it is one, so that `--seed 7` is the seed that a scenario writes as 7. */
export function seedOf(command: string, text: string): number | string {
  if (text === '') throw new WrongUse(`bellwire ${command}: --seed is empty; accepted: an integer from 0, or a text`)
  const number = Number(text)
  return Number.isSafeInteger(number) && number >= 0 && String(number) === text ? number : text
}
