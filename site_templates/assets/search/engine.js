/* Search, from a query to documents in order: claims from the lists, then each is held against its text (docs/dev/search.md). */
(() => {
  "use strict"
  const search = window.danganSearch
  const { terms, learn } = search.text
  const { plan, lists, shard, classOf } = search
  const NO = 4
  const root = document.currentScript.src.replace(/assets\/search\/[^/]*$/, "")

  /* Files of the index, each asked for once. What is not there is null: one lost file loses no more than itself. */
  const asked = new Map(), waiting = new Map()
  search.brought = (name, data) => waiting.get(name) && waiting.get(name)(data)
  const load = (name) => {
    if (!asked.has(name)) asked.set(name, new Promise((done) => {
      const script = document.createElement("script")
      const end = (data) => { waiting.delete(name); script.remove(); done(data) }
      waiting.set(name, end)
      script.onerror = script.onload = () => end(null)
      script.src = root + "search/" + name + ".js"
      document.head.append(script)
    }))
    return asked.get(name)
  }

  let ready = null
  /** Head and folding; null where there is no index. */
  const start = () => ready = ready || Promise.all([load("head"), load("fold")]).then(([head, pairs]) => {
    if (head && pairs) learn(pairs)
    else { ready = null; asked.delete("head"); asked.delete("fold") } /* asked again by the next */
    return head && pairs ? head : null
  })

  const every = (found, which) => {
    const all = new Map()
    found[0][which].forEach((first, number) => {
      const mask = found.reduce((mask, list) => mask & (list[which].get(number) || 0), first)
      if (mask) all.set(number, mask)
    })
    return all
  }

  /** Documents that may hold the term: the best class they can have, and the blocks to look into. */
  const claims = async (asks, head) => {
    const files = [...new Set([...asks.keys, ...asks.sounds].map((each) => each.file))]
    const shards = new Map(await Promise.all(files.map(async (file) => [file, await load(file) || {}])))
    const all = new Map()
    const claim = (number, of, text, within, sure) => {
      const old = all.get(number) || { of: NO, text: 0, within: 0, sure: false }
      all.set(number, { of: Math.min(old.of, of), text: old.text | text, within: old.within | within, sure: old.sure || sure })
    }
    const look = (each) => lists(shards.get(each.file), each, head.width)
    if (asks.keys.length) {
      const found = asks.keys.map(look)
      if (!asks.names) every(found, "T").forEach((mask, number) => claim(number, 3, mask, 0, asks.sure))
      every(found, "H").forEach((mask, number) => claim(number, 2, 0, mask, asks.sure))
      const start = found[asks.keys.indexOf(asks.first)]
      every(found, "N").forEach((_, number) => claim(number, start && start.S.has(number) ? 0 : 1, 0, 0, asks.sure))
    }
    asks.sounds.forEach((each) => {
      const found = look(each)
      found.H.forEach((mask, number) => claim(number, 2, 0, mask, each.sure))
      found.N.forEach((_, number) => claim(number, found.S.has(number) ? 0 : 1, 0, 0, each.sure))
    })
    return all
  }

  /** Numbers of the documents that the filters leave; null where nothing is chosen. */
  const left = async (chosen, head) => {
    let kept = null
    for (const [name, values] of Object.entries(chosen)) {
      if (!values.length) continue
      const some = new Set()
      for (const value of values) {
        const token = "@" + name + "=" + value, file = shard(token, head)
        lists(await load(file) || {}, { token, prefix: false, file }, head.width).T.forEach((_, number) => some.add(number))
      }
      kept = kept ? new Set([...kept].filter((number) => some.has(number))) : some
    }
    return kept
  }

  const block = (number, place) => load("d/" + number + "-" + place)
  const best = (lines, asks, wanted) => {
    let found = null
    for (const line of lines) {
      const of = classOf(line, asks.term, asks.names)
      if (of < NO && wanted(of) && (!found || of < found.of)) found = { of, line }
    }
    return found
  }

  /** The first line of that class in the blocks that a mask allows. */
  const inBlocks = async (number, mask, asks, wanted) => {
    let first = 0
    while (mask && !(mask >> first & 1)) first++
    let last = mask ? first : -1
    for (let place = first; place <= last; place++) {
      if (!(mask >> place % 6 & 1)) continue
      const data = await block(number, place)
      if (!data) continue
      last = data.of - 1
      const found = best(data.l, asks, wanted)
      if (found) return { ...found, data }
    }
    return null
  }

  /** The true class of a term in a document with the line that gives it; null where it is not there. */
  const verify = async (number, claim, asks) =>
    claim.of < 2 && await inBlocks(number, 1, asks, (of) => of < 2)
    || claim.within && await inBlocks(number, claim.within, asks, (of) => of === 2)
    || claim.text && await inBlocks(number, claim.text, asks, (of) => of === 3)
    || null

  const order = (a, b) => a.sum - b.sum || a.number - b.number
  const putBack = (queue, entry) => {
    let low = 0, high = queue.length
    while (low < high) {
      const middle = low + high >> 1
      if (order(queue[middle], entry) > 0) low = middle + 1 /* the queue ends with what comes first */
      else high = middle
    }
    queue.splice(low, 0, entry)
  }

  /** A query being answered: `next(n)` gives the next results, `count` says how many there are and whether that is sure. */
  class Answer {
    constructor(plans, queue) {
      this.plans = plans
      this.queue = queue.sort(order).reverse()
      this.found = 0
    }

    get count() {
      return { number: this.found + this.queue.length, sure: this.queue.every((entry) => entry.sure) }
    }

    async next(wanted) {
      const results = []
      this.queue.slice(-wanted).forEach((entry) => this.foresee(entry))
      while (results.length < wanted && this.queue.length) {
        const entry = this.queue.pop()
        const truth = entry.truth || await this.look(entry)
        const sum = truth && truth.reduce((sum, each) => sum + each.of, 0)
        if (truth && sum === entry.sum) { results.push(this.told(entry.number, truth)); this.found++ }
        else if (truth) putBack(this.queue, { ...entry, truth, sum, sure: true })
      }
      return results
    }

    /** Has the block fetched that will be read first, so that ten results wait for each other no longer than one. */
    foresee(entry) {
      const claim = entry.claims[0], mask = claim.of < 2 ? 1 : claim.within || claim.text
      let first = 0
      while (!(mask >> first & 1)) first++
      block(entry.number, first)
    }

    async look(entry) {
      const truth = await Promise.all(this.plans.map((asks, i) => verify(entry.number, entry.claims[i], asks)))
      return truth.every(Boolean) ? truth : null
    }

    told(number, truth) {
      const data = truth[0].data
      return { number, kind: data.kind, id: data.id, at: data.at, names: data.names, about: data.about,
        sum: truth.reduce((sum, each) => sum + each.of, 0),
        lines: truth.map((each) => ({ of: each.of, line: each.line, place: each.data.p[each.line[0]], field: each.data.f[each.line[1]] })) }
    }
  }

  /** The answer to a query, `chosen` being lists of values by filter; null where there is no index. */
  const ask = async (query, chosen) => {
    const head = await start()
    if (!head) return null
    const plans = terms(query).map((term) => plan(term, head))
    if (!plans.some((asks) => asks.keys.length)) return new Answer(plans, [])
    const [kept, ...found] = await Promise.all([left(chosen || {}, head), ...plans.map((asks) => claims(asks, head))])
    const queue = []
    found[0].forEach((_, number) => {
      const own = found.map((some) => some.get(number))
      if (!own.every(Boolean) || kept && !kept.has(number)) return
      queue.push({ number, claims: own, sum: own.reduce((sum, claim) => sum + claim.of, 0), sure: own.every((claim) => claim.sure) })
    })
    return new Answer(plans, queue)
  }

  Object.assign(search, { start, ask, root })
})()
