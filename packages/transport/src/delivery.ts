import type { Task } from '@bellwire/runtime'
import { decodeFrame, WireError, type Frame } from '@bellwire/wire'
import type { Deliveries, Receiver, Route } from './medium.js'

/** Holds the deliveries that are not in use, so that a frame on its way costs no allocation. */
export class DeliveryPool implements Deliveries {
  readonly #free: Delivery[] = []

  take(route: Route, receiver: Receiver, frame: Frame | undefined, bytes: Uint8Array | undefined): Delivery {
    const delivery = this.#free.pop() ?? new Delivery(this)
    delivery.route = route
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
  route: Route | undefined
  /** Who was attached when the frame was sent: nobody else gets it. */
  receiver: Receiver | undefined
  frame: Frame | undefined
  /** What arrives instead of the frame where frames take the wire or where bytes were injected. */
  bytes: Uint8Array | undefined

  constructor(private readonly pool: DeliveryPool) {}

  run(): void {
    const { route, receiver, frame, bytes } = this
    this.route = undefined
    this.receiver = undefined
    this.frame = undefined
    this.bytes = undefined
    this.pool.put(this)
    if (route === undefined || receiver === undefined) return
    if (route.cut) route.drop(frame, 'partition')
    else if (route.to.receiver !== receiver) route.drop(frame, 'receiver-detached')
    else if (receiver.listener === undefined) route.drop(frame, 'no-listener')
    else if (bytes !== undefined) arriveAsBytes(route, receiver, bytes, frame)
    else if (frame !== undefined) arrive(route, receiver, frame, frame)
  }
}

function arrive(route: Route, receiver: Receiver, frame: Frame, sent: Frame | undefined): void {
  const { from, to, medium } = route
  medium.observer?.received(from, to.node, frame, sent)
  receiver.listener?.frame(from, frame)
}

function arriveAsBytes(route: Route, receiver: Receiver, bytes: Uint8Array, sent: Frame | undefined): void {
  let frame: Frame
  try {
    frame = decodeFrame(bytes)
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    route.medium.observer?.malformed(route.from, route.to.node, bytes, error)
    receiver.listener?.malformed(route.from, error.code)
    return
  }
  arrive(route, receiver, frame, sent)
}
