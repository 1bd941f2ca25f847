/* What our pages do by themselves: the rail of a dossier, the note link, "I am". */
(function () {
  "use strict"
  var one = function (selector, root) { return (root || document).querySelector(selector) }
  var all = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)) }

  /* Note a contact: the reader's own day, which no page can know */
  var pad = function (n) { return (n < 10 ? "0" : "") + n }
  all("[data-d-note]").forEach(function (link) {
    link.addEventListener("click", function () {
      var now = new Date(), day = now.getFullYear() + "-" + pad(now.getMonth() + 1) + "-" + pad(now.getDate())
      link.href = link.href.replace("=contact.md", "=" + day + "-contact.md").replace("%0Adate%3A%20", "%0Adate%3A%20" + day)
    })
  })

  /* The rail says where the reader is */
  var places = all(".d-rail a").map(function (link) { return { link: link, at: document.getElementById(link.hash.slice(1)) } })
    .filter(function (place) { return place.at })
  if (places.length) {
    var asked = false
    var mark = function () {
      asked = false
      var line = innerHeight * 0.28, here = places[0]
      places.forEach(function (place) { if (place.at.getBoundingClientRect().top < line) here = place })
      places.forEach(function (place) {
        if (place !== here) place.link.removeAttribute("aria-current")
        else if (!place.link.hasAttribute("aria-current")) {
          place.link.setAttribute("aria-current", "true")
          var strip = one(".d-rail")
          if (strip.scrollWidth > strip.clientWidth) strip.scrollLeft = place.link.offsetLeft - 40
          if (strip.scrollHeight > strip.clientHeight) strip.scrollTop = place.link.offsetTop - strip.clientHeight / 2
        }
      })
    }
    addEventListener("scroll", function () { if (!asked) { asked = true; requestAnimationFrame(mark) } }, { passive: true })
    mark()
  }

  /* Reading by filing class: kept in the address, printed as it is shown; without script everything is there */
  var classes = one("[data-d-classes]")
  var read = function (name) {
    all("[data-d-class]").forEach(function (part) {
      part.hidden = !!name && part.dataset.dClass.split(" ").indexOf(name) < 0
    })
    all(".d-rail a").forEach(function (link) {
      var at = document.getElementById(link.hash.slice(1))
      link.parentElement.hidden = !!at && !!at.closest("[data-d-class][hidden]")
    })
    all("a", classes).forEach(function (link) {
      if (link.dataset.dName !== name) { link.removeAttribute("aria-current"); return }
      link.setAttribute("aria-current", "true")
      one("[data-d-classed] b").textContent = link.textContent
    })
    one("[data-d-classed]").hidden = !name
  }
  if (classes) {
    classes.hidden = false
    var wanted = new URLSearchParams(location.search).get("class")
    if (all("a", classes).some(function (link) { return link.dataset.dName === wanted })) read(wanted)
    classes.addEventListener("click", function (event) {
      var link = event.target.closest("a")
      if (!link) return
      event.preventDefault()
      read(link.dataset.dName)
      history.replaceState(null, "", link.dataset.dName ? link.getAttribute("href") : location.pathname)
    })
  }

  /* A link to something folded away opens what it lies in; paper has everything open */
  var unfold = function () {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (classes && target && target.closest("[data-d-class][hidden]")) read("")
    for (var up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true
    // on a page that is there for one part of a dossier, what a thing folds away is what the reader came for
    if (target && target.closest(".d-own")) [target, target.nextElementSibling].forEach(function (part) {
      if (part && (part === target || part.matches(".d-tail"))) all(".d-more", part).forEach(function (fold) { fold.open = true })
    })
    if (target) target.scrollIntoView()
  }
  addEventListener("hashchange", unfold)
  if (location.hash) unfold()
  addEventListener("beforeprint", function () { all("details:not(.d-missing, .d-gaps)").forEach(function (d) { d.open = true }) })

  /* Where a fact comes from, on pointing at its sign or coming to it by keyboard; Escape closes */
  var tip = null
  var told = function (event) { return event.target.closest && event.target.closest(".d-mark") }
  var hush = function () { if (tip) { tip.remove(); tip = null } }
  var say = function (event) {
    var sign = told(event), box, room
    hush()
    if (!sign) return
    tip = document.createElement("div")
    tip.className = "d-tip"
    tip.setAttribute("aria-hidden", "true")
    tip.textContent = one(".d-hide", sign).textContent.replace(/^[:：]\s*/, "")
    document.body.appendChild(tip)
    box = sign.getBoundingClientRect()
    room = document.documentElement.clientWidth - tip.offsetWidth - 8
    tip.style.left = scrollX + Math.max(8, Math.min(box.left - 8, room)) + "px"
    tip.style.top = scrollY + (box.bottom + tip.offsetHeight + 12 > innerHeight ? box.top - tip.offsetHeight - 8 : box.bottom + 8) + "px"
  }
  ;["mouseover", "focusin"].forEach(function (name) { document.addEventListener(name, say) })
  document.addEventListener("focusout", hush)
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hush() })

  /* What is wider than its place can be come to by keyboard, and says what it is */
  var named = function (box) {
    var before = box.previousElementSibling, section = box.closest("section")
    return (before && /^(P|H\d)$/.test(before.tagName) ? before : section && one("h2", section) || box).textContent.trim()
  }
  var wide = window.ResizeObserver && new ResizeObserver(function (seen) {
    seen.forEach(function (each) {
      var box = each.target, over = box.scrollWidth > box.clientWidth
      if (over === box.hasAttribute("tabindex")) return
      if (!over) { ["tabindex", "role", "aria-label"].forEach(function (name) { box.removeAttribute(name) }); return }
      box.tabIndex = 0
      box.setAttribute("role", "group")
      box.setAttribute("aria-label", named(box))
    })
  })
  if (wide) all(".d-scroll:not([role])").forEach(function (box) { wide.observe(box) })

  /* I am: kept in this browser alone */
  var mine = one("[data-d-mine]")
  if (mine) {
    var me = one("select", mine), out = one("[data-d-mine-out]", mine)
    var tell = function () {
      var choice = me.options[me.selectedIndex], link = one("[data-d-mine-link]", mine), late = one("[data-d-mine-late]", mine)
      out.hidden = !me.value
      link.setAttribute("href", me.value || "#")
      link.textContent = choice.dataset.dN || ""
      late.textContent = choice.dataset.dLate || ""
      late.hidden = !choice.dataset.dLate
    }
    mine.hidden = false
    try { me.value = localStorage.getItem("dangan.me") || "" } catch (e) { /* not allowed: asked again next time */ }
    if (me.selectedIndex < 0) me.selectedIndex = 0
    me.addEventListener("change", function () {
      try { localStorage.setItem("dangan.me", me.value) } catch (e) { /* as above */ }
      tell()
    })
    tell()
  }
})()
