import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { KeyError, TestAuthority } from '@bellwire/key-store'
import { WrongUse } from '../errors.js'
import { codeOf, readInput } from '../files.js'

/** What the files of an authority are called in its folder. */
export const ROOT = { key: 'authority.key.pem', certificate: 'authority.pem' } as const

/** A file that is to be written. */
export interface SecretFile {
  readonly name: string
  readonly text: string
  readonly mode: number
}

/** The authority of a folder, or a new one where the folder has none. @throws WrongUse for one that cannot be used */
export function authorityOf(folder: string): TestAuthority {
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

export function authorityFiles({ key, certificate }: TestAuthority): readonly SecretFile[] {
  return [
    { name: ROOT.key, text: key, mode: 0o600 },
    { name: ROOT.certificate, text: certificate, mode: 0o644 }
  ]
}

/** @throws WrongUse for a folder that cannot be written */
export function writeFiles(folder: string, files: readonly SecretFile[]): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    for (const { name, text, mode } of files) replaceFile(join(folder, name), text, mode)
  } catch (error) {
    throw new WrongUse(`bellwire certs: ${folder} cannot be written (${codeOf(error)}); accepted: a folder`)
  }
}

export function refusing<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof WrongUse) throw error
    if (error instanceof KeyError) throw new WrongUse(`bellwire certs: ${error.message}`)
    throw new WrongUse(`bellwire certs: the authority cannot be used; accepted: one that \`bellwire certs\` has made`)
  }
}

/** A new file in the place of an old one, whose readers and mode it does not take over. */
function replaceFile(path: string, text: string, mode: number): void {
  const made = `${path}.${randomBytes(4).toString('hex')}.new`
  writeFileSync(made, text, { mode, flag: 'wx' })
  renameSync(made, path)
}
