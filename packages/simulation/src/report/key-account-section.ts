import type { KeyAccount } from '../experiments/key-ends.js'
import { type Content, element } from './chart/markup.js'
import { fixed } from './chart/numbers.js'
import { table } from './page/page.js'

const VERDICTS = { null: 'there is no key', true: 'both ends have the same key', false: 'the keys differ' } as const

/** What a session of key distribution left at its ends: authentication key, key, and what the stores have. */
export function keyAccountSection({ session, analysis, standing, ends, agree, stores }: KeyAccount): Content {
  const bits = (value: number): string => fixed(value, 0)
  return [
    table(
      ['bits at', 'authentication key before', 'burnt', 'after', 'key released', 'net'],
      ends.map(({ node, opening, burnt, closing, released, net }) => [
        node,
        ...[opening, burnt, closing, released, net].map(bits)
      ]),
      [0]
    ),
    element(
      'p',
      { class: 'note' },
      `Session ${session}, by ${analysis} (${standing}): ${VERDICTS[String(agree) as keyof typeof VERDICTS]}. ` +
        'Net: the key less the authentication key that was burnt for it.'
    ),
    stores === undefined
      ? []
      : element(
          'p',
          { class: stores.same ? 'note' : 'bad' },
          `Block ${stores.block}: ${stores.ends.map(({ kme, units }) => `${fixed(units, 0)} units at ${kme}`).join(', ')}, ` +
            `of ${stores.unitSize} bits each; ${stores.discarded} bits discarded. ` +
            `The stores have ${stores.same ? 'the same bits' : 'different bits'}.`
        )
  ]
}
