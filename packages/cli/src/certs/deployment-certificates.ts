import { join } from 'node:path'
import { type Deployment, DeploymentError, identityFiles, type ProcessPlace, readDeployment } from '@bellwire/live'
import { PARTY_URI } from '@bellwire/transport-websocket'
import { WrongUse } from '../errors.js'
import { authorityFiles, authorityOf, refusing, writeFiles } from './authority-files.js'

/** What was made, as it is shown. */
export interface MadeCertificates {
  readonly authority: string
  readonly made: readonly {
    readonly kind: string
    readonly id: string
    readonly key: string
    readonly certificate: string
  }[]
}

/** @throws WrongUse for a deployment file that is wrong */
export function deploymentOf(file: string): Deployment {
  try {
    return readDeployment(file)
  } catch (error) {
    if (error instanceof DeploymentError) throw new WrongUse(`bellwire certs: ${error.message}`)
    throw error
  }
}

/**
 * New certificates for every process of a deployment, or for one of them, by the authority of its folder. Processes that
 * run take them over.
 *
 * @throws WrongUse
 */
export function certifyDeployment(deployment: Deployment, only: string | undefined): MadeCertificates {
  const { certificates: folder, file } = deployment
  if (folder === undefined)
    throw new WrongUse(`bellwire certs: ${file} has no certificates; accepted: a file that names their folder`)
  const authority = authorityOf(folder)
  const all = [deployment.world, ...deployment.parties.values()]
  const places = only === undefined ? all : all.filter(({ name }) => name === only)
  if (places.length === 0) {
    const names = all.map(({ name }) => name).join(', ')
    throw new WrongUse(`bellwire certs: --only is ${String(only)}; accepted: ${names}`)
  }
  // Nothing is written before all are made.
  const made = places.map((place) => {
    const { key, certificate } = refusing(() =>
      authority.issue({
        commonName: place.name,
        uris: [PARTY_URI + encodeURIComponent(place.name)],
        hosts: hostsOf(place),
        role: 'server-and-client'
      })
    )
    return { place, files: identityFiles(place.name), key: String(key), certificate: String(certificate) }
  })
  writeFiles(folder, [
    ...authorityFiles(authority),
    ...made.flatMap(({ files, key, certificate }) => [
      { name: files.key, text: key, mode: 0o600 },
      { name: files.certificate, text: certificate, mode: 0o644 }
    ])
  ])
  return {
    authority: join(folder, 'authority.pem'),
    made: made.map(({ place, files }) => ({
      kind: place.role,
      id: place.name,
      key: join(folder, files.key),
      certificate: join(folder, files.certificate)
    }))
  }
}

/** Under which browsers and other programs may know it; processes know each other by their names. */
function hostsOf({ listen, address, manage }: ProcessPlace): string[] {
  return [...new Set([listen.host, address.host, ...(manage === undefined ? [] : [manage.host]), 'localhost'])]
}
