/* Changes, filtered by day and by what each, or each of its rows, says of itself; the state is in the address. Without script
   all is shown. */
(function () {
  "use strict"
  var one = function (selector, root) { return (root || document).querySelector(selector) }
  var all = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)) }
  var form = one("[data-d-history-filter]")
  if (!form) return
  var count = one("[data-d-count]"), none = one("[data-d-none]"), changes = all(".d-change"), before = count.textContent
  var inputs = all("[name]", form), value = function (name) { return form.elements[name].value }
  var choices = all("select", form)
  function holds(element) { /* of several values each stands on a line */
    return choices.every(function (choice) {
      return !choice.value || (element.getAttribute("data-d-" + choice.name) || "").split("\n").indexOf(choice.value) >= 0
    })
  }

  function read() {
    var asked = new URLSearchParams(location.search)
    inputs.forEach(function (input) {
      input.value = asked.get(input.name) || ""
      if (input.selectedIndex < 0) input.value = ""
    })
  }
  function write() {
    var query = new URLSearchParams()
    inputs.forEach(function (input) { if (input.value) query.set(input.name, input.value) })
    var text = query.toString() ? "?" + query.toString() : ""
    try { history.replaceState(null, "", location.pathname + text + location.hash) } catch (e) { /* file:// may refuse */ }
    all(".d-jumps a").forEach(function (link) { link.search = text }) /* the other years, by the same filter */
  }
  function apply() {
    var shown = 0, from = value("from"), to = value("to")
    var filtered = inputs.some(function (input) { return input.value })
    changes.forEach(function (change) {
      var day = change.dataset.dOn, fits = (!from || day >= from) && (!to || day <= to), any = false
      var rows = all(".d-rows > li", change)
      if (!rows.length) any = fits && holds(change)
      rows.forEach(function (row) {
        row.hidden = !fits || !holds(row)
        any = any || !row.hidden
      })
      change.hidden = !any
      var more = one("details", change)
      if (more) {
        var inside = one("li:not([hidden])", more)
        more.hidden = !inside
        more.open = filtered && !!inside
      }
      shown += any
    })
    all(".d-history > .d-section").forEach(function (part) { part.hidden = !one(".d-change:not([hidden])", part) })
    count.textContent = filtered ? count.dataset.dWords.replace("{n}", shown).replace("{all}", changes.length) : before
    none.hidden = shown > 0
    write()
  }
  form.hidden = false
  read()
  form.addEventListener("input", apply)
  form.addEventListener("submit", function (event) { event.preventDefault() })
  form.addEventListener("reset", function () { setTimeout(apply) })
  if (location.search.length > 1) apply()
})()
