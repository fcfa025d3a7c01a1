import type { CommandDef } from 'citty'
import { version } from './version.js'

type LoadCommand = () => Promise<CommandDef>

/** A command of any arguments, seen as one whose arguments are not known here. */
const anyCommand = (command: unknown): CommandDef => command as CommandDef

/** Each is loaded only when it is asked for. */
export const commands: { readonly [name: string]: LoadCommand } = {
  run: async () => anyCommand((await import('./commands/run.js')).runCommand),
  trace: async () => anyCommand((await import('./commands/trace.js')).traceCommand),
  sweep: async () => anyCommand((await import('./commands/sweep.js')).sweepCommand),
  'sweep-worker': async () => anyCommand((await import('./commands/sweep-worker.js')).sweepWorkerCommand),
  platforms: async () => anyCommand((await import('./commands/platforms.js')).platformsCommand),
  experiments: async () => anyCommand((await import('./commands/experiments.js')).experimentsCommand),
  tags: async () => anyCommand((await import('./commands/tags.js')).tagsCommand),
  diqkd: async () => anyCommand((await import('./commands/diqkd/diqkd.js')).diqkdCommand),
  demo: async () => anyCommand((await import('./commands/demo.js')).demoCommand),
  replay: async () => anyCommand((await import('./commands/replay.js')).replayCommand),
  world: async () => anyCommand((await import('./commands/process.js')).worldCommand),
  station: async () => anyCommand((await import('./commands/process.js')).stationCommand),
  node: async () => anyCommand((await import('./commands/process.js')).nodeCommand),
  watch: async () => anyCommand((await import('./commands/watch.js')).watchCommand),
  ctl: async () => anyCommand((await import('./commands/ctl.js')).ctlCommand),
  certs: async () => anyCommand((await import('./commands/certs.js')).certsCommand),
  keys: async () => anyCommand((await import('./commands/keys.js')).keysCommand),
  conformance: async () => anyCommand((await import('./commands/conformance.js')).conformanceCommand),
  bench: async () => anyCommand((await import('./commands/bench.js')).benchCommand)
}

export const program = {
  meta: { name: 'bellwire', version, description: 'A quantum network on your computer' },
  subCommands: commands as Record<string, LoadCommand>
} satisfies CommandDef
