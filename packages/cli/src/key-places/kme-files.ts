import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TestAuthority } from '@bellwire/key-store'

/** Ports of the first KME's applications, of the second one's, and of the first one's peers. */
export interface KmePorts {
  readonly applications: readonly [number, number]
  readonly link: number
}

const PORTS: KmePorts = { applications: [8443, 8444], link: 8445 }

export interface NamedNode {
  readonly name: string
  readonly node: number
  /** Where its keys are laid down, if that is not beside its store. */
  readonly spool?: string
}

/** The KME ID of a node. */
export function kmeName(node: string): string {
  return `kme-${node}`
}

/**
 * Lays down what two KMEs need to serve what is in a folder, with certificates for tests, where it is not there yet: a
 * configuration KME.json for each, and an application of each node's name.
 */
export function writeKmes(folder: string, nodes: readonly NamedNode[], ports: KmePorts = PORTS): void {
  const ordered = nodes.toSorted((a, b) => a.node - b.node)
  const files = ordered.map(({ name }) => join(folder, `${kmeName(name)}.json`))
  if (files.every((file) => existsSync(file))) return
  const authority = new TestAuthority()
  const tls = join(folder, 'tls')
  mkdirSync(tls, { recursive: true, mode: 0o700 })
  writeFileSync(join(tls, 'authority.pem'), authority.certificate)
  const write = (name: string, { key, certificate }: { key: string | Buffer; certificate: string | Buffer }) => {
    writeFileSync(join(tls, `${name}.key.pem`), key, { mode: 0o600 })
    writeFileSync(join(tls, `${name}.pem`), certificate)
  }
  const saes = Object.fromEntries(ordered.map(({ name }) => [name, kmeName(name)]))
  ordered.forEach(({ name, node, spool }, index) => {
    const kme = kmeName(name)
    write(kme, authority.kme(kme, ['127.0.0.1', '::1', 'localhost']))
    write(`sae-${name}`, authority.sae(name))
    const peers = ordered
      .filter((other) => other.node !== node)
      .map((other) => ({
        id: kmeName(other.name),
        node: other.node,
        ...(index === 1 && { address: { host: '127.0.0.1', port: ports.link } })
      }))
    const configuration = {
      kme: { id: kme, node },
      tls: { key: `tls/${kme}.key.pem`, certificate: `tls/${kme}.pem`, authority: 'tls/authority.pem' },
      store: `${kme}/store`,
      spool: spool ?? `${kme}/spool`,
      applications: { port: ports.applications[index] },
      ...(index === 0 && { link: { port: ports.link } }),
      peers,
      saes
    }
    writeFileSync(files[index] ?? kme, `${JSON.stringify(configuration, null, 2)}\n`)
  })
}
