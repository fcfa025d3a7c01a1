import type { VirtualClock, WallTime } from '@bellwire/runtime'

/** The time of a host in virtual time: its own rate, from its own origin. */
export function virtualWall(clock: VirtualClock, rate = 1, origin = 12_345.678): WallTime {
  return {
    now: () => origin + (clock.now() / 1e6) * rate,
    wait: (milliseconds, wake) => {
      const timer = clock.timer({ run: wake })
      timer.arm(clock.now() + Math.ceil((milliseconds / rate) * 1e6))
      return () => timer.cancel()
    }
  }
}
