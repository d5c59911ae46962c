// Lets this device keep a judge's pages and, if asked to, an entry's files.
"use strict";

if ("serviceWorker" in navigator) {
  const { worker, scope } = document.getElementById("device").dataset;
  navigator.serviceWorker.register(worker, { scope }).then(async () => {
    const { active } = await navigator.serviceWorker.ready;
    // A page that was there before its worker is not kept yet.
    const { controller } = navigator.serviceWorker;
    const isNew = performance.getEntriesByType("navigation")[0]?.workerStart === 0;
    if (!controller || isNew) active.postMessage({ keep: location.href });
  }).catch(() => {});
}

for (const place of "caches" in window ? document.querySelectorAll("[data-keep-files]") : []) {
  const { keepFiles: work, size, keeping, held, full, failed } = place.dataset;
  const { person } = document.body.dataset;
  const name = `judging/${person}/files/${work}`;
  const [start, stop] = place.querySelectorAll("button");
  const bar = place.querySelector("progress");
  const said = place.querySelector("[role=status]");
  const megabytes = (bytes) => (bytes / 1048576).toFixed(1);
  place.hidden = false;

  function show(isKept, text = "") {
    start.hidden = isKept;
    stop.hidden = !isKept;
    bar.hidden = true;
    said.textContent = text;
  }
  // The files of the entry, as its page names them; what is only another view of one, not.
  function urls() {
    const found = new Set();
    for (const element of document.querySelectorAll(".file a[href], .file img[src], .file video[src]")) {
      if (element.closest(".document")) continue;
      const url = new URL(element.getAttribute(element.href ? "href" : "src"), location.href);
      url.searchParams.delete("download");
      if (url.origin === location.origin) found.add(url.href);
    }
    return found;
  }

  let done = 0;
  const counted = () => new TransformStream({
    transform(piece, out) {
      done += piece.byteLength;
      bar.value = Math.min(done, size);
      said.textContent = keeping.replace("{done}", megabytes(done)).replace("{size}", megabytes(size));
      out.enqueue(piece);
    },
  });
  async function fetchAll() {
    start.hidden = true;
    bar.hidden = false;
    done = 0;
    try {
      await navigator.storage?.persist?.();
      const cache = await caches.open(name);
      for (const url of urls()) {
        const response = await fetch(url);
        if (!response.ok || response.redirected) throw new Error(url);
        const { headers } = response;
        await cache.put(url, new Response(response.body.pipeThrough(counted()), { headers }));
      }
      // Only a whole one is one.
      await cache.put(`${location.pathname}files/`, new Response(""));
      show(true, held);
    } catch (fault) {
      await caches.delete(name);
      show(false, fault.name === "QuotaExceededError" ? full : failed);
    }
  }
  start.addEventListener("click", fetchAll);
  stop.addEventListener("click", () => caches.delete(name).then(() => show(false)));
  caches.open(name).then(async (cache) => {
    const isWhole = await cache.match(`${location.pathname}files/`);
    if (isWhole) show(true, held);
    else await caches.delete(name);
  }).catch(() => {});
}
