import { NatsError, type NatsServers } from '@bellwire/transport-nats'
import { WrongUse } from './errors.js'
import { readInput } from './files.js'

/** Flags of commands that reach a server of NATS. */
export const natsArguments = {
  nats: {
    type: 'string',
    description: 'Server of NATS with JetStream: nats://[user:password@]host[:port], or tls://…',
    valueHint: 'url'
  },
  'nats-credentials': { type: 'string', description: 'JWT and seed of the user (.creds)', valueHint: 'file' },
  'nats-ca': { type: 'string', description: "Authority of the server's certificate (PEM)", valueHint: 'file' },
  'nats-cert': { type: 'string', description: 'Certificate of the user (PEM)', valueHint: 'file' },
  'nats-key': { type: 'string', description: 'Its key (PEM)', valueHint: 'file' }
} as const

type NatsArguments = { readonly [name in keyof typeof natsArguments]?: string | undefined }

/** Flags that say more of the server that `--nats` names. */
const OTHERS = ['nats-credentials', 'nats-ca', 'nats-cert', 'nats-key'] as const

/** What options are called where they come from. */
const FLAGS: Readonly<Record<string, string>> = { servers: '--nats', credentials: '--nats-credentials' }

/**
 * @returns undefined without `--nats`
 * @throws WrongUse for flags that make no sense without it, and files that cannot be read
 */
export function natsServersOf(command: string, args: NatsArguments): NatsServers | undefined {
  const { nats } = args
  const given = OTHERS.find((name) => args[name] !== undefined)
  if (nats === undefined) {
    if (given === undefined) return undefined
    throw new WrongUse(`bellwire ${command}: --${given} stands alone; accepted: with --nats URL`)
  }
  const pem = (name: (typeof OTHERS)[number]): string | undefined => {
    const file = args[name]
    return file === undefined ? undefined : readInput(file, `a file for --${name}`)
  }
  const [credentials, authority] = [pem('nats-credentials'), pem('nats-ca')]
  const [certificate, key] = [pem('nats-cert'), pem('nats-key')]
  if ((certificate === undefined) !== (key === undefined)) {
    throw new WrongUse(
      `bellwire ${command}: one of --nats-cert and --nats-key stands alone; accepted: both, or neither`
    )
  }
  const encrypted = authority !== undefined || certificate !== undefined
  return {
    servers: nats.split(','),
    ...(credentials !== undefined && { credentials }),
    ...(encrypted && {
      tls: {
        ...(authority !== undefined && { authority }),
        ...(certificate !== undefined && { certificate }),
        ...(key !== undefined && { key })
      }
    })
  }
}

/** What a user of a command is told of a server that cannot be used. */
export async function reachingNats<T>(command: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (!(error instanceof NatsError)) throw error
    const { code, field, value, accepted } = error
    const text = `${FLAGS[field] ?? field} is ${String(value)}; accepted: ${accepted}`
    if (code === 'NATS_OPTION_INVALID') throw new WrongUse(`bellwire ${command}: ${text}`)
    throw new Error(text, { cause: error })
  }
}
