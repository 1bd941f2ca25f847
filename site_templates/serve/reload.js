/* Of `dangan serve`, in no site: a page that somebody looks at loads itself again when the site was built since. It waits
   for that only while it is looked at, since a browser keeps few lines open to one place. */
(function () {
  "use strict"
  var own = document.currentScript, waiting = null
  function ask() {
    if (document.hidden || waiting) return
    waiting = new AbortController()
    fetch(own.src.replace("reload.js", "built?since=" + own.dataset.built), { signal: waiting.signal }).then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject(answer.status)
    }).then(function (built) {
      waiting = null
      if (built === own.dataset.built) ask()
      else location.reload()
    }).catch(function () {
      waiting = null
      setTimeout(ask, 2000)
    })
  }
  document.addEventListener("visibilitychange", function () {
    if (document.hidden && waiting) waiting.abort()
    else ask()
  })
  ask()
})()
