import { State } from '@bellwire/wire'
import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/** What the hardware's monitor says, by its codes in `linkQuality`. */
const Quality = { IN_SPECIFICATION: 0, DRIFTING: 1, OUT_OF_SPECIFICATION: 2 } as const

/** The life of one end of a link: whether there is a session, what its own hardware says, and maintenance windows. */
export interface LifeContext {
  quality: number
  /** Slot up to which the hardware expects its state to last; 0 where it cannot say. */
  validUntil: number
}

type QualityEvent = { readonly type: 'QUALITY'; readonly quality: number; readonly validUntil: number }

export type LifeEvent =
  | { readonly type: 'UP' }
  | { readonly type: 'LOST' }
  | QualityEvent
  /** A maintenance window begins, ends. */
  | { readonly type: 'ENTER' }
  | { readonly type: 'LEAVE' }

export type LifeEmitted =
  | { readonly type: 'state'; readonly state: State; readonly validUntil: number }
  | { readonly type: 'calibrate' }
  | {
      readonly type: 'tell'
      readonly table: 'maintenance'
      readonly key: number
      readonly event: { readonly type: 'WANTED' }
    }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<LifeContext, LifeEvent, LifeEmitted>()

const state = (code: State) =>
  actions.emit(({ context }) => ({ type: 'state', state: code, validUntil: context.validUntil }))

/** A link that is not as it should be asks for a maintenance window. */
const askForMaintenance = actions.emit({
  type: 'tell',
  table: 'maintenance',
  key: 0,
  event: { type: 'WANTED' }
})

const note = actions.assign<QualityEvent>({
  quality: ({ event }) => event.quality,
  validUntil: ({ event }) => event.validUntil
})

/** Where the hardware's word leads. */
const byReport = [
  {
    guard: ({ event }: { event: QualityEvent }) => event.quality === Quality.IN_SPECIFICATION,
    target: '#life.ready',
    actions: note
  },
  {
    guard: ({ event }: { event: QualityEvent }) => event.quality === Quality.DRIFTING,
    target: '#life.drifting',
    actions: note
  },
  {
    guard: ({ event }: { event: QualityEvent }) => event.quality === Quality.OUT_OF_SPECIFICATION,
    target: '#life.outOfSpecification',
    actions: note
  },
  { target: '#life.dark', actions: note }
] as const

/** The same, by its last word. */
const byMemory = [
  {
    guard: ({ context }: { context: LifeContext }) => context.quality === Quality.IN_SPECIFICATION,
    target: '#life.ready'
  },
  { guard: ({ context }: { context: LifeContext }) => context.quality === Quality.DRIFTING, target: '#life.drifting' },
  {
    guard: ({ context }: { context: LifeContext }) => context.quality === Quality.OUT_OF_SPECIFICATION,
    target: '#life.outOfSpecification'
  },
  { target: '#life.dark' }
] as const

/** Requirements PHY-050 to PHY-059. */
export const lifeMachine = setup({
  types: { context: {} as LifeContext, events: {} as LifeEvent, emitted: {} as LifeEmitted }
}).createMachine({
  id: 'life',
  context: { quality: 0, validUntil: 0 },
  initial: 'down',
  states: {
    /** No session. */
    down: {
      entry: state(State.DOWN),
      on: { UP: byMemory, QUALITY: { actions: note }, LOST: {}, ENTER: {}, LEAVE: {} }
    },
    ready: {
      entry: state(State.READY),
      on: { QUALITY: byReport, ENTER: 'calibrating', LOST: 'down', LEAVE: {}, UP: {} }
    },
    drifting: {
      entry: [state(State.DRIFTING), askForMaintenance],
      on: { QUALITY: byReport, ENTER: 'calibrating', LOST: 'down', LEAVE: {}, UP: {} }
    },
    outOfSpecification: {
      entry: [state(State.OUT_OF_SPEC), askForMaintenance],
      on: { QUALITY: byReport, ENTER: 'calibrating', LOST: 'down', LEAVE: {}, UP: {} }
    },
    /** The hardware sees no light at all. */
    dark: {
      entry: state(State.DOWN),
      on: { QUALITY: byReport, ENTER: 'calibrating', LOST: 'down', LEAVE: {}, UP: {} }
    },
    calibrating: {
      entry: [state(State.CALIBRATING), actions.emit({ type: 'calibrate' })],
      on: { QUALITY: { actions: note }, LEAVE: byMemory, LOST: 'down', ENTER: {}, UP: {} }
    }
  },
  on: { '*': { actions: actions.emit({ type: 'ignored', reason: 'unexpected' }) } }
})
