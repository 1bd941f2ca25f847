/* Search, whether a line holds a term, by its text or by how it is read, and where (docs/dev/search.md). */
(() => {
  "use strict"
  const { folded: foldedLine, runs, sort } = window.danganSearch.text
  const SHORT = 2

  /** What a term asks of the characters before and after it. */
  const bounds = (term) => {
    const chars = Array.from(term), found = runs(term), first = found[0], last = found[found.length - 1]
    const short = (run) => run && !run.ideographic && run.chars.length <= SHORT
    return { start: short(first) && first.start === 0, end: short(last) && last.end === chars.length }
  }
  const before = (text, place) => place ? Array.from(text.slice(Math.max(0, place - 2), place)).pop() : ""
  const after = (text, place) => place < text.length ? String.fromCodePoint(text.codePointAt(place)) : ""
  const letter = (char) => char !== "" && sort(char) === 1

  /** Places in the folded text where the term stands as its bounds allow; no more than `most`. */
  const places = (text, term, most) => {
    const found = [], bound = bounds(term)
    for (let at = text.indexOf(term); at >= 0 && found.length < most; at = text.indexOf(term, at + 1)) {
      if (bound.start && letter(before(text, at))) continue
      if (bound.end && letter(after(text, at + term.length))) continue
      found.push(at)
    }
    return found
  }

  const syllablesOf = (reading) => reading.split(" ").filter(Boolean).map((each) => each.split("/"))
  /** The syllable after the last that a term takes, whole ones or initials; 0 if it cannot be read from there on. */
  const whole = (syllables, term, at) => {
    for (const one of syllables[at] || []) {
      const end = one.startsWith(term) ? at + 1 : term.startsWith(one) ? whole(syllables, term.slice(one.length), at + 1) : 0
      if (end) return end
    }
    return 0
  }
  const initials = (syllables, term, at) =>
    Array.from(term).every((letter, i) => (syllables[at + i] || []).some((one) => one[0] === letter)) ? at + term.length : 0
  /** From which syllable on, and up to which, the term can be read; null if from none. */
  const read = (reading, term) => {
    const syllables = syllablesOf(reading)
    for (let at = 0; at < syllables.length; at++) {
      const end = whole(syllables, term, at) || initials(syllables, term, at)
      if (end) return [at, end]
    }
    return null
  }

  const SOUND = /^[a-z0-9]{2,}$/
  /** The class of a line for a term: 0 begins an own name, 1 in one, 2 in the name of a thing within, 3 elsewhere; 4 not at all. */
  const classOf = (line, term, namesOnly) => {
    const named = line.length > 3
    if (namesOnly && !named) return 4
    const at = places(foldedLine(line).text, term, 1)
    const text = at.length ? at[0] : -1
    if (!named) return text < 0 ? 4 : 3
    const sound = SOUND.test(term) ? read(line[3], term) : null
    if (text < 0 && !sound) return 4
    if (!line[4]) return 2
    return text === 0 || sound && sound[0] === 0 ? 0 : 1
  }

  /** The part of a name that sounds like the term; all of it where characters and syllables do not go together. */
  const sounding = (line, term, folded) => {
    const found = SOUND.test(term) && line.length > 3 && read(line[3], term)
    if (!found) return []
    const units = runs(folded.text).flatMap((run) => run.ideographic ? run.chars.map((_, i) => [run.start + i, run.start + i + 1]) : [[run.start, run.end]])
    if (units.length !== syllablesOf(line[3]).length) return [[0, folded.source.length]]
    const code = (place) => Array.from(folded.text).slice(0, place).join("").length
    return [[folded.from[code(units[found[0]][0])], folded.from[code(units[found[1] - 1][1] - 1)] + 1]]
  }

  /** The stretches of a text, in code points of its NFC form, in which the terms were found, in order. */
  const marks = (line, terms) => {
    const folded = foldedLine(line), found = []
    terms.forEach((term) => {
      const hits = places(folded.text, term, 50)
      hits.forEach((at) => found.push([folded.from[at], folded.from[at + term.length - 1] + 1]))
      if (!hits.length) found.push(...sounding(line, term, folded))
    })
    found.sort((a, b) => a[0] - b[0])
    return { source: folded.source, marks: found.reduce((all, next) => {
      const last = all[all.length - 1]
      if (last && next[0] <= last[1]) last[1] = Math.max(last[1], next[1])
      else all.push(next)
      return all
    }, []) }
  }

  Object.assign(window.danganSearch, { classOf, marks })
})()
