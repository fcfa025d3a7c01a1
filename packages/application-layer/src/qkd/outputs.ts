import type { OutputOf } from '@bellwire/statechart'
import { correctorMachine } from './corrector-machine.js'
import type { CorrectorSession } from './corrector-session.js'
import { referenceMachine } from './reference-machine.js'
import type { ReferenceSession } from './reference-session.js'

/** The machines of key distribution, by the name of their table. */
export const QKD_MACHINES = { corrector: correctorMachine, reference: referenceMachine }

/** Has a session do what its machine says. */
export function correctorOutput(session: CorrectorSession, event: OutputOf<typeof QKD_MACHINES>): void {
  switch (event.type) {
    case 'propose':
    case 'generate':
    case 'beat':
    case 'list':
    case 'announce':
    case 'publish':
    case 'correct':
    case 'verify':
    case 'amplify':
    case 'finish':
    case 'release':
      return session[event.type]()
    case 'abort':
    case 'drop':
      return session[event.type](event.reason)
    default:
  }
}

/** The same for the other end. */
export function referenceOutput(session: ReferenceSession, event: OutputOf<typeof QKD_MACHINES>): void {
  switch (event.type) {
    case 'agree':
    case 'proceed':
    case 'kind':
    case 'compile':
    case 'announce':
    case 'publish':
    case 'parities':
    case 'compare':
    case 'amplify':
    case 'authenticate':
    case 'release':
      return session[event.type]()
    case 'refuse':
    case 'drop':
      return session[event.type](event.reason)
    default:
  }
}
