import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type KmeConfiguration, parseKmeConfiguration, TestAuthority } from '../src/index.js'

/** What the KME `a` needs to run, in a folder of its own: alice is its application, bob that of its peer `b`. */
export class KmeFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'bellwire-kme-'))
  readonly authority = new TestAuthority()
  readonly store = join(this.path, 'store')
  readonly spool = join(this.path, 'spool')

  constructor() {
    this.restore()
  }

  /** Lays good files down. */
  restore(): void {
    const { key, certificate, authority } = this.authority.kme('a', ['127.0.0.1'])
    this.write('a.key.pem', String(key), 0o600)
    this.write('a.pem', String(certificate))
    this.write('authority.pem', String(authority))
  }

  write(name: string, text: string, mode = 0o644): string {
    const path = join(this.path, name)
    writeFileSync(path, text)
    chmodSync(path, mode)
    return path
  }

  configuration(changes: object = {}): KmeConfiguration {
    const base = {
      kme: { id: 'a', node: 1 },
      tls: { key: 'a.key.pem', certificate: 'a.pem', authority: 'authority.pem' },
      store: 'store',
      spool: 'spool',
      link: { port: 0 },
      peers: [{ id: 'b', node: 2 }],
      saes: { alice: 'a', bob: 'b' },
      unitSize: 64,
      capacity: 1000
    }
    return parseKmeConfiguration({ ...base, ...changes }, this.path)
  }
}
