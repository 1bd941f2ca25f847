/* The customer index, and the customers of a colleague: search, filter, sort, download; the state is in the address. The page has the first
   rows; what the others are sorted and filtered by (data/customers.<lang>.js) and their names (data/customers.<lang>.<n>.js)
   are loaded when they are asked for. */
(function () {
  "use strict"
  var one = function (selector, root) { return (root || document).querySelector(selector) }
  var all = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)) }
  var make = function (tag, text, attributes) {
    var element = document.createElement(tag)
    if (text) element.textContent = text
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]) })
    return element
  }
  var page = document.documentElement.lang.slice(0, 2)
  var run = function (text) { /* recorded text says by its characters what language it is in */
    var han = /[\u3400-\u9fff\uf900-\ufaff]/.test(text)
    if (han && page !== "zh") return { lang: "zh-CN" }
    return !han && page === "zh" && /[A-Za-z]/.test(text) ? { lang: "en" } : {}
  }

  var table = one("[data-d-index]")
  if (!table) return

  var asked = {}, pieces = [], data = null, latest = Promise.resolve()
  /* Each file once; one that did not come is asked for again by the next who needs it. A script is the value that it sets. */
  function load(end, name) {
    if (!asked[end]) asked[end] = new Promise(function (done, fail) {
      var script = make("script", "", { src: table.dataset.dData + end + ".js" })
      script.onload = function () { script.remove(); done(window[name]) }
      script.onerror = function () { script.remove(); delete asked[end]; fail(new Error(end)) }
      document.head.append(script)
    })
    return asked[end]
  }
  function columns() { return load("", "danganCustomers").then(function (found) { data = found }) }
  function names(ranks) { /* those of some customers, by their ranks */
    var wanted = {}
    ranks.forEach(function (rank) { wanted[Math.floor(rank / data.piece)] = true })
    return Promise.all(Object.keys(wanted).filter(function (n) { return !pieces[n] }).map(function (n) {
      return load("." + n, "danganCustomerNames").then(function (found) { pieces[found.piece] = found.rows })
    }))
  }
  function everybody() { /* on the page of a colleague those whose custodian, or what else is asked for, that is */
    var all = Array.from({ length: data.count }, function (_, rank) { return rank })
    var person = table.dataset.dPerson, part = (form.elements.as || {}).value || "custodian"
    return person ? all.filter(function (rank) { return label(part, rank, 0) === person }) : all
  }

  var form = one("[data-d-filter]"), body = one("tbody", table), count = one("[data-d-count]")
  var more = one("[data-d-more]"), none = one("[data-d-none]"), save = one("[data-d-download]")
  var fields = ["stage", "size", "industry", "region", "custodian"]
  var heads = all("th[data-d-sort]", table), shown = null, drawn = all("tr", body).length, sort = "", turn = 0
  var keys = heads.map(function (head) { return head.dataset.dSort })

  function name(rank, part) { return pieces[Math.floor(rank / data.piece)][rank % data.piece][part] }
  function value(rank, key) {
    if (key === "name") return rank
    var found = data.columns[key][rank]
    return key === "rivals" ? found.length : found
  }
  function label(key, rank, part) { /* 0 is the value itself, 1 what it is called */
    var found = data.labels[key === "last" || key === "due" ? "day" : key][data.columns[key][rank]]
    return found ? found[part] : ""
  }
  function is(flag, rank) { return data.columns[flag].charAt(rank) === "1" }

  function read() {
    var query = new URLSearchParams(location.search)
    all("[name]", form).forEach(function (input) {
      input.value = query.get(input.name) || ""
      if (input.selectedIndex < 0) input.selectedIndex = 0
    })
    sort = query.get("sort") || ""
    if (keys.indexOf(sort.replace(/^-/, "")) < 0) sort = ""
  }
  function write() {
    var query = new URLSearchParams()
    all("[name]", form).forEach(function (input) { if (input.value) query.set(input.name, input.value) })
    if (sort) query.set("sort", sort)
    var text = query.toString()
    try { history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash) } catch (e) { /* file:// may refuse */ }
  }
  function lost() { count.textContent = table.dataset.dLost }
  /* Runs what is asked for last; what came before it and is still waiting for files is dropped. */
  function run_last(does) {
    var mine = ++turn
    table.setAttribute("aria-busy", "true")
    var still = function (next) { return function () { return mine === turn ? next() : undefined } }
    var end = function () { table.removeAttribute("aria-busy") }
    latest = columns().then(still(function () { return does(still) })).then(still(end), still(function () { end(); lost() }))
  }
  function apply() {
    write()
    heads.forEach(function (head) {
      if (sort.replace(/^-/, "") !== head.dataset.dSort) return head.removeAttribute("aria-sort")
      head.setAttribute("aria-sort", sort[0] === "-" ? "descending" : "ascending")
    })
    run_last(function (still) {
      var words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean)
      var all = everybody(), ranks = sorted(chosen(all))
      return names(words.length ? ranks : ranks.slice(0, 100)).then(still(function () {
        shown = ranks.filter(function (rank) { return fits(rank, words) })
        count.textContent = count.dataset.dWords.replace("{n}", shown.length).replace("{all}", all.length)
        body.textContent = ""
        drawn = 0
        none.hidden = shown.length > 0
        draw()
      }))
    })
  }
  function chosen(ranks) {
    fields.forEach(function (key) {
      var input = form.elements[key]
      if (input && input.value) ranks = ranks.filter(function (rank) { return label(key, rank, 0) === input.value })
    })
    var rival = form.elements.competitor && form.elements.competitor.value
    if (!rival) return ranks
    var place = data.labels.competitor.findIndex(function (pair) { return pair[0] === rival })
    return ranks.filter(function (rank) { return data.columns.rivals[rank].indexOf(place) >= 0 })
  }
  function fits(rank, words) {
    if (!words.length) return true
    var text = [0, 1, 2, 3, 4].map(function (part) { return name(rank, part).toLowerCase() }).join("\n")
    return words.every(function (word) { return text.indexOf(word) >= 0 })
  }
  function sorted(ranks) {
    var key = sort.replace(/^-/, ""), down = sort[0] === "-" ? -1 : 1
    return key ? ranks.sort(function (a, b) { /* what is not known comes last either way */
      var x = value(a, key), y = value(b, key)
      return (x < 0) - (y < 0) || (x - y) * down || a - b
    }) : ranks
  }
  function day(cell, rank, key, flag, word, tone) {
    if (!label(key, rank, 0)) return cell.append(make("span", "–", { class: "d-none" }))
    cell.append(make("time", label(key, rank, 1), { datetime: label(key, rank, 0) }))
    if (is(flag, rank)) cell.append(" ", make("span", word, { class: "d-tone " + tone }))
  }
  function line(rank) {
    var tr = make("tr", "", { role: "row" }), th = make("th", "", { role: "rowheader", scope: "row" })
    var called = name(rank, 1), other = name(rank, 2), city = name(rank, 3)
    var link = make("a", called, run(called))
    link.href = table.dataset.dFolder + encodeURIComponent(name(rank, 0)) + "/index.html"
    th.append(link)
    if (other || city) {
      var grey = make("span", "", { class: "d-other" })
      if (other) grey.append(make("span", other, run(other)))
      if (other && city) grey.append(" · ")
      if (city) grey.append(make("span", city, run(city)))
      th.append(" ", grey)
    }
    tr.append(th)
    keys.slice(1).forEach(function (key, i) { tr.append(cell_of(rank, key, heads[i + 1])) })
    return tr
  }
  function cell_of(rank, key, head) {
    var cell = make("td", "", { role: "cell", "data-d-c": key }), right = head.classList.contains("d-r")
    if (right) cell.className = "d-r"
    if (right || key === "last" || key === "due") cell.dataset.dLabel = head.textContent
    if (key === "last") day(cell, rank, key, "silent", table.dataset.dSilent, "d-warn")
    else if (key === "due") day(cell, rank, key, "late", table.dataset.dLate, "d-bad d-late")
    else if (key === "filled") {
      if (value(rank, key) < 0) return cell
      var bar = make("span", "", { class: "d-bar", "aria-hidden": "true" }), fill = make("i")
      fill.style.inlineSize = value(rank, key) + "%"
      bar.append(fill)
      cell.classList.add("d-withbar")
      cell.append(String(value(rank, key)), bar)
    } else if (right) cell.textContent = value(rank, key) || ""
    else cell.append(make("span", label(key, rank, 1), run(label(key, rank, 1))))
    return cell
  }
  function draw() { /* the next hundred, whose names are there */
    var part = document.createDocumentFragment()
    shown.slice(drawn, drawn + 100).forEach(function (rank) { part.append(line(rank)) })
    drawn = Math.min(shown.length, drawn + 100)
    body.append(part)
    more.hidden = drawn >= shown.length
  }
  function show_more() {
    if (!table.hasAttribute("aria-busy")) run_last(function (still) {
      shown = shown || everybody()
      return names(shown.slice(drawn, drawn + 100)).then(still(draw))
    })
  }
  function cell(text) { /* a spreadsheet runs what begins like a formula */
    text = String(text)
    if (/^[\s]*[=+\-@\t\r]/.test(text)) text = "'" + text
    return /[",\n\r;]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text
  }
  function told(rank, key) {
    if (key === "name") return name(rank, 1)
    if (key === "last" || key === "due") return label(key, rank, 0)
    if (key === "rivals") return data.columns.rivals[rank].map(function (n) { return data.labels.competitor[n][1] }).join(" / ")
    if (key in data.labels) return label(key, rank, 1)
    return value(rank, key) < 0 ? "" : value(rank, key)
  }
  function download() {
    var ranks
    latest.then(columns).then(function () { return names(ranks = shown || everybody()) }).then(function () {
      var lines = [heads.map(function (head) { return cell(head.textContent) }).join(",")]
      ranks.forEach(function (rank) { lines.push(keys.map(function (key) { return cell(told(rank, key)) }).join(",")) })
      var link = make("a", "", { download: save.dataset.dDownload })
      link.href = URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" }))
      link.click()
      setTimeout(function () { URL.revokeObjectURL(link.href) }, 1000)
    }).catch(lost)
  }

  form.hidden = save.hidden = false
  if (innerWidth <= 700) one(".d-choices").open = false
  read()
  form.addEventListener("input", apply)
  form.addEventListener("submit", function (event) { event.preventDefault() })
  form.addEventListener("reset", function () { sort = ""; setTimeout(apply) })
  more.addEventListener("click", show_more)
  save.addEventListener("click", download)
  heads.forEach(function (head) {
    one("button", head).addEventListener("click", function () {
      var key = head.dataset.dSort
      sort = sort === key ? "-" + key : key
      apply()
    })
  })
  if (location.search.length > 1) apply()
  else more.hidden = drawn >= Number(table.dataset.dTotal)
  if (innerWidth > 700 && !table.dataset.dPerson) form.elements.q.focus({ preventScroll: true })
})()
