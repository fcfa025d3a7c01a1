import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkIdentity, checkSecrecy, KeyError } from '@bellwire/key-store'
import { PARTY_URI, type TlsMaterial, urisOf } from '@bellwire/transport-websocket'
import { DeploymentError } from '../deployment/deployment-error.js'

/** What the files of a party are called in the folder of a deployment's certificates. */
export function identityFiles(name: string) {
  return { key: `${name}.key.pem`, certificate: `${name}.pem`, authority: 'authority.pem' } as const
}

/**
 * What proves that a process is the party of a name, from the folder of a deployment's certificates.
 *
 * @throws DeploymentError for files that are not there, that others can read, or that prove something else
 */
export function readIdentity(folder: string, name: string): TlsMaterial {
  const files = identityFiles(name)
  const paths = {
    key: join(folder, files.key),
    certificate: join(folder, files.certificate),
    authority: join(folder, files.authority)
  }
  const read = (path: string) => {
    try {
      return readFileSync(path)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
      throw new DeploymentError(`${path} cannot be read (${code}); accepted: what \`bellwire certs --config\` has made`)
    }
  }
  try {
    checkSecrecy('certificates', paths.key)
    const material = { key: read(paths.key), certificate: read(paths.certificate), authority: read(paths.authority) }
    const uri = PARTY_URI + encodeURIComponent(name)
    const certificate = checkIdentity(material, paths)
    const uris = urisOf(certificate.toLegacyObject())
    if (uris.includes(uri)) return material
    throw new DeploymentError(`${paths.certificate} proves ${uris.join(', ') || 'no name'}; accepted: ${uri}`)
  } catch (error) {
    if (error instanceof KeyError) throw new DeploymentError(error.message)
    throw error
  }
}
