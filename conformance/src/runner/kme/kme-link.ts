import { connect, type TLSSocket } from 'node:tls'
import type { KmeFile, Proof } from './kme-file.js'

/** Frames to and from a KME under test in the name of one of its peers (section 8.6): the tester calls. */
export class KmeLink {
  #rest: Buffer = Buffer.alloc(0)

  private constructor(
    private readonly socket: TLSSocket,
    private readonly take: (frame: Uint8Array) => void
  ) {
    socket.on('data', (piece: Buffer) => this.#read(piece))
    socket.on('error', () => undefined)
  }

  /** Undefined where it cannot be reached now, or is not the KME that it is to be. */
  static async open(
    { link, id }: Pick<KmeFile, 'link' | 'id'>,
    proof: Proof,
    take: (frame: Uint8Array) => void
  ): Promise<KmeLink | undefined> {
    const uri = `URI:urn:bellwire:kme:${encodeURIComponent(id)}`
    const socket = connect({
      ...link,
      ...proof,
      checkServerIdentity: (_host, { subjectaltname = '' }) =>
        subjectaltname.split(', ').includes(uri) ? undefined : new Error(`there is no ${uri} in ${subjectaltname}`)
    })
    const isOpen = await new Promise<boolean>((done) => {
      socket.once('secureConnect', () => done(true))
      socket.once('error', () => done(false))
      socket.once('close', () => done(false))
    })
    if (!isOpen) {
      socket.destroy()
      return undefined
    }
    socket.setNoDelay(true)
    return new KmeLink(socket, take)
  }

  get isOpen(): boolean {
    return !this.socket.destroyed && this.socket.writable
  }

  send(frame: Uint8Array): void {
    const head = Buffer.alloc(4)
    head.writeUInt32BE(frame.length)
    this.socket.write(Buffer.concat([head, frame]))
  }

  close(): void {
    this.socket.destroy()
  }

  #read(piece: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, piece])
    while (this.#rest.length >= 4 && this.#rest.length >= 4 + this.#rest.readUInt32BE(0)) {
      const end = 4 + this.#rest.readUInt32BE(0)
      this.take(Uint8Array.from(this.#rest.subarray(4, end)))
      this.#rest = this.#rest.subarray(end)
    }
  }
}
