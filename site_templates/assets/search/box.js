/* Search, the box on every page: results while it is typed into, chosen by the arrow keys. Without them Enter asks the search page. */
(() => {
  "use strict"
  const search = window.danganSearch
  const { make, heading, about, marked, where, view, say, tally } = search
  const box = document.getElementById("d-search"), input = box.querySelector("[name=q]"), form = box.querySelector("form")
  const hits = box.querySelector(".d-search__hits"), said = box.querySelector(".d-search__said"), idle = said.textContent
  const MOST = 10, PAUSE = 120
  let timer = 0, asked = 0, shown = "", active = -1
  const composing = () => box.hasAttribute("data-composing")
  const options = () => Array.from(hits.querySelectorAll("[role=option]"))

  const choose = (place) => {
    const all = options()
    if (all[active]) all[active].setAttribute("aria-selected", "false")
    active = all.length ? (place + all.length + 1) % (all.length + 1) : -1 /* one place more: the field itself */
    if (active === all.length) active = -1
    if (active < 0) return input.removeAttribute("aria-activedescendant")
    all[active].setAttribute("aria-selected", "true")
    all[active].scrollIntoView({ block: "nearest" })
    input.setAttribute("aria-activedescendant", all[active].id)
  }

  const option = (href, name, ...inside) => {
    const link = make("a", "d-hit" + name, ...inside)
    link.href = href
    link.tabIndex = -1
    link.setAttribute("role", "option")
    link.setAttribute("aria-selected", "false")
    return link
  }
  const hit = (result, answer, head) => {
    const terms = answer.plans.map((asks) => asks.term), seen = view(result, head, terms)
    const line = seen.lines[0]
    return option(seen.href, "", make("span", "d-hit__head", ...heading(seen, terms)), " ",
      line ? make("span", "d-hit__line", where(line), marked(line.line, terms)) : about(seen))
  }
  const group = (name, inside) => {
    const label = make("div", "d-hits__group", say(name)), all = make("div", "", label, ...inside)
    label.id = "d-search-" + name
    label.setAttribute("role", "presentation")
    all.setAttribute("role", "group")
    all.setAttribute("aria-labelledby", label.id)
    return all
  }
  const pageOf = (query) => form.action.split("?")[0] + "?q=" + encodeURIComponent(query)

  const clear = (words) => {
    hits.replaceChildren()
    hits.removeAttribute("role")
    input.setAttribute("aria-expanded", "false")
    choose(-1)
    said.textContent = words
  }
  const draw = (query, answer, results, head) => {
    const named = results.filter((result) => result.sum < 3 * answer.plans.length), rest = results.slice(named.length)
    const parts = [["names", named], ["texts", rest]].filter(([, some]) => some.length)
    hits.replaceChildren(...parts.map(([name, some]) => group(name, some.map((result) => hit(result, answer, head)))))
    hits.append(option(pageOf(query), " d-hit--all", answer.queue.length ? say(answer.count.sure ? "all" : "all_about", answer.count.number) : say("page")))
    hits.setAttribute("role", "listbox")
    hits.setAttribute("aria-label", say("results"))
    options().forEach((each, i) => { each.id = "d-search-" + i })
    hits.scrollTop = 0
    active = -1
    choose(-1)
    input.setAttribute("aria-expanded", "true")
    said.textContent = tally(answer.count)
  }

  const answer = async () => {
    const query = input.value.trim(), ticket = ++asked
    if (query === shown) return
    if (!query) { shown = ""; return clear(idle) }
    if (!options().length) said.textContent = say("looking")
    const head = await search.start(), found = await search.ask(query)
    const results = found && await found.next(MOST, true)
    if (ticket !== asked) return
    shown = query
    if (!found) { shown = ""; return clear(say("failed")) }
    if (results.length) draw(query, found, results, head)
    else clear(say(found.plans.some((asks) => asks.keys.length) ? "none" : "short"))
  }
  const later = () => { clearTimeout(timer); timer = setTimeout(answer, PAUSE) }

  input.addEventListener("compositionend", later)
  input.addEventListener("input", (event) => { if (!event.isComposing) later() })
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || composing() || event.keyCode === 229) return /* the key belongs to the input method */
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      choose(active < 0 && event.key === "ArrowUp" ? options().length - 1 : active + (event.key === "ArrowDown" ? 1 : -1))
    }
    if (event.key === "Enter" && active >= 0) {
      event.preventDefault()
      options()[active].click()
    }
  })
  form.addEventListener("submit", (event) => {
    if (composing() || !input.value.trim()) event.preventDefault()
  })
  box.addEventListener("cancel", (event) => { if (composing()) event.preventDefault() })
  hits.addEventListener("click", (event) => {
    if (event.target.closest("[role=option]") && !event.ctrlKey && !event.metaKey && !event.shiftKey) box.close()
  })
  hits.addEventListener("mousemove", (event) => {
    const place = options().indexOf(event.target.closest("[role=option]"))
    if (place >= 0 && place !== active) choose(place)
  })
  if (!composing()) answer()
})()
