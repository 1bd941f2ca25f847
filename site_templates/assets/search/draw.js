/* Search, how a result looks: built of elements and text nodes alone, for what it shows was written by anybody. */
(() => {
  "use strict"
  const search = window.danganSearch
  const { marks } = search
  const page = document.documentElement.lang.slice(0, 2)
  const HAN = /[\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/
  const BEFORE = 36, ROOM = 170
  const NAMES = ["short", "zh", "en", ""]

  const make = (tag, name, ...inside) => {
    const element = document.createElement(tag)
    if (name) element.className = name
    element.append(...inside.filter((each) => each !== null && each !== ""))
    return element
  }
  /** Recorded text says by its characters what language it is in. */
  const tongue = (element, text) => {
    const han = HAN.test(text)
    if (han && page !== "zh") element.lang = "zh-CN"
    if (!han && page === "zh" && /[A-Za-z]/.test(text)) element.lang = "en"
    return element
  }

  const wide = (char) => HAN.test(char) || /[\u3000-\u30ff\uff00-\uff60]/.test(char) ? 2 : 1
  /** As much of a text as there is room for, beginning shortly before the first place that is marked. */
  const stretch = (chars, first) => {
    let start = first, end = first, room = BEFORE
    while (start > 0 && (room -= wide(chars[start - 1])) >= 0) start--
    for (room = ROOM; end < chars.length && room > 0; end++) room -= wide(chars[end])
    for (room = ROOM - (end - first); end === chars.length && start > 0 && room > 0; start--) room -= wide(chars[start])
    return start < 4 ? [0, end] : [start, end]
  }

  /** A text with what was found in it marked; cut to the room of a line or two unless it is wanted whole. */
  const marked = (line, terms, whole) => {
    const found = marks(line, terms), chars = found.source, box = tongue(make("span", ""), line[2])
    const [start, end] = whole ? [0, chars.length] : stretch(chars, found.marks.length ? found.marks[0][0] : 0)
    let at = start
    if (start) box.append("…")
    found.marks.forEach(([from, to]) => {
      if (from >= end || to <= start) return
      box.append(chars.slice(at, Math.max(at, from)).join(""), make("mark", "", chars.slice(Math.max(from, at), Math.min(to, end)).join("")))
      at = Math.min(to, end)
    })
    box.append(chars.slice(at, end).join(""))
    if (end < chars.length) box.append("…")
    return box
  }

  const called = (names, id) => {
    const all = [names[page], ...NAMES.map((key) => names[key]), id].filter(Boolean)
    return { name: all[0], other: NAMES.map((key) => names[key]).find((each) => each && each !== all[0]) || "" }
  }

  /** What a result is called, where it leads, and which of its lines are to be shown below: not those that the head tells. */
  const view = (result, head, terms) => {
    const lang = Math.max(0, head.langs.indexOf(page)), { name, other } = called(result.names, result.id)
    const lines = [...result.lines, ...result.more].filter((each, i, all) => all.findIndex((one) => one.line === each.line) === i)
      .sort((a, b) => a.of - b.of)
    const first = lines[0], within = first.of === 2, href = (address) => search.root + page + "/" + address
    const title = within ? first.place[1][lang] : name
    const line = lines.find((each) => each.of <= 2 && each.line[2] === title)
    const titled = line ? line.line : first.names.find((other) => other[2] === title) || [0, 0, title]
    const beside = lines.find((each) => each.of < 2 && each !== line)
    const said = [titled, ...beside ? [beside.line] : []], tells = (term) => said.some((each) => marks(each, [term]).marks.length)
    const kind = within ? first.place[0].split("#").pop().split(".")[0] : result.kind
    return {
      title, titled, beside: within ? [0, 0, name] : beside ? beside.line : other ? [0, 0, other] : null,
      href: href(within || first.of === 3 ? first.place[0] : result.at),
      kind: (head.kinds[kind] || head.kinds[result.kind] || [result.kind])[lang],
      about: within ? "" : result.about,
      lines: lines.filter((each) => each.of === 3 || each.line !== titled && !(each.of < 2 && each === beside) && !terms.every(tells))
        .map((each) => ({
          line: each.line, href: href(each.place[0]), field: each.field[lang],
          place: each.place[1][lang] === title ? "" : each.place[1][lang],
        })),
    }
  }

  const where = (line) => make("span", "d-hit__where", [line.place, line.field].filter(Boolean).join(" › ") + (page === "zh" ? "：" : ": "))
  /** Its name, by a link of its own where there is one, what else it is called or where it is, and its kind. */
  const heading = (seen, terms, link) => {
    const name = make("span", "d-hit__name", marked(seen.titled, terms, true))
    if (link) link.append(name)
    return [
      make("span", "", link || name, " ", seen.beside ? make("span", "d-hit__other", marked(seen.beside, terms, true)) : null), " ",
      make("span", "d-hit__kind", seen.kind),
    ]
  }
  const about = (seen) => seen.about ? tongue(make("span", "d-hit__line", seen.about), seen.about) : null

  const say = (key, number) => search.words[number === 1 && search.words[key + ".one"] ? key + ".one" : key].replace("{n}", number)
  const tally = (count) => say(count.sure ? "count" : "count_about", count.number)

  Object.assign(search, { say, tally, make, tongue, marked, view, where, heading, about })
})()
