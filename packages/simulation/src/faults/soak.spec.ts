import { encodeTrace } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { soakRun } from './index.js'

/** Seeds that once broke an invariant. */
const REGRESSIONS = [
  // An ended request outlived its epoch, and the next one of that number met it.
  2, 6, 30,
  // A CANCEL that was to replace one under way was never sent.
  29,
  // Unequal arms: each node's GEN met the other's last one, one slot off.
  103, 115,
  // A success whose number was expired before its REPLY came left its order under way.
  141,
  // Batches of two slots, one slot off.
  145,
  // END overtook the REPLY by a shorter way, and the pair was expired, every time.
  74,
  // Copies of late GENs brought forth ever more GENs.
  279,
  // The master took a request for lost at the peer while the answer to its ADD was on the way.
  672, 675, 905,
  // The deadline passed while the last pair was being corrected.
  1681,
  // After two restarts of the station its former process was taken for the present one, for ever.
  6118, 6332,
  // Two requests, each with a part of the memory, waited for each other.
  6435, 28230, 15566, 15886,
  // Everyone started anew, and epochs were counted from 1 again.
  55969,
  // A link that mostly calibrates, and a clock that a late answer had set wrong.
  1_058_663, 1_066_799,
  // A request to be delivered as a whole, complete at one end, short at the other, with its END acknowledged.
  3_037_728,
  // A request re-opened after its END, whose deadline had passed meanwhile, and whose END_ACK was lost.
  37_907,
  // An ADD_ACK crossed the CANCEL of its ADD, was taken for the answer, and the CANCEL was lost.
  5_033_891, 5_069_984,
  // A large request of high fidelity, and a link that calibrates half of its time: nothing hinders them, they take long.
  5_039_822,
  12_074_784,
  // A pair lost in a crash, and used up at the other end.
  14, 1648
]

/** Seeds beside them. The full number is played by the soak command. */
const FRESH = Array.from({ length: 300 }, (_, index) => 20_000 + index)

function account(seed: number): string[] {
  return soakRun(seed).violations.map(
    ({ invariant, message, records }) => `seed ${seed}: ${invariant}: ${message} [${records.join(', ')}]`
  )
}

describe('a link under random faults', () => {
  it.each(REGRESSIONS)('keeps every invariant with seed %i, which once broke one', (seed) => {
    expect(account(seed)).toEqual([])
  })

  it('keeps every invariant, comes to rest and serves new requests', () => {
    const happened = new Set<string>()
    for (const seed of FRESH) {
      const { violations, occurrences } = soakRun(seed)
      expect(violations, `seed ${seed}`).toEqual([])
      for (const name of occurrences.keys()) happened.add(name)
    }
    // The faults are not only drawn: they happen.
    expect([...happened]).toEqual(
      expect.arrayContaining([
        'frame lost: loss',
        'frame lost: partition',
        'frame duplicated',
        'frame overtaken',
        'restart',
        'crash',
        'recover',
        'restartStation',
        'generation failed',
        'link CALIBRATING',
        'link OUT_OF_SPEC',
        'epoch begun anew',
        'sequence wrapped',
        'slots granted',
        'pair delivered',
        'pair expired',
        'request cancelled',
        'request failed: 6'
      ])
    )
  })

  it('is the same again with the same seed, record by record', () => {
    for (const seed of [3, 14, 161]) {
      expect(Buffer.from(encodeTrace(soakRun(seed).trace)).equals(Buffer.from(encodeTrace(soakRun(seed).trace)))).toBe(
        true
      )
    }
  })
})
