import type { CommandDef } from 'citty'

type LoadCommand = () => Promise<CommandDef>

const anyCommand = (command: unknown): CommandDef => command as CommandDef

const subCommands: { readonly [name: string]: LoadCommand } = {
  rate: async () => anyCommand((await import('./rate.js')).rateCommand),
  postprocess: async () => anyCommand((await import('./postprocess.js')).postprocessCommand)
}

export const diqkdCommand = {
  meta: { name: 'diqkd', description: 'Device-independent quantum key distribution: key rates, keys of recorded data' },
  subCommands: subCommands as Record<string, LoadCommand>
} satisfies CommandDef
