/* Search, where a term is looked up: its keys, their shards, and what a shard's lists say (docs/dev/search.md). */
(() => {
  "use strict"
  const { fold, runs, pairs, join, ideograph, sort, LONGEST, PAIRS, KEYS } = window.danganSearch.text
  const DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
  const VALUE = new Map(Array.from(DIGITS, (digit, value) => [digit, value]))
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
    return { token, prefix, size: chars.length, file: shard(ideograph(chars[0]) ? token : join(chars, 0, 3), head) }
  }

  const ofRun = (run, head) => {
    const size = run.chars.length
    if (size <= 2) return [key(join(run.chars, 0, size), false, head)]
    const first = key(join(run.chars, 0, LONGEST), size < LONGEST, head)
    return size > LONGEST ? [first, key(join(run.chars, size - LONGEST), false, head)] : [first]
  }

  /** What stands where two runs meet that a reader takes for one word, such as a date: rarer than either. */
  const joints = (term, found, head) => {
    const chars = Array.from(term)
    const end = ({ chars, ideographic }) => join(chars, Math.max(0, chars.length - (ideographic ? 1 : 3)))
    const beginning = ({ chars, ideographic }) => join(chars, 0, ideographic ? 1 : 3)
    const between = found.slice(1).map((next, i) => join(chars, found[i].end, next.start))
    const joined = between.map((gap) => /^[-./_:@+#&]?$/.test(gap))
    const tokens = between.flatMap((gap, i) => [
      ...joined[i] ? [end(found[i]) + gap + beginning(found[i + 1])] : [],
      ...joined[i] && joined[i + 1] && found[i + 1].chars.length < 3
        ? [end(found[i]) + gap + found[i + 1].chars.join("") + between[i + 1] + beginning(found[i + 2])] : [],
    ])
    return tokens.map((token) => ({ token: "+" + token, prefix: false, size: Array.from(token).length + 1, file: shard("+" + token, head) }))
  }

  /** Keys by which the text of a term is looked up: all must be there. */
  const textKeys = (term, found, head) => {
    const twos = found.filter((run) => run.ideographic && run.chars.length > 1).flatMap((run) => pairs(run.chars)).slice(0, PAIRS)
    const all = [...joints(term, found, head), ...twos.map((pair) => key(pair, false, head)), ...found.filter((run) => !run.ideographic).flatMap((run) => ofRun(run, head))]
    const once = all.filter((each, i) => all.findIndex((one) => one.token === each.token && one.prefix === each.prefix) === i)
    return once.sort((a, b) => b.size - a.size).slice(0, KEYS)
  }

  /** Keys by which a name is looked up as it sounds: one is enough. `sure` where the list leaves no doubt. */
  const soundKeys = (term, head) => {
    if (!/^[a-z0-9]{2,}$/.test(term)) return []
    const short = term.length === 2
    return [["~", LONGEST], ["^", 4]].map(([mark, size]) => ({
      token: mark + term.slice(0, size), prefix: !short, sure: term.length <= size,
      file: shard(term.slice(0, 3), head),
    }))
  }

  /** All that the lists have to be asked for one term. */
  const plan = (term, head) => {
    const found = runs(term), text = textKeys(term, found, head)
    const single = !text.length && found.find((run) => run.ideographic)
    const keys = single ? [key(single.chars[0], false, head)] : text
    const whole = keys.length === 1 && found.length === 1 && found[0].chars.length <= LONGEST && found[0].chars.join("") === term
    return {
      term,
      names: !text.length,
      keys,
      first: keys.find((each) => term.startsWith(each.token)), /* what the term begins, begins with this */
      sounds: soundKeys(term, head),
      sure: whole && (!found[0].ideographic || found[0].chars.length === 2),
    }
  }

  /** Numbers and masks of one list. */
  const read = (list, { width, mask }) => {
    const found = new Map()
    const value = (text, start, length) => {
      let value = 0
      for (let digit = start; digit < start + length; digit++) value = value * 64 + VALUE.get(text[digit])
      return value
    }
    if (list && list[0] === "*") {
      const [bitmap, masks] = list.slice(1).split("*")
      for (let i = 0, seen = 0; i < bitmap.length; i++)
        for (let bit = 0, bits = VALUE.get(bitmap[i]); bits >> bit; bit++)
          if (bits >> bit & 1) found.set(i * 6 + bit, value(masks, mask * seen++, mask))
      return found
    }
    for (let i = 0; list && i < list.length; i += width + mask) found.set(value(list, i, width), value(list, i + width, mask))
    return found
  }

  /** The lists T, H, N and S of a key; of several tokens that it begins, all together. */
  const lists = (shard, asked, head) => {
    const tokens = asked.prefix ? Object.keys(shard).filter((token) => token.startsWith(asked.token))
      : Object.prototype.hasOwnProperty.call(shard, asked.token) ? [asked.token] : []
    const all = [new Map(), new Map(), new Map(), new Map()]
    tokens.forEach((token) => shard[token].split("|").forEach((list, which) => {
      read(list, head).forEach((mask, number) => all[which].set(number, all[which].get(number) | mask))
    }))
    return { T: all[0], H: all[1], N: all[2], S: all[3] }
  }

  Object.assign(window.danganSearch, { plan, lists, crc32, shard })
})()
