/* Two questions to axe about a page: what is wrong whatever its colours, and what is hard to see in these colours.

   Contrast hangs on what is computed for a text and for all that it lies in, not on its words, and a page repeats few
   looks thousands of times. So axe is asked about the first texts of each look; those that `seen` names are known from
   other pages. (Asked about every text, nine tenths of the time went into the same few answers.) */
window.danganAxe = (function () {
  "use strict"
  const EACH = 2
  const COLOURS = ["color-contrast", "link-in-text-block"]
  const VISIBLE = { checkVisibilityCSS: true }

  /* Rules of which only faults come that are told of nowhere here: a quarter of the time went into them. */
  const LIGHT = axe._audit.rules.filter((rule) => ["minor", "moderate"].includes(rule.impact)).map((rule) => rule.id)

  const faults = (result) => result.violations
    .filter((fault) => ["serious", "critical"].includes(fault.impact))
    .map((fault) => [fault.id, fault.nodes[0].html.slice(0, 120)])

  const isText = (element) => element.matches("input, select, textarea") ||
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())

  /* A link among other words has to be told from them; axe looks no further than the block they stand in. */
  const isAmidWords = (element) => {
    const link = element.closest("a")
    if (!link) return false
    let block = link.parentElement
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement
    const length = (some) => some.textContent.trim().length
    return length(block) > [...block.querySelectorAll("a")].reduce((sum, one) => sum + length(one), 0)
  }

  /* What a text is seen through and lies on: the elements around it that paint, fade or are lifted out of the flow. */
  const looks = () => {
    const known = new Map()
    const paint = (css) => [css.backgroundColor, css.backgroundImage, css.opacity, css.filter, css.mixBlendMode,
      css.position, css.zIndex].join()
    const plain = paint(getComputedStyle(document.head))
    const under = (element) => {
      if (!element) return ""
      if (!known.has(element)) {
        const own = paint(getComputedStyle(element))
        known.set(element, under(element.parentElement) + (own === plain ? "" : " / " + own))
      }
      return known.get(element)
    }
    const name = (element) => `${element.localName}.${element.getAttribute("class") || ""}`
    return (element) => {
      const css = getComputedStyle(element)
      return [name(element.parentElement), name(element), css.color, css.fill, css.fontSize, css.fontWeight, css.textShadow,
        css.textDecorationLine, css.borderBottom, isAmidWords(element), under(element)].join("|")
    }
  }

  const firstOfEachLook = (seen) => {
    const look = looks()
    const chosen = new Map()
    for (const element of document.body.querySelectorAll("*")) {
      if (!isText(element) || !element.checkVisibility(VISIBLE)) continue
      const name = look(element)
      if (seen.has(name)) continue
      if (!chosen.has(name)) chosen.set(name, [])
      if (chosen.get(name).length < EACH) chosen.get(name).push(element)
    }
    return chosen
  }

  return {
    rules: async () => faults(await axe.run(document, {
      resultTypes: ["violations"],
      selectors: false,
      rules: Object.fromEntries([...COLOURS, ...LIGHT].map((rule) => [rule, { enabled: false }])),
    })),
    colours: async (seen) => {
      document.getAnimations().filter((one) => one instanceof CSSTransition).forEach((one) => one.finish())
      const chosen = firstOfEachLook(new Set(seen))
      if (!chosen.size) return [[], []]
      const include = [...chosen.values()].flat()
      const options = { resultTypes: ["violations"], selectors: false, runOnly: COLOURS }
      return [faults(await axe.run({ include }, options)), [...chosen.keys()]]
    },
  }
})()
