import type { StationResult } from '@bellwire/device'
import { describe, expect, it } from 'vitest'
import {
  pairSourceWorld,
  play,
  qualities,
  read,
  sharpSource,
  tagsOf,
  untilFound
} from '../../test/pair-source-world.js'
import type { TwoNodeWorld } from '../../test/two-node-world.js'
import type { TimeTags } from '../pair-source/index.js'

describe('recorded tags', () => {
  /** What the model makes in a time, on clocks of their own. */
  function recording(seconds: number) {
    const [alice, bob] = ([0, 1] as const).map((end) => {
      const list = tagsOf(sharpSource, seconds * 1e9, end)
      // Bob's clock runs 0.4 ms ahead and 0.6 ppm fast.
      const stamp = (time: number) => (end === 0 ? time : Math.round(time * (1 + 6e-7) + 4e8))
      return {
        picoseconds: Float64Array.from(list, ({ time }) => stamp(time)),
        labels: Uint8Array.from(list, ({ label }) => label)
      }
    }) as [TimeTags, TimeTags]
    return { alice, bob }
  }
  const sameRounds = (setup: TwoNodeWorld) =>
    Array.from({ length: 100 }, () => {
      const result = play(setup, { slots: 3 })
      return [result, read(setup, 'alice'), read(setup, 'bob')]
    })

  it('give the same heralds as the model that made them, whatever the clocks of the recording', () => {
    const model = pairSourceWorld({ parameters: { source: sharpSource } })
    const replayed = pairSourceWorld({ parameters: { source: sharpSource, tags: recording(0.5) } })
    for (const setup of [model, replayed]) {
      expect(untilFound(setup)).toBe(true)
      setup.clock.run({ until: 1e8 })
    }
    const [a, b] = [sameRounds(model), sameRounds(replayed)]
    // Measured or not: places without a herald answer with noise of the world's own.
    const heralds = (list: typeof a) => list.filter(([result]) => (result as StationResult).type === 'detected')
    expect(heralds(b)).toEqual(heralds(a))
    expect(heralds(a).length).toBeGreaterThan(50)
  })

  it('end the link as dark when they are over, and say so (PHY-162)', () => {
    const setup = pairSourceWorld({ parameters: { source: sharpSource, tags: recording(0.2) } })
    const notices: unknown[] = []
    setup.world.onNotice = (notice) => notices.push(notice)
    expect(untilFound(setup)).toBe(true)
    setup.clock.run({ until: 3e8 })
    expect(qualities(setup.said.alice)).toEqual([3, 0, 3])
    expect(notices).toEqual([{ link: 7, text: 'the recording of tags is over' }])
    expect(play(setup, { slots: 200 }).type).toBe('silent')
  })

  it.each([0, 1] as const)('end the link as dark, for good, when those of end %i are over (PHY-162)', (end) => {
    const tags = Object.values(recording(2)) as [TimeTags, TimeTags]
    const { picoseconds, labels } = tags[end]
    const count = picoseconds.findIndex((time) => time > 0.2e12)
    tags[end] = { picoseconds: picoseconds.slice(0, count), labels: labels.slice(0, count) }
    const setup = pairSourceWorld({ parameters: { source: sharpSource, tags: { alice: tags[0], bob: tags[1] } } })
    const notices: unknown[] = []
    setup.world.onNotice = (notice) => notices.push(notice)
    expect(untilFound(setup)).toBe(true)
    setup.clock.run({ until: 3e8 })
    expect(qualities(setup.said.alice)).toEqual([3, 0, 3])
    expect(notices).toEqual([{ link: 7, text: 'the recording of tags is over' }])
    expect(play(setup, { slots: 200 }).type).toBe('silent')
  })

  it('that are too short say so', () => {
    const setup = pairSourceWorld({ parameters: { source: sharpSource, tags: recording(0.0005) } })
    const notices: { text: string }[] = []
    setup.world.onNotice = (notice) => notices.push(notice)
    expect(untilFound(setup, 1e9)).toBe(false)
    expect(notices.map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^the recording of tags, 0\.\d+ ms long, is over before the clocks are known, which takes 6/
      )
    ])
  })
})
