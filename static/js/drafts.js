// A draft is saved while it is written; without this file the form's button saves it.
// Every field that the portal does not have yet is kept on this device as well.
"use strict";

{
  const form = document.getElementById("draft");
  const words = form.dataset;
  const state = form.querySelector(".action-bar [data-state]");
  const said = form.querySelector("[data-said]");
  // This window's copy; the lock says to other windows that it is open.
  const id = `${words.draft}/${crypto.randomUUID?.() ?? Math.random()}`;
  navigator.locks?.request(id, () => new Promise(() => {}));

  // Fields whose boxes hold what the portal does not: the number of the last change, and
  // of the change that it refused, for a fault or because somebody else changed it too.
  const unsaved = new Map();
  // What went to the portal without an answer, by field. It may have arrived: it goes
  // again as it was, before what was written since, or that would clash with itself.
  let tried = null;
  const chosen = new Map(); // field → fingerprint of the text that mine replaces
  const theirs = new Map(); // field → the field as it is stored, to take over
  let changes = 0, firstUnsent = null;
  let asks = false; // whether to ask what is missing, though nothing waits

  const keyOf = (element) => element.closest("[data-field]")?.dataset.field;
  const beganOf = (key) => form.elements[`${key}-began`];
  const asItStands = (key) => ({
    began: beganOf(key).value,
    pairs: pairsOf(fieldOf(key)),
    over: chosen.get(key),
    change: unsaved.get(key)?.change,
  });

  // What is going on, in words; aloud only when it becomes another thing.
  const LOUD = ["unsent", "unkept", "signedOut", "refused", "faults", "choose", "restored"];
  let shown = "saved";
  function show(kind, text = words[kind]) {
    state.textContent = text;
    form.querySelector("[data-sign-in]").hidden = kind !== "signedOut";
    if (kind === "writing" || kind === shown) return;
    if (LOUD.includes(kind) || LOUD.includes(shown)) said.textContent = text;
    shown = kind;
  }

  function sayAgain() {
    said.textContent = "";
    setTimeout(() => { said.textContent = state.textContent; }, 100);
  }

  // Keeping --------------------------------------------------------------------------

  let keeping;
  function keepSoon() {
    keeping ??= setTimeout(keep, 400);
  }
  async function keep() {
    clearTimeout(keeping);
    keeping = undefined;
    const upTo = changes;
    const fields = {};
    for (const key of unsaved.keys()) {
      fields[key] = { ...asItStands(key), tried: tried?.[key] };
    }
    try {
      await (unsaved.size ? kept.put({ id, at: portalNow(), fields }) : kept.remove(id));
    } catch {
      return false;
    }
    // Nothing is lost by leaving the page now.
    if (upTo === changes) changed.delete(form);
    return true;
  }

  // What another visit left here goes into the boxes, and from there to the portal, which
  // merges it as if it came from another person. The newest copy of a field comes first;
  // an older one waits for the next visit, to be chosen from.
  async function bringBack() {
    await kept.forget(words.draft, Date.parse(words.settled) || 0);
    const open = new Set((await navigator.locks?.query())?.held.map((lock) => lock.name));
    const copies = (await kept.of(words.draft)).filter((copy) => !open.has(copy.id));
    for (const copy of copies.sort((one, other) => other.at - one.at)) {
      for (const [key, { began, pairs, tried: before }] of Object.entries(copy.fields)) {
        const isNew = JSON.stringify(pairs) !== JSON.stringify(fieldOf(key) && pairsOf(fieldOf(key)));
        if (unsaved.has(key) || !fillField(fieldOf(key), pairs)) continue;
        beganOf(key).value = began;
        if (before) tried = { ...tried, [key]: { ...before, change: 0 } };
        delete copy.fields[key];
        boxesOf(fieldOf(key))[0].dispatchEvent(new Event("input", { bubbles: true }));
        if (isNew) show("restored");
      }
      await keep();
      await (Object.keys(copy.fields).length ? kept.put(copy) : kept.remove(copy.id));
    }
  }

  // Sending --------------------------------------------------------------------------

  function body() {
    const waits = [...unsaved].filter(([, { change, refused }]) => change !== refused);
    if (!tried && (waits.length || asks)) {
      tried = Object.fromEntries(waits.map(([key]) => [key, asItStands(key)]));
    }
    if (!tried) return null;
    firstUnsent = null;
    const data = new FormData();
    data.set("signed-in", words.draft.split("/")[0]);
    for (const field of form.querySelectorAll("[data-field]")) {
      const began = beganOf(field.dataset.field);
      if (began) data.set(began.name, began.value);
    }
    for (const [key, { began, pairs, over }] of Object.entries(tried)) {
      data.append("sent-field", key);
      data.set(`${key}-began`, began);
      if (over !== undefined) data.append("keep-mine", `${key}:${over}`);
      for (const [name, value] of pairs) data.append(name, value);
    }
    return new Blob([JSON.stringify([...data])], { type: "application/json" });
  }

  function answered(answer) {
    const sent = Object.entries(tried);
    tried = null;
    asks = false;
    if (!answer.stored) {
      // Somebody else signed in, or it was discarded: it may become right again.
      show("refused", answer.refused);
      sending.soon(15000);
      return false;
    }
    setPortalClock(Date.parse(answer.now));
    for (const [key, { change, over }] of sent) {
      const now = unsaved.get(key) ?? {};
      const isLast = now.change === change;
      showFaults(key, answer.errors[key] ?? []);
      if (chosen.get(key) === over) chosen.delete(key);
      if (key in answer.stored) {
        beganOf(key).value = answer.stored[key];
        putAside(key);
      } else {
        now.refused = change;
      }
      // Mine is there, or was as it had been before others changed it.
      const isSettled = key in answer.stored || (key in answer.fresh && !(key in answer.clashes));
      if (isLast && isSettled) unsaved.delete(key);
    }
    for (const [key, html] of Object.entries(answer.clashes)) showTheirs(key, html);
    for (const [key, html] of Object.entries(answer.fresh)) {
      if (key in answer.clashes) theirs.set(key, html);
      else if (!unsaved.has(key)) replaceField(key, html);
    }
    document.getElementById("readiness").replaceWith(made(answer.readiness));
    keep();
    const waits = [...unsaved.values()].some(({ change, refused }) => change !== refused);
    if (form.querySelector(".theirs")) show("choose");
    else if (unsaved.size && !waits) show("faults");
    else if (waits) show("writing");
    else show("saved", answer.state);
    return true;
  }

  async function unsent(why) {
    // Only a lost link leaves it open whether it arrived.
    if (why !== "link") tried = null;
    const isKept = await keep();
    const otherwise = isKept ? "unsent" : "unkept";
    show({ "signed-out": "signedOut", server: "refused" }[why] ?? otherwise);
  }

  const sending = sender({ url: words.url, body, answered, unsent });

  // The page -------------------------------------------------------------------------

  function keepMine(key, fingerprint) {
    chosen.set(key, fingerprint);
    beganOf(key).value = fingerprint;
    putAside(key);
    focusIn(fieldOf(key));
    written(key, 0);
  }
  function takeTheirs(key) {
    const html = theirs.get(key);
    theirs.delete(key);
    unsaved.delete(key);
    replaceField(key, html);
    focusIn(fieldOf(key));
    keep();
    show("saved", form.querySelector(".theirs") ? words.choose : words.taken);
  }
  // A second after the last key, and now and then while somebody writes without a pause.
  function written(key, after = 1000) {
    unsaved.set(key, { ...unsaved.get(key), change: ++changes });
    firstUnsent ??= performance.now();
    show("writing");
    keepSoon();
    sending.soon(Math.max(0, Math.min(after, firstUnsent + 10000 - performance.now())));
  }
  form.addEventListener("input", (event) => {
    const key = event.target.type !== "file" && keyOf(event.target);
    if (key) written(key);
  });

  // What was typed before this file was here, or put back by the browser, and what the
  // portal answered with as it was typed.
  function lookOver() {
    for (const field of form.querySelectorAll("[data-field]")) {
      const key = field.dataset.field;
      const isHeldBack = field.matches(".field-wrong, :has(.theirs)");
      if (!beganOf(key) || unsaved.has(key)) continue;
      if (isHeldBack || boxesOf(field).some(isTouched)) written(key);
    }
  }
  addEventListener("pageshow", lookOver);

  // What waits goes first, so that the page that follows shows all of it; where it cannot
  // go, one stays here, where it is.
  let isGoing = false;
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (isGoing) return;
    event.preventDefault();
    if (button?.name === "keep-mine") return keepMine(...button.value.split(":"));
    if (button?.name === "take-theirs" && theirs.has(button.value)) return takeTheirs(button.value);
    // The list may be older than the last save: a file that went up brought one along.
    const isMissing = () => button?.name === "hand-in" && document.querySelector("#readiness a");
    asks = Boolean(isMissing());
    if (!await sending.flush()) return sayAgain();
    if (isMissing()) {
      const missing = document.getElementById("readiness");
      missing.scrollIntoView({ block: "center" });
      return missing.focus({ preventScroll: true });
    }
    // A form is not submitted from within its own submit event.
    await new Promise((done) => setTimeout(done));
    isGoing = true;
    form.requestSubmit(button?.isConnected ? button : undefined);
    isGoing = false;
  });

  // Whoever comes back to the page may have signed in again in another tab.
  const goOn = () => { if (unsaved.size) sending.soon(0); };
  addEventListener("focus", goOn);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return goOn();
    keep();
    sending.flush();
  });

  // What is missing leads to the box where it can be mended.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#readiness a");
    if (link) setTimeout(() => focusIn(document.getElementById(link.hash.slice(1))));
  });
  if (location.hash.startsWith("#field-")) focusIn(document.getElementById(location.hash.slice(1)));

  document.querySelector("#offline p").textContent = words.offline;
  lookOver();
  bringBack().catch(() => {});
}
