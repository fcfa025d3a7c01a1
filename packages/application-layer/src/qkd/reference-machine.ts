import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/** The end of a session that answers, and whose raw key is the key. */
export interface ReferenceContext {
  readonly silence: number
  /** A QkdReason. */
  reason: number
}

export interface ReferenceInput {
  readonly silence: number
}

export type ReferenceEvent =
  /** Questions of the peer, each to be answered. Another one than the phase asks for breaks the protocol. */
  | { readonly type: 'PROGRESS' }
  | { readonly type: 'ROUND_KIND' }
  | { readonly type: 'ROUNDS' }
  | { readonly type: 'INPUTS' }
  | { readonly type: 'OUTCOMES' }
  | { readonly type: 'QUERIES' }
  | { readonly type: 'VERIFICATION' }
  | { readonly type: 'AMPLIFICATION' }
  | { readonly type: 'FINISH' }
  /** The tag of a FINISH without a reason is right. */
  | { readonly type: 'AUTHENTIC' }
  /** The peer has ended the session, or this end's program has. */
  | { readonly type: 'LOST'; readonly reason: number }
  /** The question that is waiting is answered by the end of the session. */
  | { readonly type: 'FAIL'; readonly reason: number }

type FailureEvent = Extract<ReferenceEvent, { readonly reason: number }>

type ReferenceEmitted =
  | { readonly type: 'agree' }
  | { readonly type: 'proceed' }
  | { readonly type: 'kind' }
  | { readonly type: 'compile' }
  | { readonly type: 'announce' }
  | { readonly type: 'publish' }
  | { readonly type: 'parities' }
  | { readonly type: 'compare' }
  | { readonly type: 'amplify' }
  /** Look at the peer's tag: AUTHENTIC, or FAIL. */
  | { readonly type: 'authenticate' }
  | { readonly type: 'release' }
  | { readonly type: 'refuse'; readonly reason: number }
  | { readonly type: 'drop'; readonly reason: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<ReferenceContext, ReferenceEvent, ReferenceEmitted>()
const say = (type: Exclude<ReferenceEmitted['type'], 'refuse' | 'drop' | 'ignored'>) => actions.emit({ type })
const note = actions.assign<FailureEvent>({ reason: ({ event }) => event.reason })
const drop = actions.emit(({ context }) => ({ type: 'drop', reason: context.reason }))
const refuse = actions.emit(({ context }) => ({ type: 'refuse', reason: context.reason }))

/** QkdReason ROUNDS and MESSAGE. */
const NO_ROUNDS = 3
const BAD_MESSAGE = 10

const breach = { target: 'aborted', actions: [actions.assign({ reason: BAD_MESSAGE }), refuse] }
const silent = { silence: { target: '#reference.aborted', actions: [actions.assign({ reason: NO_ROUNDS }), drop] } }

export const referenceMachine = setup({
  types: {
    context: {} as ReferenceContext,
    input: {} as ReferenceInput,
    events: {} as ReferenceEvent,
    emitted: {} as ReferenceEmitted
  },
  delays: { silence: ({ context }) => context.silence }
}).createMachine({
  id: 'reference',
  context: ({ input }) => ({ silence: input.silence, reason: 0 }),
  initial: 'underWay',
  entry: say('agree'),
  states: {
    underWay: {
      initial: 'rounds',
      states: {
        rounds: {
          after: silent,
          on: {
            PROGRESS: { target: 'rounds', reenter: true, actions: say('proceed') },
            ROUND_KIND: { target: 'rounds', reenter: true, actions: say('kind') },
            ROUNDS: { target: 'sifting', actions: say('compile') }
          }
        },
        sifting: { after: silent, on: { INPUTS: { target: 'testing', actions: say('announce') } } },
        testing: { after: silent, on: { OUTCOMES: { target: 'answering', actions: say('publish') } } },
        answering: {
          after: silent,
          on: {
            QUERIES: { target: 'answering', reenter: true, actions: say('parities') },
            VERIFICATION: { target: 'comparing', actions: say('compare') }
          }
        },
        comparing: { after: silent, on: { AMPLIFICATION: { target: 'finishing', actions: say('amplify') } } },
        finishing: {
          after: silent,
          on: {
            FINISH: { actions: say('authenticate') },
            AUTHENTIC: { target: '#reference.released', actions: say('release') }
          }
        }
      },
      on: {
        FAIL: { target: 'aborted', actions: [note, refuse] },
        LOST: { target: 'aborted', actions: [note, drop] },
        PROGRESS: breach,
        ROUND_KIND: breach,
        ROUNDS: breach,
        INPUTS: breach,
        OUTCOMES: breach,
        QUERIES: breach,
        VERIFICATION: breach,
        AMPLIFICATION: breach,
        FINISH: breach
      }
    },
    released: { type: 'final' },
    aborted: { type: 'final' }
  },
  on: {
    '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) }
  }
})
