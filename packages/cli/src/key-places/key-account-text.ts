import type { KeyAccount } from '@bellwire/simulation'
import { count } from '../experiment-table.js'
import { table } from '../table.js'

const VERDICTS = { null: 'no key', true: 'the same key at both ends', false: 'THE KEYS DIFFER' } as const

/** What a session of key distribution left at its ends, for people. */
export function keyAccountText({ session, analysis, standing, agree, ends, stores }: KeyAccount): string {
  const row = (title: string, of: (end: (typeof ends)[number]) => number) => [
    title,
    ...ends.map((end) => count(of(end)))
  ]
  const balances = table(
    ['bits', ...ends.map(({ node }) => node)],
    [
      row('authentication key before the session', ({ opening }) => opening),
      row('burnt by it', ({ burnt }) => burnt),
      row('authentication key after it', ({ closing }) => closing),
      row('key released', ({ released }) => released),
      row('net: key less what was burnt', ({ net }) => net)
    ]
  )
  const keys = `session ${session}, by ${analysis} (${standing}): ${VERDICTS[String(agree) as keyof typeof VERDICTS]}\n`
  if (stores === undefined) return `${balances}${keys}`
  const { block, unitSize, discarded, same } = stores
  const where = stores.ends.map(({ kme, units }) => `${units} in the store of ${kme}`).join(', ')
  const verdict = same ? 'the same bits' : 'DIFFERENT BITS'
  return `${balances}${keys}block ${block}, units of ${unitSize} bits: ${where}, ${verdict}; ${discarded} bits discarded\n`
}
