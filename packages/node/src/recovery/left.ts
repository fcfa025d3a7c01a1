import type { LastWords, LinkJournal } from '@bellwire/link-layer'
import type { CircuitJournal } from '@bellwire/network-layer'
import type { VoidedPairs } from './node-journal.js'

/** What an earlier process of a node has left. */
export interface Left {
  readonly links: ReadonlyMap<number, { readonly journal: LinkJournal; readonly lastWords?: LastWords }>
  readonly circuits: readonly CircuitJournal[]
}

/** The pairs that are void with it, as both ends name them. */
export function voidedWith({ links, circuits }: Left, node: number): VoidedPairs {
  return {
    links: [...links].flatMap(([link, { lastWords }]) =>
      lastWords === undefined ? [] : [...lastWords.lost, ...lastWords.void].map((pair) => ({ ...pair, link }))
    ),
    circuits: circuits.flatMap(({ initiator, circuit, lost }) =>
      lost.map(({ epoch, sequence, ownEpoch, ownSequence }) => {
        const [own, other] = [
          [ownEpoch, ownSequence],
          [epoch, sequence]
        ] as const
        const [[headEpoch, headSequence], [tailEpoch, tailSequence]] = initiator === node ? [own, other] : [other, own]
        return { initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence }
      })
    )
  }
}
