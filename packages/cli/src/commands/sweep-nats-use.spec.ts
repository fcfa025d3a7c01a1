import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { missingServer, TestServer } from '../../../transport-nats/test/nats-server.js'
import { bellwire } from '../bellwire.js'

const missing = missingServer()
const canSkip = process.env['CI'] !== 'true'
const folder = mkdtempSync(join(tmpdir(), 'bellwire-sweep-nats-'))
afterAll(() => rmSync(folder, { recursive: true }))
const short = join(folder, 'short.yaml')
const example = new URL('../../../../examples/scenarios/ideal-link.yaml', import.meta.url)
writeFileSync(short, readFileSync(example))

describe.skipIf(missing !== undefined && canSkip)(
  `a sweep that cannot go over machines${missing ? ` (${missing})` : ''}`,
  () => {
    const call = async (args: readonly string[]): Promise<[number, string]> => {
      let [out, err] = ['', '']
      vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
      vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true))
      try {
        const code = await bellwire(args)
        expect(out).toBe('')
        return [code, err]
      } finally {
        vi.restoreAllMocks()
        process.exitCode = undefined
      }
    }
    const commands = (...args: string[]): string[][] => [
      ['sweep', short, '--vary', 'links[0].length=1 km', ...args],
      ['sweep-worker', ...args]
    ]

    it.each<[string[], RegExp]>([
      [
        ['--nats', 'localhost'],
        /: --nats is localhost; accepted: nats:\/\/\[user:password@\]host\[:port\] or tls:\/\/…\n$/
      ],
      [['--nats-ca', 'x'], /: --nats-ca stands alone; accepted: with --nats URL\n$/],
      [
        ['--nats', 'nats://h', '--nats-key', short],
        /: one of --nats-cert and --nats-key stands alone; accepted: both, or/
      ],
      [
        ['--nats', 'nats://h', '--nats-ca', '/no/file'],
        /^\/no\/file cannot be read \(ENOENT\); accepted: a file for --nats-ca\n$/
      ],
      [
        ['--nats', 'nats://h', '--nats-credentials', short],
        /: --nats-credentials is not of its form; accepted: a JWT and/
      ]
    ])('%j is told and ends with 2', async (args, message) => {
      for (const command of commands(...args)) {
        const [code, err] = await call(command)
        expect(err).toMatch(message)
        expect(code).toBe(2)
      }
    })

    it('needs a server for a worker, and no threads of its own for a sweep', async () => {
      expect(await call(['sweep-worker'])).toEqual([
        2,
        'bellwire sweep-worker: --nats is missing; accepted: --nats URL\n'
      ])
      const [own] = commands('--nats', 'nats://h', '--workers', '2')
      expect(await call(own!)).toEqual([
        2,
        'bellwire sweep: --workers is for threads of this process; accepted: not with --nats\n'
      ])
    })

    it('says what is wrong with a server, and ends with 1', async () => {
      const server = new TestServer('authorization: { user: a, password: b }')
      await server.start()
      const where = `127\\.0\\.0\\.1:${server.port}`
      try {
        for (const command of commands('--nats', server.urlOf('a', 'wrong'))) {
          const [code, err] = await call(command)
          expect(err).toMatch(
            new RegExp(`^bellwire: --nats is ${where} \\(Authorization Violation\\); accepted: a server that lets`)
          )
          expect(err).not.toContain('wrong')
          expect(code).toBe(1)
        }
        for (const command of commands('--nats', server.urlOf('a', 'b'))) {
          const [code, err] = await call(command)
          expect(err).toMatch(
            new RegExp(`^bellwire: JetStream is off at ${where}; accepted: a server with JetStream: nats-server -js\n$`)
          )
          expect(code).toBe(1)
        }
        await server.kill()
        for (const command of commands('--nats', server.url)) {
          const [code, err] = await call(command)
          expect(err).toMatch(
            new RegExp(`^bellwire: --nats is ${where} \\(connection refused\\); accepted: a running server of NATS\n$`)
          )
          expect(code).toBe(1)
        }
      } finally {
        await server.remove()
      }
    })
  }
)
