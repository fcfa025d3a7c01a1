import { readFileSync, statSync } from 'node:fs'
import { kmeIdOf } from './delivery/identity.js'
import { makeDurableFolder } from './durable-folder.js'
import { KeyError } from './errors.js'
import type { KmeConfiguration } from './kme-configuration.js'
import type { Address } from './link/tls-link.js'
import { checkSecrecy, hasModes, octal } from './secrecy.js'
import { checkIdentity, type TlsIdentity } from './tls/identity.js'

/**
 * The identity that a KME is configured with.
 *
 * @throws KeyError CONFIGURATION_INVALID, CERTIFICATE_INVALID
 */
export function readIdentity({ kme, tls: files }: Pick<KmeConfiguration, 'kme' | 'tls'>): TlsIdentity {
  const read = (name: keyof typeof files) =>
    configured(`tls.${name}`, files[name], 'a PEM file', () => readFileSync(files[name]))
  checkSecrecy('tls.key', files.key)
  const tls = { key: read('key'), certificate: read('certificate'), authority: read('authority') }
  const fields = {
    key: `tls.key (${files.key})`,
    certificate: `tls.certificate (${files.certificate})`,
    authority: `tls.authority (${files.authority})`
  }
  const proven = kmeIdOf(checkIdentity(tls, fields).toLegacyObject())
  if (proven === kme.id) return tls
  const accepted = proven === undefined ? 'the ID in it, and it has none' : `${JSON.stringify(proven)}, the ID in it`
  throw new KeyError('CERTIFICATE_INVALID', `kme.id beside ${fields.certificate}`, JSON.stringify(kme.id), accepted)
}

/** @throws KeyError CONFIGURATION_INVALID */
export function makeFolder(field: string, folder: string): void {
  configured(field, folder, 'a folder that this process can write to', () => {
    makeDurableFolder(folder)
  })
  const { mode } = statSync(folder)
  // Whoever writes to a spool gives out keys that they know, and whoever writes to a store has them.
  if (hasModes && (mode & 0o022) !== 0) {
    throw new KeyError('CONFIGURATION_INVALID', field, `${folder} of mode ${octal(mode)}`, ALONE)
  }
}

const ALONE = 'a folder to which its owner alone can write, such as one of mode 700'

/** What opens a socket. @throws KeyError CONFIGURATION_INVALID */
export async function bound<T>(
  field: string,
  address: Partial<Address> | undefined,
  open: () => Promise<T>
): Promise<T> {
  try {
    return await open()
  } catch (error) {
    throw refused(field, `${address?.host}:${address?.port}`, 'an address of this machine that is free', error)
  }
}

/** What uses a value of the configuration. @throws KeyError CONFIGURATION_INVALID where the system refuses it */
export function configured<T>(field: string, value: string, accepted: string, use: () => T): T {
  try {
    return use()
  } catch (error) {
    throw refused(field, value, accepted, error)
  }
}

/** The system's refusals; every other error is none of the configuration's. */
function refused(field: string, value: string, accepted: string, error: unknown): unknown {
  const code: unknown = (error as { code?: unknown }).code
  if (error instanceof KeyError || typeof code !== 'string') return error
  return new KeyError('CONFIGURATION_INVALID', field, value, `${accepted} (${code})`)
}
