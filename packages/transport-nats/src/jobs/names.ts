import { randomUUID } from 'node:crypto'

/** Of streams of queues; what follows names the kind and the queue. */
const STREAM = 'bellwire-work'
const ROOT = 'bellwire.work'

/** The consumer of JetStream from which workers take jobs. */
export const TAKERS = 'takers'
/** The consumer that hands results to the queue's owner. It goes when the owner has been away for long. */
export const COLLECTOR = 'collector'

/** What queues of one kind and their parts are called on the server. */
export class WorkNames {
  /** @param kind what is worked on, one word of letters: queues of different kinds have nothing to do with each other */
  constructor(readonly kind: string) {}

  newQueue(): string {
    return randomUUID()
  }

  stream(queue: string): string {
    return `${STREAM}-${this.kind}-${queue}`
  }

  /** The queue of a stream; undefined for a stream of something else. */
  queueOf(stream: string): string | undefined {
    const beginning = this.stream('')
    return stream.startsWith(beginning) ? stream.slice(beginning.length) : undefined
  }

  /** What holds for all jobs of a queue. */
  terms(queue: string): string {
    return `${ROOT}.${this.kind}.terms.${queue}`
  }

  job(queue: string, id: string): string {
    return `${ROOT}.${this.kind}.jobs.${queue}.${id}`
  }

  result(queue: string, id: string): string {
    return `${ROOT}.${this.kind}.results.${queue}.${id}`
  }

  /** Not kept: the queue's owner has ended it. */
  ended(queue: string): string {
    return `${ROOT}.${this.kind}.ended.${queue}`
  }

  /** Not kept: a worker takes no jobs of this queue, and why. */
  declined(queue: string): string {
    return `${ROOT}.${this.kind}.declined.${queue}`
  }
}

/** The last word of a subject: of a job or a result its identifier, of a notice its queue. */
export function lastWord(subject: string): string {
  return subject.slice(subject.lastIndexOf('.') + 1)
}
