import type { BasisCode } from '@bellwire/device'
import type { Entry } from './entry.js'

/**
 * Takes the basis in which a pair was measured. False where it is of no use, since it was measured on arrival in one that
 * was not asked for, or not at all (LNK-155).
 *
 * @param recorded undefined where it was measured now, or there is no record of it
 */
export function takesRecord(entry: Entry, recorded: BasisCode | undefined): boolean {
  const asked = entry.item?.arrivalBases ?? null
  if (asked === null) return true
  if (recorded === undefined || !asked.bases.includes(recorded)) return false
  entry.basis = recorded
  return true
}
