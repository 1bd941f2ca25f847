/* Search, the page: everything that was found, filtered; query and filters are in the address. */
(() => {
  "use strict"
  const search = window.danganSearch
  const { make, tongue, heading, about, marked, where, view, say, tally } = search
  const one = (selector) => document.querySelector("[data-d-search] " + selector)
  const form = one("form"), input = form.elements.q, count = one("[data-d-count]"), list = one("[data-d-hits]")
  const none = one("[data-d-none]"), more = one("[data-d-more]"), choices = one("[data-d-filters]"), help = one("[data-d-help]")
  const FIRST = 10, NEXT = 20, PAUSE = 150, LINES = 3
  let timer = 0, asked = 0, composing = false, current = null, head = null
  const selects = () => Array.from(choices.querySelectorAll("select"))

  const select = (filter, lang) => {
    const label = make("label", "", filter.label[lang]), field = make("select", ""), nothing = make("option", "", say("any"))
    field.name = filter.name
    field.id = "d-f-" + filter.name
    label.htmlFor = field.id
    nothing.value = ""
    field.append(nothing, ...filter.values.map(([value, labels, number]) => {
      const choice = tongue(make("option", "", labels[lang] + " (" + number + ")"), labels[lang])
      choice.value = value
      return choice
    }))
    return make("p", "", label, field)
  }

  const read = () => {
    const query = new URLSearchParams(location.search)
    input.value = query.get("q") || ""
    selects().forEach((field) => {
      field.value = query.get(field.name) || ""
      if (field.selectedIndex < 0) field.value = ""
    })
  }
  const address = () => {
    const query = new URLSearchParams()
    if (input.value.trim()) query.set("q", input.value.trim())
    selects().forEach((field) => { if (field.value) query.set(field.name, field.value) })
    return query.toString() ? "?" + query : ""
  }
  const write = () => {
    try { history.replaceState(null, "", location.pathname + address()) } catch (e) { /* file:// may refuse */ }
    document.dispatchEvent(new Event("d-asked"))
  }

  const hit = (result, answer) => {
    const terms = answer.plans.map((asks) => asks.term), seen = view(result, head, terms)
    const link = make("a", "")
    link.href = seen.href
    const lines = seen.lines.slice(0, LINES).map((line) => {
      const place = where(line)
      const way = make("a", "d-hit__where", place.textContent)
      way.href = line.href
      return make("p", "d-hit__line", way, marked(line.line, terms))
    })
    return make("li", "d-hit", make("h3", "d-hit__head", ...heading(seen, terms, link)),
      ...lines.length ? lines : [about(seen)])
  }
  const tell = (words) => { none.textContent = words; none.hidden = !words }
  const show = async (answer, ticket, wanted) => {
    const results = await answer.next(wanted)
    if (ticket !== asked) return
    let group = list.dataset.group || ""
    results.forEach((result) => {
      const own = result.sum < 3 * answer.plans.length ? "names" : "texts"
      if (own !== group) list.append(make("li", "d-hits__group", make("h2", "", say(own))))
      group = own
      list.append(hit(result, answer))
    })
    list.dataset.group = group
    count.textContent = answer.found ? tally(answer.count) : ""
    more.hidden = !answer.queue.length
    help.open = false
    if (!answer.found) await excuse(answer, ticket)
  }
  /* Whether it is the filters that left nothing. */
  const excuse = async (answer, ticket) => {
    const key = !answer.plans.some((asks) => asks.keys.length) ? "short" : "none"
    const all = key === "none" && selects().some((field) => field.value) && await search.ask(input.value, {})
    const some = all && (await all.next(1)).length
    if (ticket === asked) tell(say(some ? "none_so" : key))
  }
  const ask = async () => {
    const ticket = ++asked, query = input.value.trim(), chosen = {}
    selects().forEach((field) => { chosen[field.name] = field.value ? [field.value] : [] })
    write()
    const found = query ? await search.ask(query, chosen) : null
    if (ticket !== asked) return
    list.replaceChildren()
    list.dataset.group = ""
    current = found
    more.hidden = true
    tell(query && !found ? say("failed") : "")
    count.textContent = query ? "" : say("type")
    if (found) await show(found, ticket, FIRST)
  }
  const later = () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE) }

  const begin = async () => {
    head = await search.start()
    const filters = head && await search.filters()
    if (!filters) return tell(say("failed"))
    const lang = Math.max(0, head.langs.indexOf(document.documentElement.lang.slice(0, 2)))
    choices.prepend(...filters.filter((filter) => filter.values.length > 1).map((filter) => select(filter, lang)))
    read()
    if (innerWidth <= 700) one("details").open = selects().some((field) => field.value)
    ask()
  }

  form.hidden = false
  input.value = new URLSearchParams(location.search).get("q") || ""
  input.addEventListener("compositionstart", () => { composing = true })
  input.addEventListener("compositionend", () => { composing = false; later() })
  form.addEventListener("input", (event) => { if (!event.isComposing && !composing) later() })
  form.addEventListener("submit", (event) => { event.preventDefault(); if (!composing) ask() })
  form.addEventListener("reset", () => setTimeout(() => { input.value = ""; selects().forEach((field) => { field.value = "" }); ask() }))
  more.addEventListener("click", () => show(current, asked, NEXT))
  if (innerWidth > 700 && !input.value) input.focus({ preventScroll: true })
  begin()
})()
