/* The customer index: search, filter, sort, download; the state is in the address. Rows come from data/customers.<lang>.js. */
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
  document.addEventListener("DOMContentLoaded", start)
  if (document.readyState !== "loading") start()
  var started = false

  function start() {
    var data = window.danganCustomers
    if (!data || started) return
    started = true
    var col = {}
    data.columns.forEach(function (name, i) { col[name] = i })
    var rows = data.rows.map(function (cells, rank) { return { c: cells, rank: rank } })
    var get = function (row, name) { return row.c[col[name]] }
    var label = function (name, value) { return (data.labels[name] || {})[value] || value || "" }
    var form = one("[data-d-filter]"), body = one("tbody", table), count = one("[data-d-count]")
    var more = one("[data-d-more]"), none = one("[data-d-none]"), save = one("[data-d-download]")
    var fields = ["stage", "size", "industry", "region", "custodian"]
    var heads = all("th[data-d-sort]", table), shown = [], drawn = 0, sort = ""
    var keys = heads.map(function (head) { return head.dataset.dSort })

    function read() {
      var asked = new URLSearchParams(location.search)
      all("[name]", form).forEach(function (input) {
        input.value = asked.get(input.name) || ""
        if (input.selectedIndex < 0) input.value = ""
      })
      sort = asked.get("sort") || ""
    }
    function write() {
      var query = new URLSearchParams()
      all("[name]", form).forEach(function (input) { if (input.value) query.set(input.name, input.value) })
      if (sort) query.set("sort", sort)
      var text = query.toString()
      try { history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash) } catch (e) { /* file:// may refuse */ }
    }
    function value(row, key) {
      if (key === "name") return row.rank
      if (key === "rivals") return get(row, "rivals").length
      if (key === "stage" || key === "size") return Object.keys(data.labels[key] || {}).indexOf(get(row, key))
      if (key === "custodian") return label(key, get(row, key))
      return get(row, key)
    }
    function apply() {
      var words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean)
      var rival = form.elements.competitor && form.elements.competitor.value
      shown = rows.filter(function (row) {
        return words.every(function (word) { return get(row, "typed").indexOf(word) >= 0 })
          && fields.every(function (name) { var input = form.elements[name]; return !input || !input.value || get(row, name) === input.value })
          && (!rival || get(row, "rivals").indexOf(rival) >= 0)
      })
      var key = sort.replace(/^-/, ""), down = sort[0] === "-" ? -1 : 1
      if (keys.indexOf(key) < 0) sort = key = ""
      if (key) shown.sort(function (a, b) { /* what is not known comes last either way */
        var x = value(a, key), y = value(b, key), nx = x === "" || x === null, ny = y === "" || y === null
        if (nx || ny) return nx - ny || a.rank - b.rank
        return (typeof x === "string" ? x.localeCompare(y, page === "zh" ? "zh-CN" : "en") : x - y) * down || a.rank - b.rank
      })
      heads.forEach(function (head) {
        if (head.dataset.dSort === key && key) head.setAttribute("aria-sort", down > 0 ? "ascending" : "descending")
        else head.removeAttribute("aria-sort")
      })
      count.textContent = count.dataset.dWords.replace("{n}", shown.length).replace("{all}", rows.length)
      body.textContent = ""
      drawn = 0
      draw()
      none.hidden = shown.length > 0
      write()
    }
    function day(cell, iso, flag, word, tone) {
      if (!iso) return cell.append(make("span", "–", { class: "d-none" }))
      cell.append(make("time", label("day", iso), { datetime: iso }))
      if (flag) cell.append(" ", make("span", word, { class: "d-tone " + tone }))
    }
    function line(row) {
      var tr = make("tr", "", { role: "row" }), th = make("th", "", { role: "rowheader", scope: "row" })
      var name = get(row, "name"), other = get(row, "other"), city = get(row, "city")
      var link = make("a", name, run(name))
      link.href = get(row, "href")
      th.append(link)
      if (other || city) {
        var grey = make("span", "", { class: "d-other" })
        if (other) grey.append(make("span", other, run(other)))
        if (other && city) grey.append(" · ")
        if (city) grey.append(make("span", city, run(city)))
        th.append(" ", grey)
      }
      tr.append(th)
      keys.slice(1).forEach(function (key, i) {
        var head = heads[i + 1], cell = make("td", "", { role: "cell", "data-d-c": key })
        if (head.classList.contains("d-r")) { cell.className = "d-r"; cell.dataset.dLabel = head.textContent }
        if (key === "last" || key === "due") cell.dataset.dLabel = head.textContent
        if (key === "last") day(cell, get(row, key), get(row, "silent"), table.dataset.dSilent, "d-warn")
        else if (key === "due") day(cell, get(row, key), get(row, "late"), table.dataset.dLate, "d-bad d-late")
        else if (key === "filled") {
          if (get(row, key) === null) return tr.append(cell)
          var bar = make("span", "", { class: "d-bar", "aria-hidden": "true" }), fill = make("i")
          fill.style.inlineSize = get(row, key) + "%"
          bar.append(fill)
          cell.classList.add("d-withbar")
          cell.append(String(get(row, key)), bar)
        } else if (head.classList.contains("d-r")) cell.textContent = value(row, key) || ""
        else { var text = label(key, get(row, key)); cell.append(make("span", text, run(text))) }
        tr.append(cell)
      })
      return tr
    }
    function draw() {
      var part = document.createDocumentFragment()
      shown.slice(drawn, drawn + 100).forEach(function (row) { part.append(line(row)) })
      drawn = Math.min(shown.length, drawn + 100)
      body.append(part)
      more.hidden = drawn >= shown.length
    }
    function cell(text) { /* a spreadsheet runs what begins like a formula */
      text = String(text === null ? "" : text)
      if (/^[\s]*[=+\-@\t\r]/.test(text)) text = "'" + text
      return /[",\n\r;]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text
    }
    function download() {
      var lines = [heads.map(function (head) { return cell(head.textContent) }).join(",")]
      shown.forEach(function (row) {
        lines.push(keys.map(function (key) {
          if (key === "name") return cell(get(row, "name"))
          if (key === "rivals") return cell(get(row, "rivals").map(function (r) { return label("competitor", r) }).join(" / "))
          return cell(key === "last" || key === "due" ? get(row, key) : label(key, get(row, key)))
        }).join(","))
      })
      var link = make("a", "", { download: save.dataset.dDownload })
      link.href = URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" }))
      link.click()
      setTimeout(function () { URL.revokeObjectURL(link.href) }, 1000)
    }

    form.hidden = save.hidden = false
    if (innerWidth <= 700) one(".d-choices").open = false
    read()
    form.addEventListener("input", apply)
    form.addEventListener("submit", function (event) { event.preventDefault() })
    form.addEventListener("reset", function () { sort = ""; setTimeout(apply) })
    more.addEventListener("click", draw)
    save.addEventListener("click", download)
    heads.forEach(function (head) {
      one("button", head).addEventListener("click", function () {
        var key = head.dataset.dSort
        sort = sort === key ? "-" + key : key
        apply()
      })
    })
    if (location.search.length > 1) apply()
    else { shown = rows; drawn = all("tr", body).length; more.hidden = drawn >= rows.length }
    if (innerWidth > 700) form.elements.q.focus({ preventScroll: true })
  }
})()
