/* Search, from a query to documents in order: claims from the lists, then each is held against its text (docs/dev/search.md). */
(() => {
  "use strict"
  const search = window.danganSearch
  const { terms, learn, slices } = search.text
  const { plan, fitting, piece, ofPiece, shard, classOf } = search
  const NO = 4, LISTS = [0, 1, 2, 3], MORE = 3, MISSES = 2
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

  /** The files that it takes to tell the blocks of a document. */
  const asksOf = ({ tokens }, number, head) => tokens.filter((token) => LISTS.some((which) => token.cut[which] && token.lists[which].has(number)))
    .map((token) => piece(token, number, head).file)
  /** What one document has of a key, with the blocks that pieces tell. */
  const masksOf = async ({ tokens }, number, head) => {
    const told = [0n, 0n, 0n, 0n]
    for (const token of tokens) for (const which of LISTS) {
      if (!token.lists[which].has(number)) continue
      if (token.cut[which]) {
        const { name, file } = piece(token, number, head), place = name + " " + which
        const data = await load(file)
        if (!pieces.has(place)) pieces.set(place, ofPiece(data && data[name], token, which, number, head))
        told[which] |= pieces.get(place).get(number)
      } else told[which] |= token.lists[which].get(number)
    }
    return told
  }
  const pieces = new Map()

  /** One term looked up: by number the classes that each document may have (S, N, H, T) with the blocks to look into, 0
      where there are none; and which class it surely has at the least. */
  class Claims {
    constructor(asks, head, shards) {
      const found = (all) => all.map((each) => this.found(each, shards.get(each.file)))
      this.asks = asks
      this.head = head
      this.keys = found(asks.keys)
      this.sounds = found(asks.sounds)
      this.others = [...asks.others]
      this.brought = new Set()
      this.missed = 0
      this.sure = asks.sure && this.sounds.every((each) => !each.tokens.length)
      this.lookUp()
    }

    found(each, shard) {
      const tokens = fitting(shard, each)
      return { ...each, tokens, lists: merged(tokens) }
    }

    /** Begins anew with what the keys say of all documents. */
    lookUp() {
      this.lists = [...this.keys, ...this.sounds]
      const longest = ({ lists }) => Math.max(...lists.map((list) => list.size))
      this.byLength = [...this.lists].sort((a, b) => longest(a) - longest(b))
      this.all = new Map()
      if (this.keys.length) this.ways(this.keys.map((each) => each.lists), every)
        .forEach((masks, of) => this.claim(masks, of, this.asks.sure))
      this.sounds.forEach((each) => [S, N, H].forEach((which, of) => this.claim(each.lists[which], of, each.sure)))
    }

    /** It was not where its lists led: now and then one more key is asked. */
    async miss() {
      const key = ++this.missed % MISSES ? null : this.others.shift()
      if (!key) return
      this.keys.push(this.found(key, await load(key.file) || {}))
      this.lookUp()
    }

    /** By class, of lists or of one document: a name begins with a term only by the key that the term begins with. */
    ways(found, all) {
      const first = this.asks.keys.indexOf(this.asks.first), none = all === every ? new Map() : 0n
      return [all(found.map((lists, i) => lists[i === first ? S : N])), all(found.map((lists) => lists[N])),
        all(found.map((lists) => lists[H])), this.asks.names ? none : all(found.map((lists) => lists[T]))]
    }

    claim(masks, of, sure) {
      masks.forEach((mask, number) => {
        if (!this.all.has(number)) this.all.set(number, { ways: [0n, 0n, 0n, 0n], sure: NO, asked: 0, told: null })
        const entry = this.all.get(number)
        entry.ways[of] |= mask
        if (sure) entry.sure = Math.min(entry.sure, of)
      })
    }

    /** Whether something is to be fetched to learn more of where its best class is. */
    costs(number) {
      const claim = this.all.get(number)
      return !single(claim.ways[bestOf(claim)]) && this.byLength.slice(claim.asked).some((each) => this.dear(each, number))
    }

    dear(each, number) {
      return asksOf(each, number, this.head).some((file) => !this.brought.has(file))
    }

    /** Asks for the blocks of a document, of the rarest key first, until one alone is to be read for that class. Ahead of
        its time nothing is noted. */
    async refine(number, of, ahead) {
      const known = this.all.get(number)
      if (!known) return { ways: [0n, 0n, 0n, 0n] } /* while another document was looked at, a key was added */
      const claim = ahead ? { ...known, told: known.told && new Map(known.told) } : known
      for (; of >= 0 && claim.asked < this.byLength.length; claim.asked++) {
        const mask = claim.ways[of], each = this.byLength[claim.asked]
        if (!mask || single(mask) && this.missed < MISSES && this.dear(each, number)) break
        if (!ahead) asksOf(each, number, this.head).forEach((file) => this.brought.add(file))
        claim.told = claim.told || new Map(this.lists.map((one) => [one, one.lists.map((list) => list.get(number) || 0n)]))
        claim.told.set(each, await masksOf(each, number, this.head))
        claim.ways = this.told([...claim.told.values()])
      }
      return claim
    }

    /** By class, from what each key says of one document. */
    told(masks) {
      const size = this.keys.length, heard = masks.slice(size)
      const text = size ? this.ways(masks.slice(0, size), (some) => some.reduce(and)) : [0n, 0n, 0n, 0n]
      return text.map((mask, of) => heard.map((each) => of < NO - 1 ? each[PLACES[of]] : 0n).reduce(or, mask))
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

  /** The first line of the best class in one block. */
  const best = (data, asks) => (data ? data.l : []).reduce((found, line) => {
    const of = classOf(line, asks.term, asks.names)
    return of < found.of ? { of, line, data } : found
  }, { of: NO })
  /** The first line of the best class in those blocks, or of that class in the first that has one. */
  const look = async (number, mask, common, asks, wanted) => {
    let found = { of: NO }
    for (const place of wanted < 2 ? [0] : places(mask, common)) {
      const here = best(await block(number, place), asks)
      if (here.of < found.of) found = here
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
      const line = await look(number, mask, common, found.asks, of)
      if (line.of <= of) return line
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

    /** With what is known by now; null where a term is nowhere in it. */
    known(entry) {
      const claims = this.terms.map((found) => found.all.get(entry.number))
      return claims.every((claim) => claim && bestOf(claim) >= 0) ? { ...entry, claims } : null
    }

    get count() {
      return { number: this.found + this.queue.length, sure: this.queue.every((entry) => entry.sure) }
    }

    async next(wanted, brief) {
      const results = []
      this.queue.slice(-wanted).forEach((entry) => this.foresee(entry, brief))
      while (results.length < wanted && this.queue.length) {
        const entry = this.known(this.queue.pop())
        if (!entry) continue
        if (!entry.refined) entry.truth = await this.inOne(entry, brief)
        if (!entry.refined && !entry.truth) {
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

    /** The block that is read first, where the lists tell it and it costs more to learn what others there are; -1 if not so. */
    likely(entry, brief) {
      if (brief || this.terms.length < 2 || !this.terms.some((found) => found.costs(entry.number))) return -1
      const common = this.common(entry)
      return common && single(common) ? lowest(common) : -1
    }

    /** What has all that is claimed in one block, null if none has: where it is to be read anyway, others need not be asked for. */
    async inOne(entry, brief) {
      const place = this.likely(entry, brief)
      if (place < 0) return null
      const data = await block(entry.number, place), truth = this.terms.map((found) => best(data, found.asks))
      return truth.every((each, i) => each.of === bestOf(entry.claims[i])) ? truth : null
    }

    /** Whether every term may still be there, by the blocks that it stands in. */
    async refined(entry, brief) {
      for (const i of this.read(entry, brief))
        if (bestOf(await this.terms[i].refine(entry.number, bestOf(entry.claims[i]))) < 0) return false
      return true
    }

    /** The blocks to read first. */
    common({ claims }) {
      return claims.some((claim) => bestOf(claim) < 2) ? 1n : claims.map((claim) => claim.ways.reduce(or)).reduce(and)
    }

    /** Has the blocks fetched that will be read first, so that ten results wait for each other no longer than one. */
    async foresee(stands, brief) {
      const entry = this.known(stands)
      if (!entry) return
      const place = this.likely(entry, brief)
      if (place >= 0) return void block(entry.number, place)
      const read = this.read(entry, brief)
      const claims = await Promise.all(entry.claims.map((claim, i) => read.includes(i) ? this.terms[i].refine(entry.number, bestOf(claim), true) : claim))
      if (claims.some((claim, i) => bestOf(claim) !== bestOf(entry.claims[i]))) return
      const common = this.common({ claims })
      read.forEach((i) => block(entry.number, first(claims[i].ways[bestOf(claims[i])], common, bestOf(claims[i]))))
    }

    /** The line of each term; those that are surely there are read last, and not where another is not there. */
    async look(entry, brief) {
      const read = this.read(entry, brief), common = this.common(entry), truth = entry.claims.map((claim) => ({ of: bestOf(claim) }))
      for (const i of [...read].sort((a, b) => this.terms[a].sure - this.terms[b].sure)) {
        truth[i] = await verify(entry.number, this.terms[i], common)
        if (!truth[i]) {
          await this.terms[i].miss()
          return null
        }
      }
      return truth
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
