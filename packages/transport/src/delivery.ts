import type { Task } from '@bellwire/runtime'
import { decodeFrame, WireError, type Frame } from '@bellwire/wire'
import type { Direction } from './direction.js'
import type { MemoryTransport } from './memory-transport.js'

/** Holds the deliveries that are not in use, so that a frame on its way costs no allocation. */
export class DeliveryPool {
  readonly #free: Delivery[] = []

  take(
    direction: Direction,
    receiver: MemoryTransport,
    frame: Frame | undefined,
    bytes: Uint8Array | undefined
  ): Delivery {
    const delivery = this.#free.pop() ?? new Delivery(this)
    delivery.direction = direction
    delivery.receiver = receiver
    delivery.frame = frame
    delivery.bytes = bytes
    return delivery
  }

  put(delivery: Delivery): void {
    this.#free.push(delivery)
  }
}

/** One frame on its way: a task that hands it over when it arrives. */
class Delivery implements Task {
  direction: Direction | undefined
  /** Who was attached when the frame was sent: nobody else gets it. */
  receiver: MemoryTransport | undefined
  frame: Frame | undefined
  /** What arrives instead of the frame where frames take the wire or where bytes were injected. */
  bytes: Uint8Array | undefined

  constructor(private readonly pool: DeliveryPool) {}

  run(): void {
    const { direction, receiver, frame, bytes } = this
    this.direction = undefined
    this.receiver = undefined
    this.frame = undefined
    this.bytes = undefined
    this.pool.put(this)
    if (direction === undefined || receiver === undefined) return
    if (direction.cut) direction.drop(frame, 'partition')
    else if (direction.to.transport !== receiver) direction.drop(frame, 'receiver-detached')
    else if (receiver.listener === undefined) direction.drop(frame, 'no-listener')
    else if (bytes !== undefined) arriveAsBytes(direction, receiver, bytes)
    else if (frame !== undefined) arrive(direction, receiver, frame)
  }
}

function arrive(direction: Direction, receiver: MemoryTransport, frame: Frame): void {
  const { from, to, medium } = direction
  medium.observer?.received(from, to.node, frame)
  receiver.listener?.frame(from, frame)
}

function arriveAsBytes(direction: Direction, receiver: MemoryTransport, bytes: Uint8Array): void {
  let frame: Frame
  try {
    frame = decodeFrame(bytes)
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    direction.medium.observer?.malformed(direction.from, direction.to.node, bytes, error)
    receiver.listener?.malformed(direction.from, error.code)
    return
  }
  arrive(direction, receiver, frame)
}
