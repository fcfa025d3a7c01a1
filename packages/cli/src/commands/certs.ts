import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { KeyError, TestAuthority } from '@bellwire/key-store'
import { defineCommand } from 'citty'
import { REPEATABLE, repeatedValues } from '../check-arguments.js'
import { WrongUse } from '../errors.js'
import { codeOf, readInput } from '../files.js'

const ROOT = { key: 'authority.key.pem', certificate: 'authority.pem' } as const

export const certsCommand = defineCommand({
  meta: { name: 'certs', description: 'Make certificates for tests: an authority, KMEs and applications' },
  args: {
    folder: { type: 'positional', description: 'Folder to write to; its authority is used again', required: true },
    kme: { ...REPEATABLE, type: 'string', description: 'ID of a KME; repeatable', valueHint: 'id' },
    sae: { ...REPEATABLE, type: 'string', description: 'ID of an application; repeatable', valueHint: 'id' },
    host: {
      ...REPEATABLE,
      type: 'string',
      description: 'Name or address under which the KMEs are reached (default 127.0.0.1, ::1 and localhost); repeatable'
    },
    json: { type: 'boolean', description: 'Print one JSON document' }
  },
  run({ args, rawArgs }) {
    const { folder } = args
    const hosts = repeatedValues('--host', rawArgs)
    for (const host of hosts) checkHost(host)
    const names = hosts.length > 0 ? hosts : ['127.0.0.1', '::1', 'localhost']
    const authority = authorityOf(folder)
    const wanted = [
      ...repeatedValues('--kme', rawArgs).map((id) => ['kme', id] as const),
      ...repeatedValues('--sae', rawArgs).map((id) => ['sae', id] as const)
    ]
    // Nothing is written before all are made.
    const made = wanted.map(([kind, id]) => {
      const { key, certificate } = refusing(() => (kind === 'kme' ? authority.kme(id, names) : authority.sae(id)))
      const base = `${kind}-${encodeURIComponent(id)}`
      return { kind, id, key: String(key), certificate: String(certificate), files: [`${base}.key.pem`, `${base}.pem`] }
    })
    const files = [
      { name: ROOT.key, text: authority.key, mode: 0o600 },
      { name: ROOT.certificate, text: authority.certificate, mode: 0o644 },
      ...made.flatMap(({ key, certificate, files: [keyFile = '', file = ''] }) => [
        { name: keyFile, text: key, mode: 0o600 },
        { name: file, text: certificate, mode: 0o644 }
      ])
    ]
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      for (const { name, text, mode } of files) replaceFile(join(folder, name), text, mode)
    } catch (error) {
      throw new WrongUse(`bellwire certs: ${folder} cannot be written (${codeOf(error)}); accepted: a folder`)
    }
    const report = {
      authority: join(folder, ROOT.certificate),
      made: made.map(({ kind, id, files: [keyFile = '', file = ''] }) => ({
        kind,
        id,
        key: join(folder, keyFile),
        certificate: join(folder, file)
      }))
    }
    if (args.json === true) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
    else {
      const lines = report.made.map(({ kind, id, certificate }) => `${kind.toUpperCase()} ${id}: ${certificate}`)
      process.stdout.write(`${[`authority: ${report.authority}`, ...lines].join('\n')}\n`)
    }
  }
})

/** A new file in the place of an old one, whose readers and mode it does not take over. */
function replaceFile(path: string, text: string, mode: number): void {
  const made = `${path}.${randomBytes(4).toString('hex')}.new`
  writeFileSync(made, text, { mode, flag: 'wx' })
  renameSync(made, path)
}

function authorityOf(folder: string): TestAuthority {
  const key = join(folder, ROOT.key)
  const certificate = join(folder, ROOT.certificate)
  if (!existsSync(key) && !existsSync(certificate)) return new TestAuthority()
  const accepted = 'the authority that an earlier `bellwire certs` has made, or an empty folder'
  return refusing(() => {
    const [keyText, certificateText] = [readInput(key, accepted), readInput(certificate, accepted)]
    const authority = new TestAuthority({ key: keyText, certificate: certificateText })
    if (new X509Certificate(certificateText).checkPrivateKey(createPrivateKey(keyText))) return authority
    throw new WrongUse(`bellwire certs: ${key} is not the key of ${certificate}; accepted: ${accepted}`)
  })
}

function checkHost(host: string): void {
  if (isIP(host) !== 0 || /^[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$/.test(host)) return
  throw new WrongUse(`bellwire certs: --host is ${host}; accepted: a DNS name or an IP address`)
}

function refusing<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof WrongUse) throw error
    if (error instanceof KeyError) throw new WrongUse(`bellwire certs: ${error.message}`)
    throw new WrongUse(`bellwire certs: the authority cannot be used; accepted: one that \`bellwire certs\` has made`)
  }
}
