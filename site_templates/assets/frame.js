/* The frame's few moving parts: drawer, search box, colours, language, and the line in the footer that build.js brings. */
(function () {
  "use strict"
  var body = document.body
  var keep = function (key, value) { try { localStorage.setItem("dangan." + key, value) } catch (e) { /* not allowed: not kept */ } }
  var kept = function (key) { try { return localStorage.getItem("dangan." + key) } catch (e) { return null } }

  var drawer = document.getElementById("d-drawer")
  var menu = document.querySelector(".d-menu")
  if (drawer && menu) {
    menu.addEventListener("click", function () { drawer.showModal() })
    drawer.addEventListener("click", function (event) {
      if (event.target === drawer || event.target.closest(".d-close")) drawer.close()
    })
    matchMedia("(min-width: 768px)").addEventListener("change", function () { drawer.close() })
  }

  /* Search: the box opens at once; what answers in it is fetched then and not before. A page with a field of its own uses that. */
  var assets = document.currentScript.src.replace(/[^/]*$/, "")
  var box = document.getElementById("d-search"), opener = document.querySelector(".d-find-it")
  var parts = ["text", "words." + document.documentElement.lang.slice(0, 2), "plan", "match", "engine", "draw", "box"]
  var open = function () {
    var own = document.querySelector("[data-d-search] [name=q]"), field = own || box.querySelector("[name=q]")
    if (!own && !box.open) box.showModal()
    field.focus()
    field.select()
    if (!own) parts.splice(0).forEach(function (name) {
      var script = document.createElement("script")
      script.src = assets + "search/" + name + ".js"
      script.async = false /* in this order */
      document.head.appendChild(script)
    })
  }
  if (box && opener && box.showModal) {
    opener.setAttribute("role", "button")
    opener.setAttribute("aria-haspopup", "dialog")
    opener.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return /* a page of its own was asked for */
      event.preventDefault()
      open()
    })
    opener.addEventListener("keydown", function (event) { if (event.key === " ") { event.preventDefault(); open() } })
    ;["start", "end"].forEach(function (when) { /* what is composed may begin before anything answers */
      box.addEventListener("composition" + when, function () { box.toggleAttribute("data-composing", when === "start") })
    })
    box.addEventListener("click", function (event) {
      if (event.target === box || event.target.closest(".d-close")) box.close()
    })
    /* "/" as the keyboards of both languages give it; not while something is being typed */
    document.addEventListener("keydown", function (event) {
      if (!/^[/\uff0f\u3001]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      var over = event.target.closest("dialog") /* one that has just closed may have the focus for a moment */
      if (over ? over.open : event.target.closest("input, textarea, select") || event.target.isContentEditable) return
      event.preventDefault()
      open()
    })
  }

  var schemes = ["auto", "light", "dark"]
  var button = document.querySelector(".d-scheme")
  var night = matchMedia("(prefers-color-scheme: dark)")
  var scheme = schemes.indexOf(kept("scheme")) > 0 ? kept("scheme") : "auto"
  var paint = function () {
    var dark = scheme === "dark" || scheme === "auto" && night.matches
    body.setAttribute("data-md-color-scheme", dark ? "slate" : "default")
    if (!button) return
    button.hidden = false
    button.title = button.dataset[scheme]
    button.setAttribute("aria-label", button.dataset[scheme])
    button.querySelectorAll("svg").forEach(function (icon) { icon.toggleAttribute("hidden", icon.dataset.scheme !== scheme) })
  }
  paint()
  night.addEventListener("change", paint)
  if (button) button.addEventListener("click", function () {
    scheme = schemes[(schemes.indexOf(scheme) + 1) % schemes.length]
    keep("scheme", scheme)
    paint()
  })

  document.querySelectorAll("a[hreflang]").forEach(function (link) {
    link.addEventListener("click", function () {
      keep("lang", link.hreflang)
      /* what the reader has filtered and where they stand goes along */
      link.search = location.search
      link.hash = location.hash
    })
  })

  /* what scrolls sideways must be reachable by keyboard */
  document.querySelectorAll(".md-typeset pre > code, .md-typeset table").forEach(function (wide) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0
  })

  var build = window.danganBuild, said = build && build.words[document.documentElement.lang.slice(0, 2)]
  if (said) document.querySelectorAll(".d-foot__build, [data-d-build]").forEach(function (line) { line.textContent = said })
})()
