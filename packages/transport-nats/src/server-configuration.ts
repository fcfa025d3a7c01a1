import type { NodeId } from '@bellwire/transport'
import { natsPermissions } from './subjects.js'

export interface ServerConfigurationOptions {
  readonly network: string
  /** Where the server is to listen, `host:port`. */
  readonly listen: string
  /** Each with a URI among the names of its certificate, by which the server knows it. */
  readonly parties: readonly { readonly uri: string; readonly node: NodeId }[]
  /** Names of files: the server's own certificate, its key, and the authority of the parties' certificates. */
  readonly tls: { readonly certificate: string; readonly key: string; readonly authority: string }
}

/**
 * The configuration of a nats-server that vouches for the parties of a network: it knows them by their certificates, and
 * lets each speak for itself alone. Requirements TRN-064 and TRN-065.
 *
 * @throws NatsError NATS_OPTION_INVALID
 */
export function natsServerConfiguration({ network, listen, parties, tls }: ServerConfigurationOptions): string {
  const users = parties.map(({ uri, node }) => {
    const { publish, subscribe } = natsPermissions(network, node)
    return `    {
      user: ${quoted(uri)}
      permissions: {
        publish: ${list(publish)}
        subscribe: ${list(subscribe)}
      }
    }`
  })
  return `listen: ${quoted(listen)}
tls: {
  cert_file: ${quoted(tls.certificate)}
  key_file: ${quoted(tls.key)}
  ca_file: ${quoted(tls.authority)}
  verify_and_map: true
}
authorization: {
  users: [
${users.join('\n')}
  ]
}
`
}

function list(subjects: readonly string[]): string {
  return `[${subjects.map(quoted).join(', ')}]`
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
