const ENTRY = 'link-layer/dist/pair/entry.js'
const MEASUREMENT = 'link-layer/dist/measurement.js'
const FRAMES = 'physical-layer/dist/frames.js'
const ROUNDS = 'link-layer/dist/estimation/test-rounds.js'
const SELECTED = 'return fraction > 0 && (mix(seed, sequence) & 0xffff) < fraction;'
const DRAWN = 'drawBasis(core, requested, this.measure)'

/** A number that anyone can come to who knows that of the pair. */
const HASHED =
  '((x) => { x = Math.imul(x ^ (x >>> 16), 0x85ebca6b); x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35); return (x ^ (x >>> 16)) >>> 0; })'

/** @param {string} random what stands in the place of 32 random bits */
const basesBy = (random) => [
  { file: ENTRY, find: DRAWN, replace: DRAWN.replace('core,', `{ random: () => ${random} },`) }
]

/** What shows in many pairs, or in many processes (sections 2.1, 3.7 and 3.8). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const statistics = [
  {
    id: 'bases-not-even',
    wrong: 'Of two bases with even shares one is drawn in 56 of 100 pairs.',
    clauses: ['LNK-076'],
    changes: [
      { file: MEASUREMENT, find: '(random / 0x1_0000_0000) * 255', replace: '(random / 0x1_0000_0000) ** 1.19 * 255' }
    ]
  },
  {
    id: 'share-of-what-is-left',
    wrong: 'The second probability of a set is taken of what the first has left.',
    clauses: ['LNK-076'],
    changes: [
      {
        file: MEASUREMENT,
        find: 'draw < measurement.probability1 + measurement.probability2',
        replace: 'draw < measurement.probability1 + (measurement.probability2 * (255 - measurement.probability1)) / 255'
      }
    ]
  },
  {
    id: 'bases-in-turn',
    wrong: 'Bases are taken in turn.',
    clauses: ['LNK-173', 'LNK-076'],
    changes: basesBy('(herald.sequence & 1) * 0xffff_ffff')
  },
  {
    id: 'bases-of-numbers',
    wrong: 'The basis of a pair comes of its number, at both ends.',
    clauses: ['LNK-173'],
    changes: basesBy(`${HASHED}(herald.sequence)`)
  },
  {
    id: 'bases-of-bell-states',
    wrong: 'The basis of every other pair comes of its Bell state.',
    clauses: ['LNK-173'],
    changes: basesBy('(core.random() < 0x8000_0000 ? core.random() : (herald.bellIndex & 1) * 0xffff_ffff)')
  },
  {
    id: 'bases-that-stick',
    wrong: 'The basis of every other pair is that of the pair before.',
    clauses: ['LNK-173', 'LNK-076'],
    changes: basesBy('(core.drawn = core.random() < 0x8000_0000 ? core.random() : (core.drawn ?? 0))')
  },
  {
    id: 'randomness-of-one-seed',
    wrong: 'All that a process draws comes of one seed, which is the same in every process.',
    clauses: ['PHY-002', 'LNK-170', 'LNK-173'],
    changes: [
      { file: 'harness/dist/node-subject.js', find: 'createRandom(setting.seed)', replace: 'createRandom(4711)' }
    ]
  },
  {
    id: 'incarnation-of-31-bits',
    wrong: 'Incarnations are drawn from half of their range.',
    clauses: ['PHY-002'],
    changes: [
      {
        file: 'node/dist/node.js',
        find: 'Math.max(1, this.#incarnations.bits32())',
        replace: 'Math.max(1, this.#incarnations.bits32() >>> 1)'
      }
    ]
  },
  {
    id: 'station-incarnation-of-31-bits',
    role: 'station',
    wrong: 'Incarnations are drawn from half of their range.',
    clauses: ['PHY-002'],
    changes: [
      {
        file: 'harness/dist/station-subject.js',
        find: 'Math.max(1, incarnations.bits32())',
        replace: 'Math.max(1, incarnations.bits32() >>> 1)'
      }
    ]
  },
  {
    id: 'test-seed-fixed',
    wrong: 'The seed of test rounds is the same in every epoch.',
    clauses: ['LNK-170'],
    changes: [
      {
        file: 'physical-layer/dist/session/test-seeds.js',
        find: 'this.draw()',
        replace: '0x5eed'
      }
    ]
  },
  {
    id: 'station-told-of-tests',
    wrong: 'The station is told which pairs are test rounds, as the peer is.',
    clauses: ['LNK-176'],
    changes: [
      { file: FRAMES, find: 'testSeed: toStation ? 0 : testSeed', replace: 'testSeed' },
      { file: FRAMES, find: 'testFraction: toStation ? 0 : session', replace: 'testFraction: session' }
    ]
  },
  {
    id: 'half-of-the-share',
    wrong: 'Half of the share of test rounds is announced.',
    clauses: ['LNK-171'],
    changes: [
      {
        file: 'physical-layer/dist/physical-layer.js',
        find: 'Math.floor(configuration.testFraction * FRACTION_DENOMINATOR)',
        replace: 'Math.floor((configuration.testFraction / 2) * FRACTION_DENOMINATOR)'
      }
    ]
  },
  {
    id: 'share-taken-for-all',
    wrong: 'Where some pairs are to be test rounds, all are.',
    clauses: ['LNK-070'],
    changes: [{ file: ROUNDS, find: SELECTED, replace: 'return fraction > 0;' }]
  },
  {
    id: 'tests-one-in-so-many',
    wrong: 'One pair in so many is a test round, whatever the seed.',
    clauses: ['LNK-070'],
    changes: [
      { file: ROUNDS, find: SELECTED, replace: 'return fraction > 0 && sequence % Math.round(65535 / fraction) === 0;' }
    ]
  },
  {
    id: 'test-seed-ignored',
    wrong: 'Test rounds are chosen by numbers alone, without the seed.',
    clauses: ['LNK-070'],
    changes: [{ file: ROUNDS, find: SELECTED, replace: SELECTED.replace('mix(seed,', 'mix(0,') }]
  },
  {
    id: 'failed-rounds-untold',
    wrong: 'Test rounds that are known to have failed are not told.',
    clauses: ['LNK-073'],
    changes: [
      {
        file: ROUNDS,
        find: 'this.#unsent.push({',
        replace:
          'const known = this.#peer.get(sequence);\n        if (known === undefined || (known.outcome === result.outcome) === expectsEqual(result.bellIndex, result.basis)) this.#unsent.push({'
      }
    ]
  },
  {
    id: 'failed-rounds-dropped',
    wrong: 'Test rounds that have failed are left out of the estimate.',
    clauses: ['LNK-172', 'LNK-009'],
    changes: [
      {
        file: ROUNDS,
        find: 'this.#rounds[basis] += 1;',
        replace:
          'if ((own.outcome === peer.outcome) !== expectsEqual(own.bellIndex, basis)) return;\n        this.#rounds[basis] += 1;'
      }
    ]
  },
  {
    id: 'failed-rounds-half-dropped',
    wrong: 'Of the test rounds that have failed, every other one is left out of the estimate.',
    clauses: ['LNK-172', 'LNK-009'],
    changes: [
      {
        file: ROUNDS,
        find: 'this.#rounds[basis] += 1;',
        replace:
          'if ((own.outcome === peer.outcome) !== expectsEqual(own.bellIndex, basis) && (this.skips = !this.skips)) return;\n        this.#rounds[basis] += 1;'
      }
    ]
  },
  {
    id: 'estimate-only-raised',
    wrong: 'Test rounds that show worse pairs than hardware says change nothing.',
    clauses: ['LNK-172'],
    changes: [
      {
        file: 'link-layer/dist/estimation/fidelity-estimation.js',
        find: 'this.#correction = 1 - errorRates / 2 - counts.calibrated;',
        replace: 'this.#correction = Math.max(0, 1 - errorRates / 2 - counts.calibrated);'
      }
    ]
  },
  {
    id: 'expired-by-outcome',
    wrong: 'Some pairs are expired for what was found of them.',
    clauses: ['LNK-174'],
    changes: [
      {
        file: 'link-layer/dist/pair/pair-ledger.js',
        find: 'const useful = takesRecord(entry, recorded);',
        replace:
          'const useful = takesRecord(entry, recorded) && (entry.item === undefined || outcome.reveal() === 0 || entry.sequence % 2 === 0);'
      }
    ]
  },
  {
    id: 'one-index-not-flipped',
    wrong: 'Outcomes of pairs of one Bell state are reported as they came.',
    clauses: ['LNK-065'],
    changes: [
      {
        file: MEASUREMENT,
        find: 'const parity = bellIndex & 1;',
        replace: 'if (bellIndex === 3) return false;\n    const parity = bellIndex & 1;'
      }
    ]
  },
  {
    id: 'one-index-not-turned',
    wrong: 'Kept pairs of one Bell state are delivered as they were heralded.',
    clauses: ['LNK-063'],
    changes: [
      { file: ENTRY, find: 'herald.bellIndex !== 0;', replace: 'herald.bellIndex !== 0 && herald.bellIndex !== 2;' }
    ]
  }
]
