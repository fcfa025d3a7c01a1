import { LIMITS } from './limits.js'
import type { Frame } from './messages.js'
import { WireError } from './wire-error.js'

/**
 * What must hold between fields that are in range each.
 *
 * @throws WireError with the code INCONSISTENT and a path relative to the message
 */
export function checkRelations(frame: Frame): void {
  switch (frame.type) {
    case 'GEN':
      if (frame.firstSlot + frame.slots > LIMITS.integer) {
        throw inconsistent(
          'slots',
          frame.slots,
          `at most ${LIMITS.integer - frame.firstSlot}, so that slots stay exact`
        )
      }
      return
    case 'HELLO':
      if (frame.minimumVersion > frame.maximumVersion) {
        throw inconsistent('minimumVersion', frame.minimumVersion, `at most maximumVersion, ${frame.maximumVersion}`)
      }
      return
    case 'MAINTENANCE':
      if (frame.firstSlot >= frame.endSlot) {
        throw inconsistent('endSlot', frame.endSlot, `above firstSlot, ${frame.firstSlot}`)
      }
      return
    case 'SLOT_GRANT':
      if (frame.firstSlot > frame.endSlot) {
        throw inconsistent('endSlot', frame.endSlot, `at least firstSlot, ${frame.firstSlot}`)
      }
      return
    case 'SCHEDULE':
      for (let index = 0; index < frame.bins.length; index++) {
        const bin = frame.bins[index]
        if (bin !== undefined && (bin.start >= bin.end || bin.end > frame.period)) {
          const accepted = `above start, ${bin.start}, and at most period, ${frame.period}`
          throw inconsistent(`bins[${index}].end`, bin.end, accepted)
        }
      }
      return
    case 'PATH':
      if (frame.position >= frame.hops.length) {
        throw inconsistent('position', frame.position, `below the number of hops, ${frame.hops.length}`)
      }
      for (let index = 0; index < frame.stages.length; index++) {
        const stage = frame.stages[index]
        if (stage !== undefined && (stage.first >= stage.last || stage.last > frame.hops.length)) {
          const accepted = `above first, ${stage.first}, and at most the number of hops, ${frame.hops.length}`
          throw inconsistent(`stages[${index}].last`, stage.last, accepted)
        }
      }
      return
    case 'DISTIL':
      if (frame.sacrificed.length === 0) throw inconsistent('sacrificed', 0, '1 element or 2')
      return
    case 'KEY_RESERVE':
      if (frame.units.length === 0 || frame.units.length % frame.unitsPerKey !== 0) {
        throw inconsistent('units', frame.units.length, `a multiple of unitsPerKey, ${frame.unitsPerKey}, above 0`)
      }
      if (frame.slaves.length === 0) throw inconsistent('slaves', 0, '1 element or more')
      return
    default:
  }
}

function inconsistent(path: string, value: number, accepted: string): WireError {
  return new WireError('INCONSISTENT', path, value, accepted)
}
