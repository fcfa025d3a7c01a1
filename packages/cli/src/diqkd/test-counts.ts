import type { SettingCount } from '@bellwire/security-analysis'
import { WrongUse } from '../errors.js'

const SETTINGS = ['x = 0 and y = 0', 'x = 0 and y = 1', 'x = 1 and y = 0', 'x = 1 and y = 1'] as const
const ACCEPTED =
  'EQUAL:UNEQUAL for the settings 00, 01, 10 and 11, such as 2150:397,2066:387,2094:349,400:2125, with a round of each'

/**
 * Test rounds as `--tests` says them: how many of each pair of settings had equal and unequal outcomes. A CHSH value alone
 * would not do: analyses take it over the rounds that were declared, people over those that occurred.
 *
 * @throws WrongUse for anything else, and for a pair of settings of which there is no round
 */
export function testCounts(command: string, text: string): readonly SettingCount[] {
  const refused = (what: string): WrongUse =>
    new WrongUse(`bellwire ${command}: --tests ${what}; accepted: ${ACCEPTED}`)
  const pairs = text.split(',').map((pair) => /^(\d{1,15}):(\d{1,15})$/.exec(pair.trim()))
  if (pairs.length !== SETTINGS.length || pairs.includes(null)) throw refused(`is ${text}`)
  const counts = pairs.map((pair) => ({ equal: Number(pair?.[1]), unequal: Number(pair?.[2]) }))
  const empty = counts.findIndex(({ equal, unequal }) => equal + unequal === 0)
  if (empty >= 0) throw refused(`has no round with ${SETTINGS[empty]}`)
  return counts
}
