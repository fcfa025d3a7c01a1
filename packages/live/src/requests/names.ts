import type { PairName } from '@bellwire/application-layer'

/** What both ends call a pair, as one text: of a link its number, of a circuit its initiator and number, and the pairs. */
export function pairName({ initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence }: PairName): string {
  const head = `${headEpoch}.${headSequence}`
  return initiator === 0 ? `${circuit}:${head}` : `${initiator}.${circuit}:${head}-${tailEpoch}.${tailSequence}`
}

/** The same of a pair of a link. */
export function linkPairName({ link, epoch, sequence }: { link: number; epoch: number; sequence: number }): string {
  return `${link}:${epoch}.${sequence}`
}
