import type { PairName } from '@bellwire/application-layer'

function partsOf(name: PairName): readonly number[] {
  const { initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence } = name
  return [initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence]
}

/** Both ends call a pair by this. */
export function pairKey(name: PairName): string {
  return partsOf(name).join('/')
}

const GOLDEN = 0x9e37_79b1

/** Which of `choices` both ends take for a pair, without a word, by its name: evenly spread. */
export function choiceByName(name: PairName, choices: number): number {
  let mixed = 0
  for (const part of partsOf(name)) {
    mixed = Math.imul(mixed ^ part, GOLDEN) >>> 0
    mixed = (mixed ^ (mixed >>> 15)) >>> 0
  }
  return mixed % choices
}
