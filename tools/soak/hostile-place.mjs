// A part of the network of the demonstration, with TLS, of which one process is attacked and told how it fares.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { TestAuthority } from '@bellwire/key-store'
import { identityFiles } from '@bellwire/live'
import { PARTY_URI } from '@bellwire/transport-websocket'
import { builtDemo } from './built-demo.mjs'

/** @typedef {import('./hostile-probe.mjs').Fares} Fares */

const PROBE = new URL('hostile-probe.mjs', import.meta.url).href
const MAIN = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url))

/** Milliseconds until a target that does not answer is taken for dead. */
const PATIENCE = 30_000

export class HostilePlace {
  /** @type {import('node:child_process').ChildProcess[]} */
  #processes = []
  #stopping = new AbortController()
  #stranger = new TestAuthority()

  static async make() {
    const demo = await builtDemo()
    return new HostilePlace(demo, await demo.layOut(await demo.suitableFrameDelay()))
  }

  /**
   * @param {Awaited<ReturnType<typeof builtDemo>>} demo
   * @param {import('../../packages/cli/src/demo/layout.js').Layout} layout
   */
  constructor({ addToken, Managements }, layout) {
    this.layout = layout
    this.addToken = addToken
    this.managements = new Managements(layout, this.#stopping.signal)
  }

  /** @param {readonly string[]} names @param {string} target one of them, which has the probe */
  start(names, target) {
    const { file, deployment, kmes, folder } = this.layout
    for (const name of names) {
      const kme = kmes.find((one) => one.name === name)
      const party = deployment.parties.get(name)
      const args = kme
        ? ['keys', 'serve', '--config', kme.configuration]
        : party
          ? [party.role, '--config', file, '--name', name]
          : ['world', '--config', file]
      const probe = name === target ? ['--import', PROBE] : []
      const log = openSync(join(folder, `${name}.log`), 'a', 0o600)
      const child = spawn(process.execPath, [...probe, MAIN, ...args, '--attached'], {
        stdio: ['pipe', log, log, 'ipc']
      })
      closeSync(log)
      child.stdin?.on('error', () => {})
      this.#processes.push(child)
      if (name === target) this.target = child
    }
  }

  /** How the target fares since this was asked last; undefined if it does not say so. @returns {Promise<Fares | undefined>} */
  async fares() {
    const { target } = this
    if (target === undefined || target.exitCode !== null || target.signalCode !== null) return undefined
    const answer = once(target, 'message')
    target.send('fares')
    const [fares] = await Promise.race([answer, sleep(PATIENCE, [undefined])])
    return fares
  }

  /** What a process has logged. @param {string} name */
  logOf(name) {
    return readFileSync(join(this.layout.folder, `${name}.log`), 'utf8')
  }

  /** @param {string} name */
  identityOf(name) {
    const { certificates = '' } = this.layout.deployment
    const { key, certificate } = identityFiles(name)
    return { key: readFileSync(join(certificates, key)), certificate: readFileSync(join(certificates, certificate)) }
  }

  /** The same name, by an authority of somebody else. @param {string} name */
  strangerOf(name) {
    return this.#stranger.issue({
      commonName: name,
      uris: [PARTY_URI + name],
      hosts: ['127.0.0.1'],
      role: 'server-and-client'
    })
  }

  /** Ends everything. @param {boolean} keep the folder */
  async close(keep) {
    this.#stopping.abort()
    await Promise.all(
      this.#processes.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return
        const ended = once(child, 'exit')
        child.kill('SIGTERM')
        const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
        await ended
        clearTimeout(timer)
      })
    )
    if (!keep) rmSync(this.layout.folder, { recursive: true, force: true })
  }
}
