import { assign, emit, raise, type EventObject, type MachineContext } from 'xstate'

/**
 * xstate's action creators for one machine's types, so that actions can stand on their own, outside the machine's
 * definition, with only the event that they read named: `actions.emit<ReplyEvent>(({ event }) => …)`.
 */
export function typedActions<Context extends MachineContext, Event extends EventObject, Emitted extends EventObject>() {
  return {
    assign<Read extends Event = Event>(assigner: Parameters<typeof assign<Context, Read, undefined, Event, never>>[0]) {
      return assign<Context, Read, undefined, Event, never>(assigner)
    },
    emit<Read extends Event = Event>(
      output: Emitted | ((args: { readonly context: Context; readonly event: Read }) => Emitted)
    ) {
      return emit<Context, Read, undefined, Event, Emitted>(output)
    },
    raise<Read extends Event = Event>(
      event: Event | ((args: { readonly context: Context; readonly event: Read }) => Event)
    ) {
      return raise<Context, Read, Event, undefined, never, never>(event)
    }
  }
}
