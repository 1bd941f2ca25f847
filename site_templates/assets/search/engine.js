/* Search, from a query to documents in order: claims from the lists, then each is held against its text (docs/dev/search.md). */
(() => {
  "use strict"
  const search = window.danganSearch
  const { terms, learn, slices } = search.text
  const { plan, fitting, stripe, ofStripe, shard, classOf } = search
  const NO = 4, LISTS = [0, 1, 2, 3], MORE = 3
  const [T, H, N, S] = LISTS, PLACES = [S, N, H, T] /* the list of each class */
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
  /** The head; null where there is no index: then it is asked for again by the next. */
  const start = () => ready = ready || again("head").then((head) => head || (ready = null))
  const again = (name) => load(name).then((data) => {
    if (!data) asked.delete(name)
    return data
  })
  /** What it takes to fold: for letters and digits alone nothing that has to be fetched. */
  const folding = async (query) => {
    const pairs = await Promise.all(slices(query).map((slice) => again("fold/" + slice)))
    pairs.filter(Boolean).forEach(learn)
    return pairs.every((each) => each !== null)
  }

  const any = (mask) => mask !== 0n
  const or = (a, b) => a | b
  const and = (a, b) => a & b
  /** What is in all lists, with the blocks that all of them allow. */
  const every = (found) => {
    const all = new Map(), least = found.reduce((a, b) => b.size < a.size ? b : a)
    least.forEach((first, number) => {
      const mask = found.reduce((mask, list) => mask && mask & (list.get(number) || 0n), first)
      if (mask) all.set(number, mask)
    })
    return all
  }
  const bestOf = (claim) => claim.ways.findIndex(any)
  const lowest = (mask) => {
    let place = 0
    for (; !(mask & 1n); mask >>= 1n) place++
    return place
  }
  const single = (mask) => !(mask & mask - 1n)

  /** The lists of several tokens put together. */
  const merged = (tokens) => tokens.length === 1 ? tokens[0].lists : LISTS.map((which) => {
    const all = new Map()
    tokens.forEach(({ lists }) => lists[which].forEach((mask, number) => all.set(number, (all.get(number) || 0n) | mask)))
    return all
  })

  /** What one document has of a key, with the blocks that stripes tell. */
  const masksOf = async ({ file, tokens }, number, head) => {
    const told = [0n, 0n, 0n, 0n]
    for (const token of tokens) for (const which of LISTS) {
      if (!token.lists[which].has(number)) continue
      if (token.cut[which]) {
        const name = stripe(file, number, head), place = token.token + " " + which + " " + name
        const data = await load(name)
        if (!stripes.has(place)) stripes.set(place, ofStripe(data, token, which, number, head))
        told[which] |= stripes.get(place).get(number)
      } else told[which] |= token.lists[which].get(number)
    }
    return told
  }
  const stripes = new Map()

  /** One term looked up: by number the classes that each document may have (S, N, H, T) with the blocks to look into, 0
      where there are none; and which class it surely has at the least. */
  class Claims {
    constructor(asks, head, shards) {
      const found = (all) => all.map((each) => ({ ...each, tokens: fitting(shards.get(each.file), each) }))
      this.asks = asks
      this.head = head
      this.keys = found(asks.keys)
      this.sounds = found(asks.sounds)
      this.all = new Map()
      if (this.keys.length) this.ways(this.keys.map((each) => merged(each.tokens)), every)
        .forEach((masks, of) => this.claim(masks, of, asks.sure))
      this.sounds.forEach((each) => {
        const heard = merged(each.tokens)
        ;[S, N, H].forEach((which, of) => this.claim(heard[which], of, each.sure))
      })
    }

    /** By class, of lists or of one document: a name begins with a term only by the key that the term begins with. */
    ways(found, all) {
      const first = this.asks.keys.indexOf(this.asks.first), none = all === every ? new Map() : 0n
      return [all(found.map((lists, i) => lists[i === first ? S : N])), all(found.map((lists) => lists[N])),
        all(found.map((lists) => lists[H])), this.asks.names ? none : all(found.map((lists) => lists[T]))]
    }

    claim(masks, of, sure) {
      masks.forEach((mask, number) => {
        if (!this.all.has(number)) this.all.set(number, { ways: [0n, 0n, 0n, 0n], sure: NO, exact: false })
        const entry = this.all.get(number)
        entry.ways[of] |= mask
        if (sure) entry.sure = Math.min(entry.sure, of)
      })
    }

    /** Asks for the blocks of a document, unless one alone is to be read for that class. */
    async refine(number, of) {
      const claim = this.all.get(number)
      if (claim.exact || of < 0 || single(claim.ways[of])) return claim
      const ask = (each) => masksOf(each, number, this.head)
      const [keys, sounds] = await Promise.all([Promise.all(this.keys.map(ask)), Promise.all(this.sounds.map(ask))])
      const text = keys.length ? this.ways(keys, (masks) => masks.reduce(and)) : [0n, 0n, 0n, 0n]
      claim.ways = text.map((mask, of) => sounds.map((masks) => of < NO - 1 ? masks[PLACES[of]] : 0n).reduce(or, mask))
      claim.exact = true
      return claim
    }
  }

  const claims = async (asks, head) => {
    const files = [...new Set([...asks.keys, ...asks.sounds].map((each) => each.file))]
    return new Claims(asks, head, new Map(await Promise.all(files.map(async (file) => [file, await load(file) || {}]))))
  }

  /** Numbers of the documents that the filters leave; null where nothing is chosen. */
  const left = async (chosen, head) => {
    let kept = null
    for (const [name, values] of Object.entries(chosen)) {
      if (!values.length) continue
      const some = new Set()
      for (const value of values) {
        const token = "@" + name + "=" + value, file = shard(token, head)
        merged(fitting(await load(file) || {}, { token, prefix: false }))[T].forEach((_, number) => some.add(number))
      }
      kept = kept ? new Set([...kept].filter((number) => some.has(number))) : some
    }
    return kept
  }

  const block = async (number, place) => {
    const data = await load("d/" + number + "-" + place)
    if (data && data.t) learn(data.t)
    return data
  }

  /** The places of the blocks that a mask allows, the common ones first. */
  const places = (mask, common) => {
    const likely = mask & common || mask, all = []
    for (let some of [likely, mask & ~likely]) for (; some; some &= some - 1n) all.push(lowest(some))
    return all
  }
  const first = (mask, common, of) => of < 2 ? 0 : lowest(mask & common || mask)

  /** The first line of the best class in those blocks, or of that class in the first that has one. */
  const look = async (number, mask, common, asks, wanted) => {
    let found = { of: NO }
    for (const place of wanted < 2 ? [0] : places(mask, common)) {
      const data = await block(number, place)
      ;(data ? data.l : []).forEach((line) => {
        const of = classOf(line, asks.term, asks.names)
        if (of < found.of) found = { of, line, data }
      })
      if (found.of <= wanted) break
    }
    return found
  }

  /** The true class of a term in a document with the line that gives it; null where it is not there. */
  const verify = async (number, found, common) => {
    for (let of = 0; of < NO; of++) {
      if (any(found.all.get(number).ways[of])) await found.refine(number, of)
      const mask = found.all.get(number).ways[of]
      if (!mask) continue
      const best = await look(number, mask, common, found.asks, of)
      if (best.of <= of) return best
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
    constructor(plans, found, numbers) {
      this.plans = plans
      this.terms = found
      this.queue = numbers.map((number) => this.entry(number)).sort(order).reverse()
      this.found = 0
    }

    entry(number) {
      const claims = this.terms.map((found) => found.all.get(number))
      return { number, claims, sum: claims.reduce((sum, claim) => sum + bestOf(claim), 0), sure: claims.every((claim) => claim.sure < NO) }
    }

    get count() {
      return { number: this.found + this.queue.length, sure: this.queue.every((entry) => entry.sure) }
    }

    async next(wanted, brief) {
      const results = []
      this.queue.slice(-wanted).forEach((entry) => this.foresee(entry, brief))
      while (results.length < wanted && this.queue.length) {
        const entry = this.queue.pop()
        if (!entry.refined) {
          if (await this.refined(entry, brief)) putBack(this.queue, { ...this.entry(entry.number), refined: true })
          continue
        }
        const truth = entry.truth || await this.look(entry, brief)
        const sum = truth && truth.reduce((sum, each) => sum + each.of, 0)
        if (truth && sum === entry.sum) { results.push(this.told(entry.number, truth, brief)); this.found++ }
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

    /** Whether every term may still be there, by the blocks that it stands in. */
    async refined(entry, brief) {
      await Promise.all(this.read(entry, brief).map((i) => this.terms[i].refine(entry.number, bestOf(entry.claims[i]))))
      return entry.claims.every((claim) => bestOf(claim) >= 0)
    }

    /** The blocks to read first. */
    common({ claims }) {
      return claims.some((claim) => bestOf(claim) < 2) ? 1n : claims.map((claim) => claim.ways.reduce(or)).reduce(and)
    }

    /** Has the blocks fetched that will be read first, so that ten results wait for each other no longer than one. */
    async foresee(entry, brief) {
      if (!await this.refined(entry, brief) || this.entry(entry.number).sum !== entry.sum) return
      const common = this.common(entry)
      this.read(entry, brief).forEach((i) => {
        const best = bestOf(entry.claims[i])
        block(entry.number, first(entry.claims[i].ways[best], common, best))
      })
    }

    async look(entry, brief) {
      const read = this.read(entry, brief), common = this.common(entry)
      const truth = await Promise.all(this.terms.map((found, i) => read.includes(i)
        ? verify(entry.number, found, common) : { of: bestOf(entry.claims[i]) }))
      return truth.every(Boolean) ? truth : null
    }

    /** Other lines of the blocks that were read: what else was found there costs nothing. */
    more(seen) {
      const told = new Set(seen.map((each) => each.line)), blocks = [...new Set(seen.map((each) => each.data))]
      const found = blocks.flatMap((data) => data.l.filter((line) => line.length === 3 && !told.has(line)
        && this.plans.some((asks) => classOf(line, asks.term, asks.names) < NO)).map((line) => this.line(line, 3, data)))
      return found.slice(0, MORE)
    }

    line(line, of, data) {
      return { of, line, place: data.p[line[0]], field: data.f[line[1]],
        names: data.l.filter((other) => other.length > 3 && other[0] === line[0]) }
    }

    told(number, truth, brief) {
      const seen = truth.filter((each) => each.line), { kind, id, at, names, about } = seen[0].data
      return { number, kind, id, at, names, about,
        sum: truth.reduce((sum, each) => sum + each.of, 0),
        lines: seen.map(({ of, line, data }) => this.line(line, of, data)),
        more: brief ? [] : this.more(seen) }
    }
  }

  /** The answer to a query, `chosen` being lists of values by filter; null where there is no index. */
  const ask = async (query, chosen) => {
    const [head, folds] = await Promise.all([start(), folding(query)])
    if (!head || !folds) return null
    const plans = terms(query).map((term) => plan(term, head))
    if (!plans.some((asks) => asks.keys.length)) return new Answer(plans, [], [])
    const [kept, ...found] = await Promise.all([left(chosen || {}, head), ...plans.map((asks) => claims(asks, head))])
    const least = found.reduce((a, b) => b.all.size < a.all.size ? b : a)
    const numbers = [...least.all.keys()].filter((number) => (!kept || kept.has(number)) && found.every((one) => one.all.has(number)))
    return new Answer(plans, found, numbers)
  }

  Object.assign(search, { start, ask, root, filters: () => again("filters") })
})()
