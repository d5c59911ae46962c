// The screens of a session follow it: they ask for its version every two seconds, which
// costs no body while nothing happens, and let the clock run by the portal's own time.
// Without this file the pages show how it stands when they are loaded.
"use strict";

{
  const root = document.querySelector("[data-hall]");
  const texts = root.dataset;
  const said = document.querySelector("[data-say]");
  const lostNote = document.querySelector("[data-lost-note]");
  const EVERY = 2000, LONGEST = 20000, SOON = 60;
  let version = Number(texts.version), people = texts.people;
  let etag = "", state = null, lostSince = null, wait = EVERY, timer = 0, asking = false, again = false;

  // The clock -------------------------------------------------------------------------

  function secondsLeft() {
    if (state?.left_ms != null) return state.left_ms / 1000;
    return state?.ends_at ? (Date.parse(state.ends_at) - portalNow()) / 1000 : null;
  }

  // A second that has begun counts as left, as in judging/hall/clock.py.
  function clockText(left) {
    const whole = left > 0 ? Math.ceil(left) : -Math.floor(-left);
    const seconds = String(Math.abs(whole) % 60).padStart(2, "0");
    return `${whole < 0 ? "−" : ""}${Math.floor(Math.abs(whole) / 60)}:${seconds}`;
  }

  let before = {};
  function run() {
    const left = secondsLeft();
    if (left === null) return;
    const warning = left > SOON ? "" : left > 0 ? "soon" : "over";
    for (const clock of document.querySelectorAll("[data-slot]")) {
      clock.classList.toggle("clock-soon", warning === "soon");
      clock.classList.toggle("clock-over", warning === "over");
      put(clock.querySelector("[data-time]"), clockText(left));
      put(clock.querySelector("[data-warning]"), warning ? texts[warning] : "");
    }
    // Said once, when it comes about; not again on every screen that is opened later.
    const slot = `${state.turn} ${state.phase}`;
    if (before.slot === slot && warning && before.warning !== warning) {
      said.textContent = texts[warning];
      sound(warning === "over" ? 3 : 1);
    }
    before = { slot, warning };
  }
  function put(place, text) {
    if (place && place.textContent !== text) place.textContent = text;
  }

  // What the page shows ---------------------------------------------------------------

  // Put the parts of a page as it is now in the place of those on the screen.
  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const news = page.querySelector("[data-hall]");
    if (!news) return location.reload();
    const held = document.activeElement;
    const part = held?.closest("[data-part]");
    const words = () => document.querySelector("[data-turn]")?.textContent.replace(/\s+/g, " ").trim();
    const were = words();
    for (const place of document.querySelectorAll("[data-part]")) {
      const fresh = page.getElementById(place.id);
      if (fresh) place.replaceChildren(...fresh.childNodes);
    }
    for (const form of document.querySelectorAll("[data-hall-act]")) form.removeAttribute("aria-busy");
    version = Number(news.dataset.version);
    people = news.dataset.people;
    // The clock of a moment ago is not that of what is shown now.
    if (state?.version !== version) state = null;
    if (part && !held.isConnected) {
      const same = held.value && part.querySelector(`button[value="${held.value}"]`);
      (same || part.querySelector(".btn-primary, button"))?.focus();
    }
    const are = words();
    if (are && are !== were) said.textContent = are;
    // The list follows whoever is on, inside its own frame.
    document.querySelector(".projector [aria-current]")?.scrollIntoView({ block: "nearest" });
    run();
    return page;
  }

  async function reload() {
    const response = await fetch(location.href, { cache: "no-store" });
    if (!response.ok) throw new Error(response.status);
    show(await response.text());
  }

  // Asking ----------------------------------------------------------------------------

  async function ask() {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    clearTimeout(timer);
    try {
      const headers = etag ? { "If-None-Match": etag } : {};
      const response = await fetch(texts.url, { headers, cache: "no-store", redirect: "manual" });
      // Signed out, or off the panel: the page itself says what holds now.
      if (response.type === "opaqueredirect" || response.status === 404) return location.reload();
      if (response.status !== 304) {
        if (!response.ok) throw new Error(response.status);
        const answer = await response.json();
        setPortalClock(Date.parse(answer.now));
        // Who came is news to the pages that show it.
        const isElse = people !== undefined && answer.people !== people;
        if (answer.version > version || isElse) await reload();
        // Only now is it known: were the page not to come, it would be asked for again.
        [state, etag] = [answer, response.headers.get("ETag")];
      }
      found();
    } catch {
      lost();
    } finally {
      asking = false;
    }
    run();
    if (!document.hidden) timer = setTimeout(ask, again ? 0 : wait);
    again = false;
  }

  function found() {
    [lostSince, wait] = [null, EVERY];
    lostNote.hidden = true;
  }
  function lost() {
    if (lostSince === null) {
      lostSince = new Date(portalNow());
      lostNote.textContent = texts.lost.replace("{time}", clockTime(lostSince));
      lostNote.hidden = false;
    }
    wait = Math.min(wait * 2, LONGEST);
  }

  // Nobody looks: nothing is asked. Whoever looks again sees it at once.
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (!document.hidden) ask();
  });
  addEventListener("online", ask);

  // Buttons ---------------------------------------------------------------------------

  // A button that fails must not take the page away, and the clock with it.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.hasAttribute("data-hall-act")) return;
    event.preventDefault();
    try {
      const body = new FormData(form, event.submitter);
      const response = await fetch(form.action, { method: "POST", body });
      if (!response.ok) throw new Error(response.status);
      const page = show(await response.text());
      tell(page?.querySelectorAll("main > .callout[role=status]:not([id])") ?? []);
    } catch {
      form.removeAttribute("aria-busy");
      lost();
      const note = document.createElement("p");
      note.className = "hall-lost";
      note.role = "status";
      note.textContent = texts.undone;
      tell([note]);
    }
    ask();
  });
  function tell(answers) {
    // What was said of an act before is over.
    for (const old of document.querySelectorAll("main > .callout[role=status]:not([id])")) old.remove();
    document.querySelector("[data-answers]")?.replaceChildren(...answers);
  }

  const whole = document.querySelector("[data-fullscreen]");
  if (whole && document.fullscreenEnabled) {
    whole.hidden = false;
    whole.addEventListener("click", () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else document.documentElement.requestFullscreen();
    });
  }

  // Sound, where somebody wants it ------------------------------------------------------

  const choice = document.querySelector("[data-sound]");
  let tones = null;
  if (choice) {
    document.querySelector("[data-sound-choice]").hidden = false;
    choice.addEventListener("change", () => {
      tones ??= new AudioContext();
      sound(1);
    });
  }
  function sound(times) {
    if (!choice?.checked || !tones) return;
    for (let i = 0; i < times; i++) {
      const tone = tones.createOscillator(), volume = tones.createGain();
      const at = tones.currentTime + i * 0.5;
      tone.frequency.value = 880;
      volume.gain.setValueAtTime(0.2, at);
      volume.gain.exponentialRampToValueAtTime(0.001, at + 0.4);
      tone.connect(volume).connect(tones.destination);
      tone.start(at);
      tone.stop(at + 0.4);
    }
  }

  setInterval(run, 250);
  ask();
}
