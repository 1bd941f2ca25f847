/* Search, how text is read: folding, runs, the terms of a query and the keys that each is looked up by (docs/dev/search.md).
   It is what dangan.site.search does in Python, step by step: whoever changes one changes both. */
(() => {
  "use strict"
  const SPACE = /[\t\n\v\f\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/
  const WORD = /[\p{L}\p{N}]/u
  const IDEOGRAPH = /[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3040-\u312f\u3131-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\u{1b000}-\u{1b16f}\u{20000}-\u{3ffff}]/u
  const TERMS = 8, TERM = 64
  const simple = new Map()

  /** What slices of the table and blocks bring: traditional and simplified characters in turn. */
  const learn = (pairs) => {
    const all = Array.from(pairs)
    for (let i = 0; i + 1 < all.length; i += 2) simple.set(all[i], all[i + 1])
  }

  /** The folded text, the code points that it was made of, and for each of its code units from which of them it is. */
  const fold = (text) => {
    const source = Array.from(text.normalize("NFC")), from = []
    let folded = ""
    source.forEach((one, place) => {
      for (const part of one.normalize("NFKC"))
        for (const low of part.toLowerCase()) {
          const plain = SPACE.test(low) ? " " : simple.get(low) || low
          folded += plain
          for (let i = 0; i < plain.length; i++) from.push(place)
        }
    })
    return { text: folded, source: source, from: from }
  }

  /** The slices of the table that it takes to fold a text. */
  const slices = (text) => {
    const low = Array.from(text.normalize("NFC").normalize("NFKC").toLowerCase()).filter((char) => char > "\x7f")
    return [...new Set(low.map((char) => (char.codePointAt(0) % 128).toString(16).padStart(2, "0")))]
  }

  /* A line is folded once, however often it is asked for. */
  const kept = new WeakMap()
  const folded = (line) => {
    if (!kept.has(line)) kept.set(line, fold(line[2]))
    return kept.get(line)
  }

  const ideograph = (char) => WORD.test(char) && IDEOGRAPH.test(char)
  const sort = (char) => !WORD.test(char) ? 0 : IDEOGRAPH.test(char) ? 2 : 1

  /** Maximal runs of one sort; places count code points. */
  const runs = (folded) => {
    const chars = Array.from(folded), found = []
    let start = 0
    for (let i = 1; i <= chars.length; i++) {
      const of = sort(chars[start] || "")
      if (i < chars.length && sort(chars[i]) === of) continue
      if (chars.length && of) found.push({ ideographic: of === 2, chars: chars.slice(start, i), start: start, end: i })
      start = i
    }
    return found
  }

  const terms = (query) => {
    const found = fold(query.replace(/[\u201c\u201d\u201e]/g, '"')).text.match(/"[^"]*"|[^ "]+/g) || []
    const trim = (term) => term.replace(/^ +| +$/g, "")
    const cut = found.map((term) => trim(Array.from(trim(term.replace(/^"|"$/g, ""))).slice(0, TERM).join("")))
    return [...new Set(cut.filter(Boolean))].slice(0, TERMS)
  }

  const join = (chars, start, end) => chars.slice(start, end).join("")

  window.danganSearch = window.danganSearch || ((name, data) => window.danganSearch.brought(name, data))
  window.danganSearch.text = { learn, fold, folded, slices, runs, terms, join, ideograph, sort }
})()
