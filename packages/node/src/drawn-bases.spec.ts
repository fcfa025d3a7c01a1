import { expect, it } from 'vitest'
import { PlayedNode } from '../test/played-node.js'

const PAIRS = 40
const X_OR_Z = { randomBasis: 1, probability1: 128, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }

/** The bases of so many pairs of a request of the peer, in the epoch that is opened. */
function basesOf(played: PlayedNode): readonly unknown[] {
  const before = played.commands.length
  played.open()
  played.add({ number: PAIRS, originator: X_OR_Z, responder: X_OR_Z })
  for (let sequence = 0; sequence < PAIRS; sequence++) played.herald(sequence)
  return played.commands.slice(before).flatMap((one) => (one.type === 'measure' ? [one.basis] : []))
}

it('bases are not drawn again by a node that has restarted (LNK-173)', () => {
  const played = new PlayedNode()
  const first = basesOf(played)
  expect(first).toHaveLength(PAIRS)
  expect(new Set(first).size).toBe(2)
  played.node.restart()
  const second = basesOf(played)
  expect(second).toHaveLength(PAIRS)
  expect(second).not.toEqual(first)
})
