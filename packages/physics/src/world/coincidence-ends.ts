import { Basis } from '@bellwire/device'
import { WorldError } from './errors.js'
import type { HeldQubit } from './held-qubit.js'
import type { LinkSide } from './link-side.js'
import type { LinkOptions } from './options.js'
import type { TagFeed } from './tag-feed.js'
import type { Train } from './train.js'

// What the two ends of a link with a pair source have to do with its slots.

/** Sets the modulators as the trains of the slots from one on say. */
export function setModulators(feed: TagFeed, sides: readonly [LinkSide, LinkSide], slot: number): void {
  for (const end of [0, 1] as const) {
    const settings = feed.settings[end]
    const { arrival, trains } = sides[end]
    if (settings === null || arrival?.choice !== 'set') continue
    const asked = latestFor(trains.items, trains.count, slot)?.arrivalBases
    if (asked == null) continue
    const zShare = asked.shares[asked.bases.indexOf(Basis.Z)] ?? 0
    if (zShare === settings.zShare) continue
    settings.zShare = zShare
    feed.forget()
  }
}

/** The train that plays a slot, or the one that comes last. */
function latestFor(items: readonly Train[], count: number, slot: number): Train | null {
  for (let k = 0; k < count; k++) {
    const train = items[k] as Train
    if (slot >= train.from && slot <= train.to) return train
  }
  return count === 0 ? null : (items[count - 1] as Train)
}

/** Leaves the record of a click at the place of the qubit, unless something else has been done with it since. */
export function recordClick(
  { node, presence, flightTime }: LinkSide,
  slot: number,
  label: number,
  herald: number
): void {
  const { train, shift } = presence
  if (train === null) return
  const emission = train.arrivalOf(slot + shift) - flightTime
  const held = node.qubits[train.qubit] as HeldQubit
  if (held.stamp > emission) return
  const basis = label < 2 ? Basis.Z : Basis.X
  const outcome = (label & 1) as 0 | 1
  const sign = 1 - 2 * outcome
  held.conditionAlone(basis === Basis.X ? sign : 0, 0, basis === Basis.Z ? sign : 0, emission, herald)
  held.record = { basis, outcome }
}

/** @throws WorldError for options that mean nothing to a link with a pair source */
export function checkCoincidenceLink({ noise, photon, detectors, drift, window, guard, a, b }: LinkOptions): void {
  for (const [field, value] of Object.entries({ noise, photon, detectors, drift })) {
    if (value !== undefined)
      throw new WorldError(field, value, 'nothing, of a link with a pair source: its ends have detectors of their own')
  }
  for (const [field, { arrival }] of Object.entries({ a, b })) {
    if (arrival !== undefined)
      throw new WorldError(`${field}.arrival`, arrival, 'nothing: the parameters of the end say it')
  }
  if (window > 2 * guard) throw new WorldError('window', window, `at most two guards, ${2 * guard} ns`)
}
