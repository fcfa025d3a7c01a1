import { checkSecrecy, KeyError } from '@bellwire/key-store'
import { type Clock, StreamRecorder } from '@bellwire/runtime'
import { ConnectionError, type ListeningServer, listenWebSocket, type TlsMaterial } from '@bellwire/transport-websocket'
import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { type Address, showAddress } from '../deployment/address.js'
import type { Deployment, ProcessPlace } from '../deployment/deployment.js'
import { DeploymentError } from '../deployment/deployment-error.js'
import type { Route } from '../management/api.js'
import { bearerOf } from '../management/bearer-of.js'
import { apiHandler } from '../management/handler.js'
import { statusRoute } from '../management/status-route.js'
import { parseTokens, type Scope, Tokens } from '../management/tokens.js'
import { Health } from '../observation/health.js'
import type { Log } from '../observation/log.js'
import { Metrics } from '../observation/metrics.js'
import { observationHandlers } from '../observation/handlers.js'
import { ProcessRecorder } from '../telemetry/process-recorder.js'
import { TELEMETRY_PATH } from '../telemetry/telemetry.js'
import type { TelemetryRecorder } from '../telemetry/telemetry-recorder.js'
import { TelemetryServer, type TelemetryOptions } from '../telemetry/telemetry-server.js'
import { identityFiles, readIdentity } from './identity.js'
import { watchFiles } from './watched-files.js'

export interface ServiceOptions {
  readonly deployment: Deployment
  readonly place: ProcessPlace
  /** Of the program. */
  readonly version: string
  /** Makes the log of a process; there may be others within it that have logs of their own. */
  readonly log: (place: ProcessPlace) => Log
  /** Takes the bytes of a trace file as they come to be. */
  readonly trace?: ((bytes: Uint8Array) => void) | undefined
}

/** A process of a live network as its program sees it. */
export interface LiveProcess {
  /** Where it answers people and programs; undefined: nowhere. */
  readonly manage: string | undefined
  /** Takes certificates and tokens anew from their files. */
  reload(): void
  /** Something has gone wrong in it that nobody has foreseen: its log has it, and it should be started anew. */
  failed(error: unknown): void
  /** Resolves with why where it cannot go on: it is to be closed then, and its program to end. */
  readonly givenUp: Promise<Error>
  /** Resolves when everything is closed. Closing again changes nothing. */
  close(): Promise<void>
}

/** What every process has: an identity, a server for the others, one for people, health, metrics, and an orderly end. */
export class Service implements LiveProcess {
  readonly health = new Health()
  readonly metrics = new Metrics()
  readonly log: Log
  readonly deployment: Deployment
  readonly place: ProcessPlace
  readonly givenUp: Promise<Error>
  readonly #giveUp: (why: Error) => void
  readonly #version: string
  readonly #trace: ServiceOptions['trace']
  readonly #tokens: Tokens
  readonly #closing: (() => Promise<void> | void)[] = []
  readonly #included: LiveProcess[] = []
  readonly #renewed: ((material: TlsMaterial) => void)[] = []
  readonly #started = Date.now()
  #identity: TlsMaterial | undefined
  #manage: ListeningServer | undefined
  #closed: Promise<void> | undefined

  /** @throws DeploymentError for certificates and tokens that cannot be used */
  constructor({ deployment, place, version, log, trace }: ServiceOptions) {
    this.deployment = deployment
    this.place = place
    this.log = log(place)
    this.#version = version
    this.#trace = trace
    let giveUp = (_why: Error): void => undefined
    this.givenUp = new Promise((resolve) => (giveUp = resolve))
    this.#giveUp = giveUp
    this.#identity = this.#readIdentity()
    this.#tokens = new Tokens(this.#readTokens())
    const files = this.#files()
    if (files.length > 0) this.onClose(watchFiles(files, () => this.reload()))
  }

  /** What proves this process to the others; undefined where nothing does. */
  get identity(): TlsMaterial | undefined {
    return this.#identity
  }

  get manage(): string | undefined {
    return this.#manage?.url.replace(/^ws/, 'http')
  }

  /** Where another process is, such as wss://127.0.0.1:7100 */
  urlOf({ address }: ProcessPlace): string {
    return `${this.#identity === undefined ? 'ws' : 'wss'}://${showAddress(address)}`
  }

  /** The server for the other processes. @throws DeploymentError where its address cannot be used */
  async listen(): Promise<ListeningServer> {
    const { listen } = this.place
    const server = await bound('listen', listen, () =>
      listenWebSocket({ ...listen, ...this.#tls(), failed: (error) => this.#refused(error) })
    )
    this.#serve(server)
    return server
  }

  /**
   * The server for people and programs, where there is to be one.
   *
   * @param routes those of this process; there may be more of them later
   * @throws DeploymentError where its address cannot be used
   */
  async listenForPeople(routes: Route[]): Promise<ListeningServer | undefined> {
    const { manage, origins } = this.place
    if (manage === undefined) return undefined
    const server = await bound('manage', manage, () =>
      listenWebSocket({
        ...manage,
        ...this.#tls(),
        clientCertificates: 'optional',
        origins,
        failed: (error) => this.#refused(error)
      })
    )
    this.#serve(server)
    this.#manage = server
    const observed = observationHandlers(this.health, this.metrics, this.#tokens)
    for (const [path, handler] of Object.entries(observed)) server.handle(path, handler)
    routes.push(statusRoute(this.place, this.#version, this.health, this.#started))
    const { log } = this
    server.handle('/v1/', apiHandler({ routes, tokens: this.#tokens, log, origins, now: () => Date.now() }))
    return server
  }

  /** Tells those with a token who watch this process what happens in it, where there is a server for people. */
  offerTelemetry(options: Omit<TelemetryOptions, 'name'>): void {
    const server = this.#manage
    if (server === undefined) return
    const telemetry = new TelemetryServer({ ...options, name: this.place.name })
    server.serve(
      TELEMETRY_PATH,
      (channel, request) => telemetry.accept(channel, () => this.#refusal(request, 'watch') === undefined),
      { unproven: true, messageBytes: 1024, refuses: (request) => this.#refusal(request, 'watch') }
    )
    this.metrics.gauge('watchers', 'Connections that are told what happens', [], () => [{ value: telemetry.watchers }])
    this.onClose(() => telemetry.close())
  }

  /** Where what happens in this process is told: to those who watch, and to its trace. */
  recorder(telemetry: TelemetryRecorder, clock: Pick<Clock, 'now'>): ProcessRecorder {
    const write = this.#trace
    if (write === undefined) return new ProcessRecorder(telemetry, undefined)
    const trace = new StreamRecorder({ clock, wallTime: () => Date.now() }, write)
    const { place, deployment } = this
    const parties = [...deployment.parties.values()].flatMap(({ name, number, role }) =>
      number === undefined || role === 'world' ? [] : [{ name, node: number, role }]
    )
    const scenario = deployment.scenario.name
    trace.record({ kind: 'run', at: place.name, seed: '', scenario, version: this.#version, parties })
    this.onClose(() => write(trace.ending()))
    return new ProcessRecorder(telemetry, trace)
  }

  /** Calls with new material when certificates were renewed. */
  onRenewal(renewed: (material: TlsMaterial) => void): void {
    this.#renewed.push(renewed)
  }

  /** What is begun last is ended first. */
  onClose(step: () => Promise<void> | void): void {
    this.#closing.push(step)
  }

  /** Another that is within this process: it is told what this one is told, and ends with it. */
  include(other: LiveProcess): void {
    this.#included.push(other)
    this.onClose(() => other.close())
    void other.givenUp.then((why) => this.giveUp(why))
  }

  reload(): void {
    for (const other of this.#included) other.reload()
    try {
      const [identity, tokens] = [this.#readIdentity(), this.#readTokens()]
      this.#tokens.replace(tokens)
      if (identity === undefined) return
      this.#identity = identity
      for (const renewed of this.#renewed) renewed(identity)
      this.log.info('reloaded', { tokens: tokens.length })
    } catch (error) {
      if (!(error instanceof DeploymentError)) throw error
      this.log.warn('not reloaded', { reason: error.message })
    }
  }

  failed(error: unknown): void {
    for (const other of this.#included) other.failed(error)
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.health.failed('it has failed')
    this.log.error('failed', { message })
  }

  /** It cannot go on. @param why a DeploymentError where it would not have been started, had that been known */
  giveUp(why: Error): void {
    this.health.failed(why.message)
    this.log.error('given up', { reason: why.message })
    this.#giveUp(why)
  }

  close(): Promise<void> {
    this.#closed ??= this.#end()
    return this.#closed
  }

  async #end(): Promise<void> {
    this.log.info('closing')
    const failures: unknown[] = []
    for (const step of this.#closing.splice(0).reverse()) {
      try {
        await step()
      } catch (error) {
        // What is left is closed none the less: a socket that stays would keep the process.
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
    this.log.info('closed')
  }

  #serve(server: ListeningServer): void {
    this.onClose(() => server.close())
    this.onRenewal((material) => server.updateTls(material))
  }

  #tls() {
    return this.#identity === undefined ? {} : { tls: this.#identity }
  }

  /** The status with which a request is refused that needs a scope; undefined: it is not. */
  #refusal(request: IncomingMessage, scope: Scope): number | undefined {
    const bearer = bearerOf(request, this.#tokens, Date.now())
    if (bearer === undefined) return 401
    return bearer.scopes.has(scope) ? undefined : 403
  }

  /** Of one request or connection. */
  #refused(error: unknown): void {
    this.log.error('request failed', {
      message: error instanceof Error ? (error.stack ?? error.message) : String(error)
    })
  }

  #readIdentity(): TlsMaterial | undefined {
    const { certificates } = this.deployment
    return certificates === undefined ? undefined : readIdentity(certificates, this.place.name)
  }

  #readTokens() {
    const { tokens } = this.deployment
    if (tokens === undefined) return []
    try {
      checkSecrecy('tokens', tokens)
      return parseTokens(readFileSync(tokens, 'utf8'), tokens)
    } catch (error) {
      if (error instanceof KeyError) throw new DeploymentError(error.message)
      const { code } = error as NodeJS.ErrnoException
      if (error instanceof DeploymentError || code === undefined) throw error
      throw new DeploymentError(`${tokens} cannot be read (${code}); accepted: what \`bellwire certs token\` has made`)
    }
  }

  #files(): string[] {
    const { certificates, tokens } = this.deployment
    const own = Object.values(identityFiles(this.place.name))
    return [
      ...(certificates === undefined ? [] : own.map((file) => join(certificates, file))),
      ...(tokens === undefined ? [] : [tokens])
    ]
  }
}

/** What opens a socket. @throws DeploymentError where the system refuses it */
async function bound<T>(field: string, address: Address, open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    if (error instanceof ConnectionError) throw new DeploymentError(error.message)
    const { code } = error as NodeJS.ErrnoException
    if (typeof code !== 'string') throw error
    throw new DeploymentError(
      `${field} is ${showAddress(address)}; accepted: an address of this machine that is free (${code})`
    )
  }
}
