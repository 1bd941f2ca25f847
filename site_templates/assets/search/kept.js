/* Search, the queries that a reader keeps: in this browser alone, by the site they were asked of. */
(() => {
  "use strict"
  const { make, say, root } = window.danganSearch
  const KEY = "dangan.searches " + root
  const place = document.querySelector("[data-d-search]")
  const keep = place.querySelector("[data-d-keep]"), part = place.querySelector("[data-d-kept]"), list = part.querySelector("ul")
  const form = place.querySelector("form")

  const kept = () => {
    try {
      const found = JSON.parse(localStorage.getItem(KEY))
      return Array.isArray(found) ? found.filter((each) => each && typeof each.at === "string" && typeof each.name === "string") : []
    } catch (e) { return [] }
  }
  const store = (all) => { try { localStorage.setItem(KEY, JSON.stringify(all)) } catch (e) { /* not allowed: not kept */ } draw() }
  const name = () => [form.elements.q.value.trim(), ...Array.from(form.querySelectorAll("select")).filter((field) => field.value)
    .map((field) => field.selectedOptions[0].textContent.replace(/ \(\d+\)$/, ""))].join(" · ")

  const entry = (each) => {
    const link = make("a", "", each.name), drop = make("button", "d-linklike", say("drop"))
    link.href = "?" + each.at
    drop.type = "button"
    drop.setAttribute("aria-label", say("drop") + " " + each.name)
    drop.addEventListener("click", () => store(kept().filter((one) => one.at !== each.at)))
    return make("li", "", link, " ", drop)
  }
  const draw = () => {
    const all = kept(), here = location.search.slice(1)
    list.replaceChildren(...all.map(entry))
    part.hidden = !all.length
    keep.hidden = !new URLSearchParams(here).get("q") || all.some((each) => each.at === here)
  }
  keep.addEventListener("click", () => {
    const here = location.search.slice(1)
    store([{ at: here, name: name() }, ...kept().filter((each) => each.at !== here)].slice(0, 30))
  })
  document.addEventListener("d-asked", draw)
  draw()
})()
