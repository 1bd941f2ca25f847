/* Search, where a term is looked up: its keys, their shards, and what a shard's lists say (docs/dev/search.md). */
(() => {
  "use strict"
  const { runs, join, ideograph } = window.danganSearch.text
  const LONGEST = 6, TOGETHER = 4, KEYS = 4, DIGIT = 3, ANY = (1n << 180n) - 1n
  const DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
  const VALUE = new Map(Array.from(DIGITS, (digit, value) => [digit, value]))
  const BITS = new Map(Array.from(DIGITS, (digit, value) => [digit, value.toString(2).padStart(6, "0")]))
  const CRC = Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1
    return byte >>> 0
  })

  const crc32 = (text) => {
    let sum = 0xffffffff
    for (const byte of new TextEncoder().encode(text)) sum = (sum >>> 8) ^ CRC[(sum ^ byte) & 255]
    return (sum ^ 0xffffffff) >>> 0
  }
  const shard = (place, head) => "s/" + (crc32(place) % head.shards).toString(16).padStart(head.hex, "0")

  const key = (token, prefix, head) => {
    const chars = Array.from(token)
    return { token, prefix, file: shard(ideograph(chars[0]) || chars[0] === "+" ? token : join(chars, 0, TOGETHER), head) }
  }

  /** What stands where two runs meet that a reader takes for one word, such as a date: rarer than either. */
  const joints = (chars, found) => {
    const joined = found.slice(1).map((next, i) => /^[-./_:@+#&]?$/.test(join(chars, found[i].end, next.start)))
    const sizes = (one, other) => {
      const before = one.ideographic ? 1 : 3, size = one.chars.length, words = !one.ideographic && size > 2 && !/[0-9]/.test(other.chars[0])
      if (other.ideographic) return [[before, 1]]
      return [[before, 3], ...words ? size > 3 ? [[4, 3]] : [] : other.chars.length > 3 ? [[before, 4]] : []]
    }
    const joint = (one, other) => sizes(one, other).map(([before, after]) => {
      const start = one.end - Math.min(one.chars.length, before), end = other.start + Math.min(other.chars.length, after)
      return { token: "+" + join(chars, start, end), prefix: false, start, end }
    })
    return joined.flatMap((one, i) => !one ? [] : [...joint(found[i], found[i + 1]),
      ...joined[i + 1] && found[i + 1].chars.length < 3 ? joint(found[i], found[i + 2]) : []])
  }

  /** Of a run of characters the first pair, the last, and between them some that do not all begin alike. */
  const pairs = (size) => {
    const last = size - 2
    if (last < 0) return []
    return [...new Set(last < KEYS ? Array.from({ length: last + 1 }, (_, at) => at) : [0, Math.floor(last / 3) | 1, Math.floor(2 * last / 3) | 1, last])]
      .map((at) => [at, 2])
  }
  const letters = (size) => size <= LONGEST ? [[0, size]] : [[0, LONGEST], [size - LONGEST, LONGEST]]
  const ofRun = (run) => (run.ideographic ? pairs : letters)(run.chars.length).map(([at, size]) => ({
    token: join(run.chars, at, at + size), start: run.start + at, end: run.start + at + size,
    prefix: !run.ideographic && run.chars.length > 3 && run.chars.length < LONGEST,
  }))

  /** Keys by which the text of a term is looked up: all must be there. One after another that which tells most of what
      the others do not: which character follows which; a digit tells more. */
  const textKeys = (term, found, head) => {
    const chars = Array.from(term), all = [...joints(chars, found), ...found.flatMap(ofRun)], told = new Set(), keys = []
    const digit = (char) => char >= "0" && char <= "9"
    const weight = (at) => told.has(at) ? 0 : digit(chars[at]) || digit(chars[at + 1]) ? DIGIT : 1
    const links = ({ start, end }) => Array.from({ length: end - start - 1 }, (_, i) => start + i)
    while (all.length && keys.length < KEYS) {
      const gains = all.map((place) => links(place).reduce((sum, at) => sum + weight(at), 0)), best = Math.max(...gains)
      if (keys.length && !best) break
      const place = all[gains.indexOf(best)]
      links(place).forEach((at) => told.add(at))
      keys.push(key(place.token, place.prefix, head))
    }
    return keys
  }

  /** All that a text may be looked up by besides: what stands in long runs between the keys that were chosen. */
  const otherKeys = (found, keys, head) => {
    const taken = new Set(keys.filter((each) => !each.prefix).map((each) => each.token)), of = (run) => {
      const size = run.ideographic ? 2 : LONGEST
      return [...new Set(Array.from({ length: Math.max(0, run.chars.length - size + 1) }, (_, at) => join(run.chars, at, at + size)))]
    }
    return found.flatMap(of).filter((token) => !taken.has(token)).map((token) => key(token, false, head))
  }

  /** Keys by which a name is looked up as it sounds: one is enough. `sure` where the list leaves no doubt. */
  const soundKeys = (term, head) => {
    if (!/^[a-z0-9]{2,}$/.test(term)) return []
    return [["~", LONGEST], ["^", 4]].map(([mark, size]) => ({
      token: mark + term.slice(0, size), prefix: mark === "~" && term.length > 3 && term.length < size,
      sure: term.length <= size, file: shard(term.slice(0, TOGETHER), head),
    }))
  }

  /** All that the lists have to be asked for one term. */
  const plan = (term, head) => {
    const found = runs(term), text = textKeys(term, found, head)
    const single = !text.length && found.find((run) => run.ideographic)
    const keys = single ? [key(single.chars[0], false, head)] : text
    return {
      term,
      names: !text.length,
      keys,
      others: text.length ? otherKeys(found, keys, head) : [],
      first: keys.find((each) => term.startsWith(each.token)), /* what the term begins, begins with this */
      sounds: soundKeys(term, head),
      sure: keys.length === 1 && keys[0].token === term,
    }
  }

  const bitsOf = (text) => Array.from(text, (digit) => BITS.get(digit)).join("")

  /** Ascending numbers: a digit says how many bits of what lies between are written as they are, after as many ones as are beyond. */
  const numbers = (text) => {
    const found = [], plain = VALUE.get(text[0]), bits = bitsOf(text.slice(1))
    let last = -1, at = 0
    for (let zero = bits.indexOf("0"); zero >= 0; zero = bits.indexOf("0", at)) {
      const end = zero + 1 + plain
      last += (zero - at) * 2 ** plain + parseInt(bits.slice(zero, end), 2) + 1
      found.push(last)
      at = end
    }
    return found
  }

  /** A number of few bits where it is small, and where it ends. */
  const step = (bits, at, least) => {
    const zero = bits.indexOf("0", at), size = least + zero - at, end = zero + 1 + size
    return [2 ** size + parseInt(bits.slice(zero, end), 2) - 2 ** least, end]
  }
  /** The masks that stand one after another: how many blocks and where, or a bit for each. */
  const masks = (text) => {
    const found = [], bits = bitsOf(text), bit = (place) => 1n << BigInt(place)
    for (let at = 0; bits.indexOf("0", at) >= 0;) {
      let count = 0, place = 0, more = 0, mask = 0n
      while (count < 3 && bits[at + count] === "1") count++
      const many = count === 3
      at += count++ + 1
      if (many && bits[at - 1] === "1") {
        const start = at + 8, last = parseInt(bits.slice(at, start), 2)
        for (place = 0; place < last; place++) if (bits[start + place] === "1") mask |= bit(place)
        mask |= bit(last)
        at = start + last
      } else {
        if (many) {
          [more, at] = step(bits, at, 1)
          count += more
        }
        [place, at] = step(bits, at, 2)
        for (mask = bit(place); count > 1; count--) {
          [more, at] = step(bits, at, 1)
          mask |= bit(place += more + 1)
        }
      }
      found.push(mask)
    }
    return found
  }

  /** The lists T, H, N and S of a token by number: masks; all blocks where they stand in pieces, and in how many they do. */
  const entry = (token, text) => {
    const said = text.split("|"), cut = [false, false, false, false]
    const lists = cut.map((_, which) => {
      const [ascending, beside] = (said[which] || "").split(":"), all = numbers(ascending), found = new Map()
      const told = beside === undefined ? null : masks(beside)
      cut[which] = which < 2 && all.length > 0 && !told && token[0] !== "@"
      all.forEach((number, i) => found.set(number, told ? told[i] : which < 2 ? ANY : 1n))
      return found
    })
    return { token, cut, lists, pieces: 1 << 32 - Math.clz32(Math.max(0, Math.max(lists[0].size, lists[1].size) - 1) >> 9) }
  }
  const entries = new WeakMap()
  /** What a shard has of a key: the tokens that it is or begins. */
  const fitting = (shard, asked) => {
    if (!entries.has(shard)) entries.set(shard, new Map())
    const known = entries.get(shard)
    const tokens = asked.prefix ? Object.keys(shard).filter((token) => token.startsWith(asked.token))
      : Object.prototype.hasOwnProperty.call(shard, asked.token) ? [asked.token] : []
    return tokens.map((token) => {
      if (!known.has(token)) known.set(token, entry(token, shard[token]))
      return known.get(token)
    })
  }

  const placeOf = (number, pieces, head) => Math.min(Math.floor(number * pieces / 2 ** head.bits), pieces - 1)
  /** The piece that has the blocks of a document in a token's long lists, and its file. */
  const piece = ({ token, pieces }, number, head) => {
    const name = token + " " + placeOf(number, pieces, head)
    return { name, file: "m/" + (crc32(name) % head.files).toString(16).padStart((head.files - 1).toString(16).length, "0") }
  }
  /** The blocks of all documents of a piece in one list. */
  const ofPiece = (said, { lists, pieces }, which, number, head) => {
    const own = placeOf(number, pieces, head), told = masks((said || "").split("|")[which] || "")
    return new Map([...lists[which].keys()].filter((each) => placeOf(each, pieces, head) === own).map((each, i) => [each, told[i] || ANY]))
  }

  Object.assign(window.danganSearch, { plan, fitting, piece, ofPiece, crc32, shard, ANY })
})()
