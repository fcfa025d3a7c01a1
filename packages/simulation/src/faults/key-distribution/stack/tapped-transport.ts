import type { NodeId, Transport, TransportListener } from '@bellwire/transport'
import { type Frame, isDialogueFrame } from '@bellwire/wire'
import type { ManInTheMiddle } from '../middle.js'
import type { Transcript } from '../transcript.js'

/** A node's way into the classical network, with somebody who listens, and who may change what is said. */
export class TappedTransport implements Transport {
  constructor(
    private readonly transport: Transport,
    private readonly transcript: Transcript,
    private readonly middle: ManInTheMiddle | undefined
  ) {}

  get node(): NodeId {
    return this.transport.node
  }

  send(to: NodeId, frame: Frame): void {
    const { middle, node } = this
    const isChanged = middle !== undefined && isDialogueFrame(frame)
    const passed = isChanged ? { ...frame, body: middle.pass(node, frame.body, frame) } : frame
    this.transcript.sent(node, to, passed)
    this.transport.send(to, passed)
  }

  listen(listener: TransportListener): void {
    this.transport.listen({
      frame: (from, frame) => {
        this.transcript.received(from, this.node, frame)
        listener.frame(from, frame)
      },
      malformed: (from, reason) => {
        this.transcript.malformed()
        listener.malformed(from, reason)
      }
    })
  }
}
