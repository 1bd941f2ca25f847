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

  let ready = null, learnt = null, span = 6 /* blocks that a mask can tell apart */
  /** The head; null where there is no index: then it is asked for again by the next. */
  const start = () => ready = ready || load("head").then((head) => {
    if (head) span = 6 * head.mask
    else { ready = null; asked.delete("head") }
    return head
  })
  /** What it takes to fold: for letters and digits alone nothing that has to be fetched. */
  const folding = (query) => /^[\0-\x7f]*$/.test(query) || (learnt = learnt || load("fold").then((pairs) => {
    if (pairs) learn(pairs)
    else { learnt = null; asked.delete("fold") }
    return !!pairs
  }))

  /** What is in all lists, with the blocks that all of them allow. */
  const every = (found) => {
    const all = new Map()
    found[0].forEach((first, number) => {
      const mask = found.reduce((mask, list) => mask & (list.get(number) || 0), first)
      if (mask) all.set(number, mask)
    })
    return all
  }
  const bestOf = (claim) => claim.ways.findIndex(Boolean)
  const lowest = (mask) => 31 - Math.clz32(mask & -mask)

  /** Documents that may hold the term: by class (S, N, H, T) the blocks to look into, 0 where there are none; and which
      class it surely has at the least. */
  const claims = async (asks, head) => {
    const files = [...new Set([...asks.keys, ...asks.sounds].map((each) => each.file))]
    const shards = new Map(await Promise.all(files.map(async (file) => [file, await load(file) || {}])))
    const all = new Map()
    const claim = (masks, of, sure) => masks.forEach((mask, number) => {
      if (!all.has(number)) all.set(number, { ways: [0, 0, 0, 0], sure: NO })
      const entry = all.get(number)
      entry.ways[of] |= mask
      if (sure) entry.sure = Math.min(entry.sure, of)
    })
    const look = (each) => lists(shards.get(each.file), each, head)
    const found = asks.keys.map(look), begins = asks.keys.indexOf(asks.first)
    if (found.length) {
      claim(every(found.map((list, i) => i === begins ? list.S : list.N)), 0, asks.sure)
      claim(every(found.map((list) => list.N)), 1, asks.sure)
      claim(every(found.map((list) => list.H)), 2, asks.sure)
      if (!asks.names) claim(every(found.map((list) => list.T)), 3, asks.sure)
    }
    asks.sounds.forEach((each) => {
      const heard = look(each)
      ;[heard.S, heard.N, heard.H].forEach((masks, of) => claim(masks, of, each.sure))
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
        lists(await load(file) || {}, { token, prefix: false, file }, head).T.forEach((_, number) => some.add(number))
      }
      kept = kept ? new Set([...kept].filter((number) => some.has(number))) : some
    }
    return kept
  }

  const block = (number, place) => load("d/" + number + "-" + place)

  /** The places of the blocks that a mask allows, the common ones first; that of the lowest bit is surely there. */
  const places = (mask, common, of) => {
    const likely = mask & common || mask, first = lowest(likely), all = []
    for (let place = 0; place < of; place++) if (mask >> place % span & 1 && place !== first) all.push(place)
    const later = (place) => likely >> place % span & 1 ? 0 : 1
    return all.sort((a, b) => later(a) - later(b) || a - b)
  }

  /** The first line of the best class in those blocks, or of that class in the first that has one. */
  const look = async (number, mask, common, asks, wanted) => {
    let found = { of: NO }
    const read = (data) => (data ? data.l : []).forEach((line) => {
      const of = classOf(line, asks.term, asks.names)
      if (of < found.of) found = { of, line, data }
    })
    const first = await block(number, wanted < 2 ? 0 : lowest(mask & common || mask))
    read(first)
    if (wanted < 2 || !first) return found
    for (const place of places(mask, common, first.of)) {
      if (found.of <= wanted) break
      read(await block(number, place))
    }
    return found
  }

  /** The true class of a term in a document with the line that gives it; null where it is not there. */
  const verify = async (number, claim, common, asks) => {
    for (let of = 0; of < NO; of++) {
      if (!claim.ways[of]) continue
      const found = await look(number, claim.ways[of], common, asks, of)
      if (found.of <= of) return found
    }
    return null
  }

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

  /** A query being answered: `next(n)` gives the next results, `count` says how many there are and whether that is sure.
      In brief a result has no lines for terms that are surely there, but for one: that is read which it takes to show it. */
  class Answer {
    constructor(plans, queue) {
      this.plans = plans
      this.queue = queue.sort(order).reverse()
      this.found = 0
    }

    get count() {
      return { number: this.found + this.queue.length, sure: this.queue.every((entry) => entry.sure) }
    }

    async next(wanted, brief) {
      const results = []
      this.queue.slice(-wanted).forEach((entry) => this.foresee(entry, brief))
      while (results.length < wanted && this.queue.length) {
        const entry = this.queue.pop()
        const truth = entry.truth || await this.look(entry, brief)
        const sum = truth && truth.reduce((sum, each) => sum + each.of, 0)
        if (truth && sum === entry.sum) { results.push(this.told(entry.number, truth)); this.found++ }
        else if (truth) putBack(this.queue, { ...entry, truth, sum, sure: true })
      }
      return results
    }

    /** Which terms are to be read. */
    read(entry, brief) {
      const all = entry.claims.map((_, i) => i), classes = entry.claims.map(bestOf)
      const open = all.filter((i) => entry.claims[i].sure > classes[i])
      return !brief ? all : open.length ? open : [classes.indexOf(Math.min(...classes))]
    }

    /** Has the blocks fetched that will be read first, so that ten results wait for each other no longer than one. */
    foresee(entry, brief) {
      this.read(entry, brief).forEach((i) => {
        const best = bestOf(entry.claims[i]), mask = entry.claims[i].ways[best]
        block(entry.number, best < 2 ? 0 : lowest(mask & entry.common || mask))
      })
    }

    async look(entry, brief) {
      const read = this.read(entry, brief)
      const truth = await Promise.all(this.plans.map((asks, i) => read.includes(i)
        ? verify(entry.number, entry.claims[i], entry.common, asks) : { of: bestOf(entry.claims[i]) }))
      return truth.every(Boolean) ? truth : null
    }

    told(number, truth) {
      const seen = truth.filter((each) => each.line), { kind, id, at, names, about } = seen[0].data
      return { number, kind, id, at, names, about,
        sum: truth.reduce((sum, each) => sum + each.of, 0),
        lines: seen.map(({ of, line, data }) => ({ of, line, place: data.p[line[0]], field: data.f[line[1]],
          names: data.l.filter((other) => other.length > 3 && other[0] === line[0]) })) }
    }
  }

  /** The answer to a query, `chosen` being lists of values by filter; null where there is no index. */
  const ask = async (query, chosen) => {
    const [head, folds] = await Promise.all([start(), folding(query)])
    if (!head || !folds) return null
    const plans = terms(query).map((term) => plan(term, head))
    if (!plans.some((asks) => asks.keys.length)) return new Answer(plans, [])
    const [kept, ...found] = await Promise.all([left(chosen || {}, head), ...plans.map((asks) => claims(asks, head))])
    const queue = []
    found[0].forEach((_, number) => {
      const own = found.map((some) => some.get(number))
      if (!own.every(Boolean) || kept && !kept.has(number)) return
      const masks = own.map((claim) => claim.ways.reduce((all, mask) => all | mask))
      queue.push({
        number, claims: own, sum: own.reduce((sum, claim) => sum + bestOf(claim), 0), sure: own.every((claim) => claim.sure < NO),
        common: own.some((claim) => bestOf(claim) < 2) ? 1 : masks.reduce((all, mask) => all & mask),
      })
    })
    return new Answer(plans, queue)
  }

  Object.assign(search, { start, ask, root })
})()
