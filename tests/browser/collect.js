// Every visible label of a part of a page with the text that stands beside it: what a reader can find by its name.
// `sort` says how they belong together: a cell has its column or its row, a title the heading it stands under.
root => {
  root.querySelectorAll("details").forEach(one => { one.open = true })
  root.querySelectorAll(".d-hide").forEach(one => { one.hidden = true }) // read aloud, but not seen
  const shown = e => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !e.closest(".d-hide")
  const text = e => (shown(e) ? e.innerText : "").trim()
  const pairs = []
  const pair = (sort, label, value) => { if (label && value) pairs.push([sort, label, value]) }

  for (const dt of root.querySelectorAll("dt"))
    for (let dd = dt.nextElementSibling; dd && dd.tagName === "DD"; dd = dd.nextElementSibling)
      pair("fact", text(dt), text(dd))

  for (const table of root.querySelectorAll("table")) {
    const heads = [...table.querySelectorAll("thead th")]
    for (const head of heads.slice(1)) pair("row", text(heads[0]), text(head)) // what is compared stands in the head
    for (const row of table.querySelectorAll("tbody tr, tfoot tr"))
      [...row.children].forEach((cell, place) => {
        if (heads[place]) pair("column", text(heads[place]), text(cell))
        const head = row.querySelector("th[scope=row]")
        if (head && head !== cell) pair("row", text(head), text(cell))
      })
  }

  for (const label of root.querySelectorAll(".d-label, .d-block > p:first-child")) {
    const said = text(label), whole = text(label.parentElement)
    pair("label", said, whole.startsWith(said) ? whole.slice(said.length).trim() : whole)
  }

  // where a fact comes from: a line, or a sign that says it when it is pointed at; and what others say instead
  for (const line of root.querySelectorAll(".d-from > div, p.d-from, .d-origin, .d-mark"))
    for (const piece of (line.matches(".d-mark") && shown(line) ? line.textContent : text(line)).split(" · "))
      pair("origin", piece, piece)
  for (const claim of root.querySelectorAll(".d-claim")) pair("claim", text(claim.firstElementChild), text(claim))

  for (const one of root.querySelectorAll("h2, h3, h4"))
    if (one.parentElement.children.length === 2) pair("block", text(one), text(one.nextElementSibling ?? one))

  const headings = [...root.querySelectorAll("h1, h2, h3, h4, h5, .d-name")]
  const depth = e => /^H\d$/.test(e.tagName) ? Number(e.tagName[1]) : 6
  headings.forEach((one, place) => {
    const above = headings.slice(0, place).reverse().find(other => depth(other) < depth(one))
    if (above) pair("title", text(above), text(one))
  })
  const way = [...root.querySelectorAll(".d-trail a")].pop()
  if (way && headings[0]?.tagName === "H1") pair("title", text(way), text(headings[0]))
  return pairs
}
