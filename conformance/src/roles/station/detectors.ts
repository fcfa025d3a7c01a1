import type { DeviceMessage, DeviceObserve } from '@bellwire/wire'
import type { Hardware, Stage } from '../../stage/stage.js'
import type { StationSetting } from '../../subject/setting.js'

/** What two photons have made. */
export interface Light {
  readonly slot: number
  /** Picoseconds. */
  readonly offset: number
  readonly bellIndex: number
}

interface Window {
  readonly command: DeviceObserve
  /** Takes back what the window is to come to. */
  readonly forget: () => void
}

/** The detectors of the station under test (section 5.4): they open their gates as they are told, and see what a test wants. */
export class Detectors implements Hardware {
  readonly #windows = new Map<number, Window>()
  /** What is to be seen in a window, if anything. */
  luck: (window: DeviceObserve) => Light | undefined = () => undefined
  /** How long what they say takes to the station. */
  lag = 0

  constructor(private readonly stage: Stage<StationSetting>) {
    stage.equip(this)
  }

  /** The slots for which the gates of a link are open; undefined while they are closed. */
  windowOf(link: number): DeviceObserve | undefined {
    return this.#windows.get(link)?.command
  }

  reset(): void {
    for (const link of this.#windows.keys()) this.#close(link)
  }

  command(message: DeviceMessage): void {
    switch (message.type) {
      case 'OBSERVE':
        return this.#open(message)
      case 'CLOSE':
        return this.#close(message.link)
      case 'CONNECT':
        if (this.stage.setting.switch !== undefined) return
        return this.#cannot(message)
      default:
        this.#cannot(message)
    }
  }

  #cannot({ type }: DeviceMessage): void {
    this.stage.tell({
      kind: 'misuse',
      requirement: 'DEV-089',
      what: `${type} is no command that these detectors know`
    })
  }

  /** Light is seen now, whatever the gates are: the window, if there is one, is over. */
  see(link: number, light: Light): void {
    this.#close(link)
    this.stage.report({ type: 'DETECTED', link, ...light }, this.lag)
  }

  #open(command: DeviceObserve): void {
    const { link, firstSlot, slots, arrival, period } = command
    this.#close(link)
    const light = this.luck(command)
    const guard = this.stage.setting.links.find((one) => one.link === link)?.guard ?? 0
    const end = arrival + (slots - 1) * period + guard
    const due = light === undefined ? end : arrival + (light.slot - firstSlot) * period
    const forget = this.stage.after(Math.max(0, due - this.stage.now), () => {
      this.#windows.delete(link)
      const seen =
        light === undefined
          ? ({ type: 'SILENT', link, lastSlot: firstSlot + slots - 1 } as const)
          : ({ type: 'DETECTED', link, ...light } as const)
      this.stage.report(seen, this.lag)
    })
    this.#windows.set(link, { command, forget })
  }

  #close(link: number): void {
    this.#windows.get(link)?.forget()
    this.#windows.delete(link)
  }
}
