import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Door, Doors, Knock } from '../../subject/doors.js'
import { HarnessError } from '../harness-error.js'
import type { KmeFile, Proof } from './kme-file.js'

/** How long a connection may take, milliseconds. */
const OPENING = 5000

/** The sockets of a KME under test, as anybody may call there. */
export class KmeDoors implements Doors {
  readonly #open = new Set<Socket>()

  constructor(
    private readonly file: KmeFile,
    private readonly proofs: ReadonlyMap<string, Proof>,
    readonly beside: () => () => Promise<void>
  ) {}

  has(name: string): boolean {
    return this.proofs.has(name)
  }

  async knock({ at, as, by = 'tls', newest, suite }: Knock): Promise<Door> {
    const proof = as === undefined ? undefined : this.proofs.get(as)
    if (as !== undefined && proof === undefined) throw new HarnessError(`the tester has no certificate of ${as}`)
    const { host, port } = this.file[at]
    const options = {
      ...proof,
      // Who is there is not the question here.
      rejectUnauthorized: false,
      // What this library would not speak by itself is to be refused by the other end.
      ...(newest !== undefined && { minVersion: newest, maxVersion: newest }),
      ...((newest === 'TLSv1.1' || suite !== undefined) && { ciphers: `${suite ?? 'ALL'}:@SECLEVEL=0` })
    }
    const socket = by === 'tcp' ? connect({ host, port }) : connectTls({ host, port, ...options })
    this.#open.add(socket)
    socket.once('close', () => this.#open.delete(socket))
    return OpenDoor.of(socket, by === 'tcp' ? 'connect' : 'secureConnect')
  }

  close(): void {
    for (const socket of this.#open) socket.destroy()
  }
}

class OpenDoor implements Door {
  heard: Uint8Array = new Uint8Array()
  #isEnded = false

  private constructor(
    private readonly socket: Socket,
    readonly isOpen: boolean
  ) {
    socket.on('data', (piece: Buffer) => (this.heard = Buffer.concat([this.heard, piece])))
    socket.on('error', () => undefined)
    const end = (): void => {
      this.#isEnded = true
    }
    socket.once('end', end)
    socket.once('close', end)
    if (socket.destroyed) end()
  }

  static async of(socket: Socket, opening: string): Promise<Door> {
    const isOpen = await new Promise<boolean>((done) => {
      const late = setTimeout(() => done(false), OPENING)
      socket.once(opening, () => done(true))
      socket.once('error', () => done(false))
      socket.once('close', () => {
        clearTimeout(late)
        done(false)
      })
    })
    return new OpenDoor(socket, isOpen)
  }

  write(octets: Uint8Array): void {
    if (this.socket.writable) this.socket.write(octets)
  }

  async ended(milliseconds: number): Promise<boolean> {
    if (this.#isEnded) return true
    const late = AbortSignal.timeout(milliseconds)
    await Promise.race(['end', 'close'].map((event) => once(this.socket, event, { signal: late }))).catch(
      () => undefined
    )
    return this.#isEnded
  }

  end(): void {
    this.socket.destroy()
  }
}
