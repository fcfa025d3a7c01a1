import type { ErrorBody } from './interface.js'

/** What a method answers. */
export interface Answer {
  /** 200, 400, 401 and 503 as in the standard; 404 and 405 for what is none of its methods. */
  readonly status: 200 | 400 | 401 | 404 | 405 | 503
  /** Undefined: no body, as for 401. */
  readonly body?: object | undefined
  readonly allow?: string | undefined
}

export const UNAUTHORISED: Answer = Object.freeze({ status: 401 })

export function badRequest(message: string, details?: ErrorBody['details']): Answer {
  return failure(400, message, details)
}

export function unavailable(message: string): Answer {
  return failure(503, message)
}

export function failure(status: 400 | 404 | 405 | 503, message: string, details?: ErrorBody['details']): Answer {
  const body: ErrorBody = { message, ...(details !== undefined && { details }) }
  return { status, body }
}

/** What a caller has sent, in an answer. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}

/** Thrown where a request ends early. */
export class Refusal extends Error {
  override readonly name = 'Refusal'

  constructor(readonly answer: Answer) {
    super(`answered ${answer.status}`)
  }
}
