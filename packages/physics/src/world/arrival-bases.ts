import { type ArrivalBases, type ArrivalCapabilities, Basis, type BasisCode } from '@bellwire/device'
import type { RandomStream } from '@bellwire/runtime'
import { WorldError } from './errors.js'

/** How far shares may be from one in all: they come from decimal fractions. */
const ROUNDING = 1e-9

const CODES: readonly number[] = [Basis.Z, Basis.X, Basis.Y, Basis.ZPlus, Basis.ZMinus]

/** @throws WorldError for capabilities that no end can have */
export function checkArrival(field: string, arrival: ArrivalCapabilities | undefined): void {
  if (arrival === undefined) return
  const { bases, choice, shares } = arrival
  const known = bases.every((basis, place) => CODES.includes(basis) && bases.indexOf(basis) === place)
  if (bases.length === 0 || !known) throw new WorldError(`${field}.bases`, bases, 'different codes 0..4, at least one')
  if (choice === 'set') {
    if (shares !== undefined) throw new WorldError(`${field}.shares`, shares, 'none, where each train says its own')
  } else checkShares(`${field}.shares`, bases, shares ?? [])
}

/**
 * How an end measures what arrives in a train's slots; null for an end that emits.
 *
 * @param asked what the train says
 * @throws WorldError where the train says nothing though it has to, or what the end cannot do
 */
export function arrivalBasesOf(
  arrival: ArrivalCapabilities | null,
  asked: ArrivalBases | undefined
): ArrivalBases | null {
  if (arrival?.choice === 'set') {
    if (asked === undefined) throw new WorldError('arrivalBases', asked, 'bases and the share of each')
    const { bases, shares } = asked
    if (!bases.every((basis) => arrival.bases.includes(basis)))
      throw new WorldError('arrivalBases.bases', bases, `codes among ${arrival.bases.join(', ')}`)
    checkShares('arrivalBases.shares', bases, shares)
    return asked
  }
  if (asked !== undefined) throw new WorldError('arrivalBases', asked, 'none: this end of the link has no choice')
  return arrival === null ? null : { bases: arrival.bases, shares: arrival.shares as readonly number[] }
}

function checkShares(field: string, bases: readonly BasisCode[], shares: readonly number[]): void {
  const sum = shares.reduce((total, share) => total + share, 0)
  if (shares.length !== bases.length || !shares.every((share) => share >= 0) || Math.abs(sum - 1) > ROUNDING)
    throw new WorldError(field, shares, `${bases.length} numbers 0..1 that are 1 in all`)
}

/** The basis in which a photon is measured. Nothing is drawn where there is only one. */
export function drawBasis({ bases, shares }: ArrivalBases, random: RandomStream): BasisCode {
  const last = bases.length - 1
  let left = last > 0 ? random.uniform() : 0
  for (let place = 0; place < last; place++) {
    left -= shares[place] as number
    if (left < 0) return bases[place] as BasisCode
  }
  return bases[last] as BasisCode
}
