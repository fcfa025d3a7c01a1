/** One thing that a host has still to do. What waits forms a ring: each knows the next, and the newest the oldest. */
export class Mail<Kind, Table, Name> {
  kind: Kind
  table: Table | undefined
  name: Name | undefined
  payload: unknown
  next: Mail<Kind, Table, Name> = this

  constructor(kind: Kind, table: Table, name: Name, payload: unknown) {
    this.kind = kind
    this.table = table
    this.name = name
    this.payload = payload
  }
}

/**
 * Makes the entries of the mailboxes of many hosts. A mailbox is nothing but its newest entry, undefined while it is
 * empty: most hosts wait for nothing most of the time, and thousands of them add up. What was taken out is used again,
 * the last first, for whichever host comes next.
 */
export class MailRoom<Kind, Table, Name> {
  /** Entries that are not in use, linked by `next`; the last one's is itself. */
  #spare: Mail<Kind, Table, Name> | undefined

  /** Puts an entry into the mailbox; the result is its newest. */
  put(
    newest: Mail<Kind, Table, Name> | undefined,
    kind: Kind,
    table: Table,
    name: Name,
    payload: unknown
  ): Mail<Kind, Table, Name> {
    const mail = this.#blank(kind, table, name, payload)
    if (newest === undefined) mail.next = mail
    else {
      mail.next = newest.next
      newest.next = mail
    }
    return mail
  }

  /** The newest entry of a mailbox once its oldest, `newest.next`, is taken out; undefined where that was all. */
  takeOut(oldest: Mail<Kind, Table, Name>, newest: Mail<Kind, Table, Name>): Mail<Kind, Table, Name> | undefined {
    const rest = oldest === newest ? undefined : newest
    newest.next = oldest.next
    // What has been delivered must not be kept alive.
    oldest.table = oldest.name = oldest.payload = undefined
    oldest.next = this.#spare ?? oldest
    this.#spare = oldest
    return rest
  }

  #blank(kind: Kind, table: Table, name: Name, payload: unknown): Mail<Kind, Table, Name> {
    const mail = this.#spare
    if (mail === undefined) return new Mail(kind, table, name, payload)
    this.#spare = mail.next === mail ? undefined : mail.next
    mail.kind = kind
    mail.table = table
    mail.name = name
    mail.payload = payload
    return mail
  }
}
