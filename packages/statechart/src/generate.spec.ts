import { VirtualClock } from '@bellwire/runtime'
import { afterEach, expect, it, vi } from 'vitest'
import { createMachine, emit } from 'xstate'

const machine = createMachine({ id: 'm', on: { X: { actions: emit({ type: 'x' }) }, '*': {} } })

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

/** Loads the room anew, since it asks once whether code can be made. */
async function run(): Promise<[can: boolean, runner: string, said: string[]]> {
  const { canGenerate, Host } = await import('./index.js')
  const said: string[] = []
  const output = (event: { type: string }) => void said.push(event.type)
  const host = new Host({
    machines: { only: machine },
    clock: new VirtualClock(),
    runner: 'generated',
    owner: { output }
  })
  host.table('only').open(1)
  host.table('only').tell(1, { type: 'X' })
  return [canGenerate(), host.runner, said]
}

it('makes code where that is allowed', async () => {
  expect(await run()).toEqual([true, 'generated', ['x']])
})

it('interprets where a policy forbids making code', async () => {
  vi.stubGlobal('Function', () => {
    throw new EvalError('code generation from strings disallowed')
  })
  expect(await run()).toEqual([false, 'interpreted', ['x']])
})

it('is not misled by names that look like code', async () => {
  const { checkRunnersAgree } = await import('./index.js')
  const odd = 'a"b\'c\\d\n/}`${\u2028throw 1'
  const names = createMachine({
    id: odd,
    context: { [odd]: -0 },
    initial: odd,
    states: { [odd]: { on: { [odd]: { actions: emit({ type: odd }) } } } },
    on: { '*': {} }
  })
  const script = [
    { do: 'open', table: odd, key: odd },
    { do: 'tell', table: odd, key: odd, event: { type: odd } }
  ] as const
  checkRunnersAgree({ machines: { [odd]: names as never }, script })
})

it('runs a program written at build time where code cannot be made', async () => {
  const { writeProgram } = await import('./index.js')
  const text = writeProgram(machine)
  const written = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`)
  vi.resetModules()
  vi.stubGlobal('Function', () => {
    throw new EvalError('code generation from strings disallowed')
  })
  const { useProgram } = await import('./index.js')
  const another = createMachine({ id: 'm', on: { Y: {}, '*': {} } })
  expect(() => useProgram(another, written)).toThrowError(expect.objectContaining({ code: 'STALE_PROGRAM' }))
  useProgram(machine, written)
  expect(await run()).toEqual([false, 'generated', ['x']])
})
