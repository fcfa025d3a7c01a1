import { statSync } from 'node:fs'
import { KeyError } from './errors.js'

/** Whether the system keeps files by their modes from others than their owners. */
export const hasModes = process.platform !== 'win32'

/**
 * What others than its owner can read is no secret; a group may read a file of the administrator's. Of a file that is not
 * there nothing is said.
 *
 * @param field where the file is named
 * @throws KeyError CONFIGURATION_INVALID
 */
export function checkSecrecy(field: string, file: string): void {
  const status = statSync(file, { throwIfNoEntry: false })
  if (!hasModes || status === undefined) return
  const allowed = status.uid === 0 ? 0o740 : 0o700
  if ((status.mode & 0o777 & ~allowed) === 0) return
  const accepted = 'a file that its owner alone can read, such as one of mode 600'
  throw new KeyError('CONFIGURATION_INVALID', field, `${file} of mode ${octal(status.mode)}`, accepted)
}

export function octal(mode: number): string {
  return (mode & 0o777).toString(8).padStart(3, '0')
}
