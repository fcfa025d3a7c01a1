const DIALOGUES = 'application-layer/dist/dialogue/dialogues.js'

/** Steps of question and answer (section 7.1). @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const dialogues = [
  {
    id: 'counts-dialogues',
    wrong: 'Dialogues have the numbers 1, 2, 3 and so on.',
    clauses: ['APP-001'],
    changes: [
      {
        file: DIALOGUES,
        find: 'let number = this.#options.random();',
        replace: 'let number = (this.zz = (this.zz ?? 0) + 1);'
      }
    ]
  },
  {
    id: 'draws-small-numbers',
    wrong: 'The number of a dialogue has 16 bits.',
    clauses: ['APP-001'],
    changes: [
      {
        file: DIALOGUES,
        find: 'let number = this.#options.random();',
        replace: 'let number = this.#options.random() & 0xffff;'
      }
    ]
  },
  {
    id: 'forgets-what-was-answered',
    wrong: 'Nothing is known of a dialogue any more as soon as a step is answered.',
    clauses: ['APP-005', 'APP-003'],
    changes: [
      {
        file: DIALOGUES,
        find: 'this.#answering.open(conversation.id, { lifetime: this.#options.configuration.lifetime });',
        replace: 'this.#answering.open(conversation.id, { lifetime: 1 });'
      }
    ]
  },
  {
    id: 'never-forgets-a-dialogue',
    wrong: 'Dialogues are known for ever.',
    clauses: ['APP-005'],
    changes: [
      {
        file: DIALOGUES,
        find: "else if (type === 'forget')\n            this.#forget(conversation);",
        replace: "else if (type === 'forget')\n            return;"
      }
    ]
  },
  {
    id: 'nobody-is-refused-with-expire',
    wrong: 'An ASK for a purpose of nobody is refused with EXPIRE.',
    clauses: ['APP-006'],
    changes: [
      {
        file: DIALOGUES,
        find: 'return this.#refuse(peer, number, purpose, 0, ErrorCode.REJECTED);',
        replace: 'return this.#refuse(peer, number, purpose, 0, ErrorCode.EXPIRE);'
      }
    ]
  },
  {
    id: 'unknown-dialogue-unanswered',
    wrong: 'A step of a dialogue that is not known is ignored.',
    clauses: ['APP-006'],
    changes: [
      {
        file: DIALOGUES,
        find: 'return this.#refuse(from, number, purpose, step, ErrorCode.EXPIRE);',
        replace: 'return undefined;'
      }
    ]
  },
  {
    id: 'begins-in-the-middle',
    wrong: 'A dialogue that is not known begins with whatever step is asked.',
    clauses: ['APP-006'],
    changes: [
      {
        file: DIALOGUES,
        find: 'if (known === undefined && step !== 0)\n            return this.#refuse(from, number, purpose, step, ErrorCode.EXPIRE);\n        const conversation = known ?? this.#newConversation(from, purpose, number);',
        replace:
          'const conversation = known ?? (step === 0 ? this.#newConversation(from, purpose, number) : this.#converse({ peer: from, purpose, number }, step - 1));'
      }
    ]
  },
  {
    id: 'refuses-twice',
    wrong: 'A dialogue that is refused is answered with EXPIRE, too.',
    clauses: ['APP-006'],
    changes: [
      {
        file: DIALOGUES,
        find: 'if (conversation === undefined)\n            return;',
        replace:
          'if (conversation === undefined)\n            return this.#refuse(from, number, purpose, step, ErrorCode.EXPIRE);'
      }
    ]
  },
  {
    id: 'room-for-any-number-of-dialogues',
    wrong: 'One peer may have any number of dialogues open.',
    clauses: ['APP-007'],
    changes: [
      {
        file: DIALOGUES,
        find: '>= this.#options.configuration.perPeer)',
        replace: '>= Infinity)'
      }
    ]
  },
  {
    id: 'oldest-dialogue-gives-way',
    wrong: 'One dialogue too many takes the place of the peer’s oldest one.',
    clauses: ['APP-007'],
    changes: [
      {
        file: DIALOGUES,
        find: 'return this.#refuse(peer, number, purpose, 0, ErrorCode.NORES);',
        replace: 'this.#forget([...this.#accepted.get(peer).values()][0]);'
      }
    ]
  },
  {
    id: 'too-many-dialogues-rejected',
    wrong: 'Dialogues beyond the bound are refused with REJECTED.',
    clauses: ['APP-007'],
    changes: [
      {
        file: DIALOGUES,
        find: 'return this.#refuse(peer, number, purpose, 0, ErrorCode.NORES);',
        replace: 'return this.#refuse(peer, number, purpose, 0, ErrorCode.REJECTED);'
      }
    ]
  },
  {
    id: 'answer-to-another-step',
    wrong: 'An ANSWER is taken for the step that is asked, whatever step it names.',
    clauses: ['APP-002'],
    changes: [
      { file: DIALOGUES, find: '!dialogue.waiting || frame.step !== dialogue.step', replace: '!dialogue.waiting' }
    ]
  }
]
