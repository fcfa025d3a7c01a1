import { Basis, type DeviceCommand } from '@bellwire/device'
import { basisDirections, type Direction, eulerDirection } from '@bellwire/quantum'
import { WorldError } from './errors.js'

const rotated = new Float64Array(3)

/**
 * The direction that a command says to measure along. The array of a rotation is used again by the next call.
 *
 * @throws WorldError for a basis that there is not, or a rotation that is missing
 */
export function measuredDirection(command: Extract<DeviceCommand, { type: 'measure' }>): Direction {
  if (command.basis !== Basis.Rotated) {
    const fixed = basisDirections[command.basis]
    if (fixed === undefined) throw new WorldError('basis', command.basis, 'a code 0..5')
    return fixed
  }
  if (command.rotation === null) throw new WorldError('rotation', null, 'three angles in radians, with basis 5')
  const { x1, y, x2 } = command.rotation
  return eulerDirection(x1, y, x2, rotated)
}
