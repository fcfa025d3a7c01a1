import { isIP } from 'node:net'
import { join } from 'node:path'
import { defineCommand } from 'citty'
import { authorityFiles, authorityOf, refusing, ROOT, writeFiles } from '../certs/authority-files.js'
import { certifyDeployment, deploymentOf, type MadeCertificates } from '../certs/deployment-certificates.js'
import { addToken, removeToken } from '../certs/tokens.js'
import { REPEATABLE, repeatedValues } from '../check-arguments.js'
import { WrongUse } from '../errors.js'

const OF_FOLDER = ['kme', 'sae', 'host'] as const
const OF_CONFIG = ['only', 'token', 'scope', 'purpose', 'expires', 'revoke'] as const

export const certsCommand = defineCommand({
  meta: { name: 'certs', description: 'Make certificates and tokens for tests, and for a live network' },
  args: {
    folder: { type: 'positional', description: 'Folder to write to; its authority is used again', required: false },
    kme: { ...REPEATABLE, type: 'string', description: 'ID of a KME; repeatable', valueHint: 'id' },
    sae: { ...REPEATABLE, type: 'string', description: 'ID of an application; repeatable', valueHint: 'id' },
    host: {
      ...REPEATABLE,
      type: 'string',
      description: 'Name or address under which the KMEs are reached (default 127.0.0.1, ::1 and localhost); repeatable'
    },
    config: {
      type: 'string',
      description: 'Instead of a folder, a deployment file: certificates for its processes, which take new ones over',
      valueHint: 'file'
    },
    only: { type: 'string', description: '--config: for one of them', valueHint: 'name' },
    token: { type: 'string', description: '--config: make a token of this name, and print it', valueHint: 'name' },
    scope: { ...REPEATABLE, type: 'string', description: '--token: read, circuits, requests or faults; repeatable' },
    purpose: {
      ...REPEATABLE,
      type: 'string',
      description: '--token: a purpose that it is for (default all); repeatable'
    },
    expires: { type: 'string', description: '--token: when it is over, such as 2027-01-31T00:00:00Z' },
    revoke: { type: 'string', description: '--config: take the token of this name away', valueHint: 'name' },
    json: { type: 'boolean', description: 'Print one JSON document' }
  },
  run({ args, rawArgs }) {
    const { folder, config, token, revoke, only, expires } = args
    const json = args.json === true
    const all = (flag: string) => repeatedValues(`--${flag}`, rawArgs)
    if ((folder === undefined) === (config === undefined))
      throw new WrongUse('bellwire certs: FOLDER or --config, one of them, is needed; accepted: bellwire certs FOLDER')
    refuse(args, folder === undefined ? OF_FOLDER : OF_CONFIG, folder === undefined ? '--config' : 'FOLDER')
    if (folder !== undefined) return show(certifyKmes(folder, all('kme'), all('sae'), all('host')), json)
    const deployment = deploymentOf(config as string)
    if (revoke !== undefined) {
      removeToken(deployment, revoke)
      return print(json ? JSON.stringify({ revoked: revoke }, null, 2) : `token ${revoke} is taken away`)
    }
    if (token === undefined) return show(certifyDeployment(deployment, only), json)
    const wish = { name: token, scopes: all('scope'), purposes: all('purpose'), expires }
    if (wish.scopes.length === 0) throw new WrongUse('bellwire certs: --scope is missing; accepted: --scope VALUE')
    const made = addToken(deployment, wish)
    // It is shown once: nobody keeps it.
    print(json ? JSON.stringify({ name: token, token: made }, null, 2) : made)
  }
})

function refuse(args: object, flags: readonly string[], with_: string): void {
  for (const flag of flags)
    if (Object.hasOwn(args, flag)) throw new WrongUse(`bellwire certs: --${flag} is not for ${with_}`)
}

/** Certificates of KMEs and of their applications. */
function certifyKmes(
  folder: string,
  kmes: readonly string[],
  saes: readonly string[],
  hosts: readonly string[]
): MadeCertificates {
  for (const host of hosts) checkHost(host)
  const names = hosts.length > 0 ? hosts : ['127.0.0.1', '::1', 'localhost']
  const authority = authorityOf(folder)
  const wanted = [...kmes.map((id) => ['kme', id] as const), ...saes.map((id) => ['sae', id] as const)]
  // Nothing is written before all are made.
  const made = wanted.map(([kind, id]) => {
    const { key, certificate } = refusing(() => (kind === 'kme' ? authority.kme(id, names) : authority.sae(id)))
    const base = `${kind}-${encodeURIComponent(id)}`
    return { kind, id, key: String(key), certificate: String(certificate), base }
  })
  writeFiles(folder, [
    ...authorityFiles(authority),
    ...made.flatMap(({ key, certificate, base }) => [
      { name: `${base}.key.pem`, text: key, mode: 0o600 },
      { name: `${base}.pem`, text: certificate, mode: 0o644 }
    ])
  ])
  return {
    authority: join(folder, ROOT.certificate),
    made: made.map(({ kind, id, base }) => ({
      kind,
      id,
      key: join(folder, `${base}.key.pem`),
      certificate: join(folder, `${base}.pem`)
    }))
  }
}

function show(report: MadeCertificates, json: boolean): void {
  if (json) return print(JSON.stringify(report, null, 2))
  const lines = report.made.map(({ kind, id, certificate }) => {
    const shown = kind === 'kme' || kind === 'sae' ? kind.toUpperCase() : kind
    return `${shown} ${id}: ${certificate}`
  })
  print([`authority: ${report.authority}`, ...lines].join('\n'))
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

function checkHost(host: string): void {
  if (isIP(host) !== 0 || /^[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$/.test(host)) return
  throw new WrongUse(`bellwire certs: --host is ${host}; accepted: a DNS name or an IP address`)
}
