// Keeps a part of a page as the portal has it: asks every few seconds whether it changed.
//
//   <div id="x" data-follow-url="..." data-follow-tag="{{ the answer's ETag }}"
//        data-follow-seconds="5">the part</div>
//
// ui/_followed.html says beside it when the portal was last heard.
//
// The address answers with the part alone, or 304. While the link is down it is asked
// ever more seldom, and at once when it is back; a page nobody looks at does not ask. On
// the element, "follow" asks now, and "followed" tells that the part was replaced.
"use strict";

function follow(place) {
  const every = Number(place.dataset.followSeconds || 5) * 1000;
  const state = document.querySelector(`[data-follow-state="${place.id}"]`);
  let timer, tag = place.dataset.followTag || "", failures = 0, asking = false, over = false;
  let heard = portalNow(), shown = "";
  const seen = document.createElement("span"), aloud = document.createElement("span");
  aloud.className = "visually-hidden";
  aloud.setAttribute("role", "status");
  state?.append(seen, aloud);

  function say(what) {
    if (!state) return;
    seen.textContent = state.dataset[what].replace("{time}", clockTime(heard));
    // Read aloud only when the link goes and when it is back, not every few seconds.
    if (state.dataset.follows && state.dataset.follows !== what) aloud.textContent = seen.textContent;
    state.dataset.follows = what;
  }

  function later(wait) {
    clearTimeout(timer);
    // Not all pages that were opened together ask together.
    if (!over && !document.hidden) timer = setTimeout(ask, wait * (0.8 + 0.4 * Math.random()));
  }

  async function ask() {
    if (asking || over) return;
    asking = true;
    try {
      const headers = { "HX-Request": "true" };
      if (tag) headers["If-None-Match"] = tag;
      const answer = await fetch(place.dataset.followUrl, {
        headers, cache: "no-store", redirect: "manual", signal: AbortSignal.timeout?.(15000),
      });
      if (answer.status === 200) {
        const text = await answer.text();
        tag = answer.headers.get("ETag") || "";
        if (text !== shown) replace(text);
        shown = text;
      } else if (answer.status !== 304) {
        // Signed out, or no business here any more: asking again will not help. What is
        // wrong with the portal or a proxy passes.
        if (answer.status < 500 && answer.status !== 429) return end();
        throw new Error(answer.status);
      }
      failures = 0;
      heard = portalNow();
      say("heard");
    } catch {
      failures += 1;
      // One answer may go astray without anybody being told.
      if (failures > 1) say("lost");
    } finally {
      asking = false;
      later(Math.min(60000, every * 2 ** failures));
    }
  }

  function end() {
    over = true;
    say("over");
  }

  // What one was at stays: where boxes were pushed to, what was opened, the focus.
  function replace(text) {
    const boxes = [...place.querySelectorAll("[id]")].map((box) => [box.id, box.scrollLeft, box.scrollTop, box.open]);
    const focus = place.contains(document.activeElement) && address(document.activeElement);
    place.innerHTML = text;
    for (const [id, left, top, open] of boxes) {
      const box = document.getElementById(id);
      if (!box) continue;
      if (left || top) box.scrollTo(left, top);
      if (box.tagName === "DETAILS") box.open = open;
    }
    if (focus) place.querySelector(focus)?.focus({ preventScroll: true });
    globalThis.htmx?.process(place);
    tick();
    place.dispatchEvent(new CustomEvent("followed", { bubbles: true }));
  }

  function address(element) {
    if (element.id) return `#${CSS.escape(element.id)}`;
    const href = element.getAttribute("href");
    return href && `a[href="${CSS.escape(href)}"]`;
  }

  addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => later(0));
  addEventListener("pageshow", (event) => event.persisted && later(0));
  place.addEventListener("follow", ask);
  say("heard");
  later(every);
}

for (const place of document.querySelectorAll("[data-follow-url]")) follow(place);
