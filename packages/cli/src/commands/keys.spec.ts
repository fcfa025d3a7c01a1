import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { bellwire } from '../bellwire.js'

const folder = mkdtempSync(join(tmpdir(), 'bellwire-keys-'))
const file = (name: string): string => join(folder, name)

afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

let [out, err] = ['', '']

function listen(): void {
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true))
}

async function call(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  ;[out, err] = ['', '']
  const code = await bellwire(args)
  return { code, out, err }
}

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; !condition(); turn++) {
    if (turn > 2000) throw new Error(`waited in vain: ${out} ${err}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('bellwire certs', () => {
  it('makes an authority, and certificates of it, now and later', async () => {
    listen()
    const first = await call('certs', file('tls'), '--kme', 'kme-a', '--kme', 'kme-b', '--sae', 'alice', '--json')
    expect([first.code, first.err]).toEqual([0, ''])
    const report = JSON.parse(first.out) as { authority: string; made: { kind: string; id: string; key: string }[] }
    expect(report.made.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['kme kme-a', 'kme kme-b', 'sae alice'])
    for (const { key } of report.made) expect(statSync(key).mode & 0o077).toBe(0)
    const authority = readFileSync(report.authority, 'utf8')
    const second = await call('certs', file('tls'), '--sae', 'bob/é')
    expect(second.out).toContain(`SAE bob/é: ${file('tls/sae-bob%2F%C3%A9.pem')}`)
    expect(readFileSync(report.authority, 'utf8')).toBe(authority)
  })

  it('makes keys that their owner alone can read, whatever was there before', async () => {
    mkdirSync(file('open'))
    writeFileSync(file('open/sae-alice.key.pem'), 'old')
    chmodSync(file('open/sae-alice.key.pem'), 0o644)
    listen()
    expect((await call('certs', file('open'), '--sae', 'alice')).code).toBe(0)
    expect(statSync(file('open/sae-alice.key.pem')).mode & 0o777).toBe(0o600)
    expect(readFileSync(file('open/sae-alice.key.pem'), 'utf8')).toContain('PRIVATE KEY')
    expect(readdirSync(file('open')).filter((name) => name.endsWith('.new'))).toEqual([])
  })

  it.each<[string[], RegExp]>([
    [['certs'], /FOLDER or --config, one of them, is needed/],
    [['certs', file('x'), '--host', 'a b'], /--host is a b; accepted: a DNS name or an IP address/],
    [['certs', file('x'), '--sae', 'y'.repeat(65)], /accepted: 1 to 64 characters/]
  ])('%j is told and ends with 2, and writes nothing', async (args, message) => {
    listen()
    const { code, err: said } = await call(...args)
    expect(said).toMatch(message)
    expect(code).toBe(2)
    expect(existsSync(file('x'))).toBe(false)
  })
})

describe('the authority of bellwire certs', () => {
  it("is refused where its key is another's", async () => {
    listen()
    await call('certs', file('one'))
    await call('certs', file('two'))
    copyFileSync(file('one/authority.key.pem'), file('two/authority.key.pem'))
    const { code, err: said } = await call('certs', file('two'), '--sae', 'alice')
    expect(said).toMatch(
      /two\/authority\.key\.pem is not the key of .*two\/authority\.pem; accepted: the authority that/
    )
    expect([code, readdirSync(file('two'))]).toEqual([2, ['authority.key.pem', 'authority.pem']])
  })
})

describe('bellwire keys', () => {
  it('lays a block down at both ends or at none', async () => {
    listen()
    const [good, bad] = [file('half/spool'), file('half/no-folder')]
    mkdirSync(good, { recursive: true })
    const at = (first: string, second: string): string[] => ['--spool', `${first}=kme-b`, '--spool', `${second}=kme-a`]
    writeFileSync(bad, '')
    const noFolder = await call('keys', 'block', '--bits', '256', ...at(good, bad))
    expect(noFolder.err).toMatch(/--spool .*no-folder cannot be written \(EEXIST\); accepted: the spool of a KME\n$/)
    // A folder that is there, and takes no file: nothing is written to /proc.
    const noFile = await call('keys', 'block', '--bits', '256', ...at(good, '/proc'))
    expect(noFile.err).toMatch(/--spool \/proc cannot be written \(E[A-Z]+\); accepted: /)
    expect([noFolder.code, noFile.code, readdirSync(good)]).toEqual([2, 2, []])
  })

  it('serves two ends, and asks them as applications do', async () => {
    listen()
    await call('certs', file('live'), '--kme', 'kme-a', '--kme', 'kme-b', '--sae', 'alice', '--sae', 'bob')
    const port = await freePort()
    const configuration = (id: string, node: number, peer: object, more: object) => ({
      kme: { id, node },
      tls: { key: `live/kme-${id}.key.pem`, certificate: `live/kme-${id}.pem`, authority: 'live/authority.pem' },
      store: `${id}/store`,
      spool: `${id}/spool`,
      peers: [peer],
      saes: { alice: 'kme-a', bob: 'kme-b' },
      ...more
    })
    const a = configuration('kme-a', 1, { id: 'kme-b', node: 2 }, { link: { port } })
    const address = { host: '127.0.0.1', port }
    const b = configuration('kme-b', 2, { id: 'kme-a', node: 1, address }, {})
    writeFileSync(file('a.json'), JSON.stringify(a))
    writeFileSync(file('b.json'), JSON.stringify(b))
    ;[out, err] = ['', '']
    const first = bellwire(['keys', 'serve', '--config', file('a.json'), '--json'])
    await until(() => out.includes('\n'))
    const servers = [JSON.parse(out) as { kme: string; applications: { host: string; port: number }; link: object }]
    expect(servers[0]).toMatchObject({ kme: 'kme-a', link: { host: '127.0.0.1', port } })
    out = ''
    const second = bellwire(['keys', 'serve', '--config', file('b.json'), '--json'])
    await until(() => out.includes('\n'))
    servers.push(JSON.parse(out) as (typeof servers)[0])
    expect(servers.map(({ applications }) => applications.host)).toEqual(['127.0.0.1', '127.0.0.1'])
    const asked = (index: number, sae: string, ...args: string[]) => {
      const url = `https://127.0.0.1:${servers[index]!.applications.port}`
      const tls = ['--cert', file(`live/sae-${sae}.pem`), '--key', file(`live/sae-${sae}.key.pem`)]
      return call('keys', ...args, '--url', url, ...tls, '--ca', file('live/authority.pem'), '--json')
    }
    try {
      const spools = ['--spool', `${file('kme-a/spool')}=kme-b`, '--spool', `${file('kme-b/spool')}=kme-a`]
      const laid = await call('keys', 'block', ...spools, '--bits', '8192', '--label', 'mine')
      expect([laid.code, laid.out]).toEqual([
        0,
        expect.stringMatching(/8192 random bits for tests, not from any quantum/)
      ])
      let stored = 0
      for (let turn = 0; stored !== 16 && turn < 100; turn++) {
        const status = await asked(0, 'alice', 'status', '--slave', 'bob')
        stored = (JSON.parse(status.out) as { stored_key_count: number }).stored_key_count
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      expect(stored).toBe(16)
      const given = await asked(0, 'alice', 'enc', '--slave', 'bob', '--number', '2', '--size', '64', '--label', 'mine')
      const { keys } = JSON.parse(given.out) as { keys: { key_ID: string; key: string }[] }
      expect(keys.map(({ key }) => key.length)).toEqual([12, 12])
      const ids = keys.flatMap(({ key_ID: id }) => ['--id', id])
      const collected = await asked(1, 'bob', 'dec', '--master', 'alice', ...ids)
      expect([collected.code, JSON.parse(collected.out)]).toEqual([0, { keys }])
      const again = await asked(1, 'bob', 'dec', '--master', 'alice', ...ids)
      expect([again.code, again.out]).toEqual([1, ''])
      expect(again.err).toBe('bellwire: the KME answered 400: one or more keys specified are not found on KME\n')
      const unmet = await asked(0, 'alice', 'enc', '--slave', 'bob', '--label', 'other')
      expect(unmet.err).toMatch(/extension_mandatory request options could be met\n {2}bellwire_label: there are not/)
      expect((await asked(0, 'bob', 'enc', '--slave', 'alice')).err).toBe('bellwire: the KME answered 401\n')
    } finally {
      process.emit('SIGTERM')
    }
    expect(await Promise.all([first, second])).toEqual([0, 0])
    expect((await asked(0, 'alice', 'status', '--slave', 'bob')).code).toBe(1)
  })

  it.each<[string[], RegExp]>([
    [['keys'], /ACTION is missing/],
    [['keys', 'give'], /give is no action; accepted: serve, status, enc, dec, block\n$/],
    [['keys', 'serve'], /keys serve: --config is missing; accepted: --config, --attached, --json/],
    [['keys', 'serve', '--config', '/does/not/exist'], /cannot be read \(ENOENT\)/],
    [['keys', 'serve', '--config', '/dev/null'], /is not JSON/],
    [['keys', 'serve', '--config', file('empty.json')], /empty\.json: kme is missing; accepted: a value/],
    [
      ['keys', 'serve', '--config', file('files.json')],
      /files\.json: tls\.key is .*none\.pem; accepted: a PEM file \(ENOENT\)/
    ],
    [
      [
        'keys',
        'status',
        '--url',
        'https://x',
        '--cert',
        '/dev/null',
        '--key',
        '/dev/null',
        '--ca',
        '/dev/null',
        '--slave',
        's'
      ],
      /keys: certificate is without a certificate; accepted: a certificate \(PEM\)/
    ],
    [['keys', 'enc', '--slave', 'b'], /keys enc: --url is missing/],
    [
      ['keys', 'dec', '--url', 'http://x', '--cert', 'c', '--key', 'k', '--ca', 'a', '--master', 'm', '--id', 'i'],
      /--url is http:\/\/x; accepted: https:/
    ],
    [
      ['keys', 'status', '--url', 'https://x', '--cert', 'c', '--key', 'k', '--ca', 'a', '--slave', 's', '--id', 'i'],
      /keys status: --id is not for status/
    ],
    [['keys', 'block', '--bits', '8', '--spool', 'x'], /--spool is x; accepted: FOLDER=PEER/],
    [['keys', 'block', '--bits', '256', '--spool', 'x=y'], /--spool twice/],
    [
      ['keys', 'block', '--bits', '256', '--spool', 'x=y', '--spool', './x=z'],
      /--spool is x twice; accepted: the spools/
    ],
    [
      ['keys', 'block', '--bits', '256', '--spool', 'x=y', '--spool', 'z=y'],
      /--spool has the peer y twice; accepted: /
    ],
    [['keys', 'block', '--bits', '8', '--spool', 'x=y', '--spool', 'z=w'], /--bits is 8; accepted: .* from 256/],
    [['keys', 'block', '--bits', '9', '--spool', 'x=y', '--spool', 'z=w'], /--bits is 9; accepted: a multiple of 8/],
    [['keys', 'block', '--bits', '-8', '--spool', 'x=y', '--spool', 'z=w'], /--bits is -8; accepted: an integer/]
  ])('%j is told and ends with 2', async (args, message) => {
    writeFileSync(file('empty.json'), '{}')
    const tls = { key: 'none.pem', certificate: 'none.pem', authority: 'none.pem' }
    const whole = { kme: { id: 'a', node: 1 }, tls, store: 's', peers: [{ id: 'b', node: 2 }], saes: {} }
    writeFileSync(file('files.json'), JSON.stringify(whole))
    listen()
    const { code, out: printed, err: said } = await call(...args)
    expect(said).toMatch(message)
    expect(printed).toBe('')
    expect(code).toBe(2)
  })
})
