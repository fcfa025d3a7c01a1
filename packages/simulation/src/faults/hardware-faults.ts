import { createRandom, type Nanoseconds, type VirtualClock } from '@bellwire/runtime'
import { Dice } from './dice.js'
import type { ListRecorder } from './list-recorder.js'
import type { RemoteHardware } from './remote-hardware.js'
import { MICROSECOND, MILLISECOND } from './times.js'

/** What happens to the channel between a party and its hardware. */
const FAULTS = ['cut', 'restartServer', 'open'] as const

/** Has parties lose their hardware and find it again, as a seed draws, until the faults end. */
export function armHardwareFaults(
  hardware: RemoteHardware,
  seed: number,
  faultsEnd: Nanoseconds,
  clock: VirtualClock,
  recorder: ListRecorder
): void {
  const dice = new Dice(createRandom(seed).stream('hardware'))
  const act = (at: Nanoseconds, fault: (typeof FAULTS)[number], party: string): void => {
    if (at >= faultsEnd) return
    clock.at(at, {
      run: () => {
        recorder.record({ kind: 'fault', at: 'world', fault: `hardware ${fault}`, fields: { party } })
        hardware[fault](party)
      }
    })
  }
  for (let count = dice.integer(1, 5); count > 0; count--) {
    const party = dice.one(hardware.names)
    const at = dice.integer(0, faultsEnd)
    act(at, dice.one(FAULTS), party)
    act(at + dice.integer(MICROSECOND, 5 * MILLISECOND), 'open', party)
  }
}
