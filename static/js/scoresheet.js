// The scoresheet: shows of each mark where it is, adds up the total, tells of the other
// device. Without this file the sheet's buttons save it.
"use strict";

{
  const sheet = document.querySelector("form.scoresheet");
  const words = sheet.dataset;
  const { work } = words;
  const state = sheet.querySelector("[data-state]");
  // On the way back a browser fills in what stood there; it would be taken for typed.
  sheet.autocomplete = "off";
  const names = [...sheet.elements].map((box) => box.name)
    .filter((name) => sheet.elements[`was_${name}`]);

  const valueOf = (name) => sheet.elements[name].value;
  const wasOf = (name) => sheet.elements[`was_${name}`].value;
  const isWaiting = (name) => marks.of(work).some((mark) => mark.name === name);
  const codeOf = (name) => name.replace(/^(points|comment)_/, "");

  // Where a criterion's marks are: of two of its boxes, that of the one less safe.
  function show(name, text) {
    const place = sheet.querySelector(`[data-kept="${codeOf(name)}"]`);
    if (place) place.textContent = text;
  }
  // Once: to a screen reader, the same words again are news at each try to send.
  function say(text) {
    if (state && state.textContent !== text) state.textContent = text;
  }
  function tellOf(name, text) {
    const place = document.getElementById(`differed-${name}`);
    place.textContent = text;
    place.hidden = !text;
  }
  function fault(name, errors) {
    for (const box of sheet.querySelectorAll(`[name="${name}"]`)) {
      box.classList.toggle("is-invalid", errors.length > 0);
      box.ariaInvalid = errors.length ? "true" : null;
    }
    document.getElementById(`error-${name}`).textContent = errors.join(" ");
  }
  function fill(name, value) {
    sheet.elements[name].value = value;
    if (value) sheet.querySelector(`[name="${name}"]`).closest("details")?.setAttribute("open", "");
  }

  // Exact, as the portal adds up; rounded half up to two decimals, to be shown.
  const hundredths = (text) => {
    const digits = text.trim().replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - 0xe50);
    const [, whole, part = ""] = digits.match(/^(\d*)(?:\.(\d{0,2})0*)?$/) ?? [];
    return whole || part ? BigInt((whole || "0") + part.padEnd(2, "0")) : null;
  };
  function addUp() {
    const place = sheet.querySelector("[data-total]");
    if (!place) return;
    let above = 0n, below = 1n;
    for (const row of sheet.querySelectorAll("[data-full]")) {
      const [full, weight] = [hundredths(row.dataset.full), hundredths(row.dataset.weight)];
      const { value, step } = sheet.elements[`points_${row.dataset.field}`];
      const points = hundredths(value);
      // What the portal will not take is no part of it; levels have no step.
      if (points === null || points > full || step && points % hundredths(step)) continue;
      above = above * full + points * weight * below;
      below *= full;
    }
    const total = String((2n * above + below) / (2n * below)).padStart(3, "0");
    place.textContent = `${total.slice(0, -2)}.${total.slice(-2)}`;
  }

  function take(held, sent = []) {
    for (const name of names) {
      if (!(name in held)) continue;
      const isSent = sent.some((mark) => mark.name === name);
      const isNew = held[name] !== wasOf(name) && !isSent;
      sheet.elements[`was_${name}`].value = held[name];
      if (isWaiting(name)) continue;
      if (isNew) tellOf(name, words.elsewhere);
      if (valueOf(name).trim() !== held[name]) fill(name, held[name]);
      if (held[name]) show(name, words.saved);
    }
  }

  // Why nothing comes through. The bar at the top that says it too may be out of sight.
  let isSignedOut = false;
  marks.on((news) => {
    if (news.unsent || news.answer) isSignedOut = news.unsent === "signed-out";
    for (const { name } of news.kept ?? []) if (news.work === work) show(name, words.kept);
    if (news.unsent && marks.of(work).length) {
      for (const mark of marks.of(work)) show(mark.name, marks.isKept(mark) ? words.kept : words.unkept);
      const why = isSignedOut ? words.signedOut : words.unsent;
      say(marks.of(work).every(marks.isKept) ? why : words.unkept);
    }
    if (!news.answer || news.work !== work) return;
    const { held, errors, differed, aside, total } = news.answer;
    for (const { name } of news.sent) {
      tellOf(name, differed[name]?.said ?? "");
      if (!isWaiting(name) || name in errors) fault(name, errors[name] ?? []);
      if (name in errors) show(name, words.refused);
      else if (aside.includes(name)) show(name, words.aside);
      else if (isWaiting(name)) show(name, words.kept);
      else show(name, words.saved);
    }
    if (held) take(held, news.sent);
    addUp();
    const isAll = !marks.of(work).length;
    if (total && isAll) sheet.querySelector("[data-total]")?.replaceChildren(total);
    if (held) say(isAll && !aside.length ? words.saved : "");
    else say(aside.length ? "" : news.answer.refused);
  });

  sheet.addEventListener("input", ({ target: { name } }) => {
    if (!names.includes(name)) return;
    addUp();
    tellOf(name, "");
    say("");
    show(name, words.saving);
    marks.give(work, name, valueOf(name), wasOf(name));
  });

  sheet.addEventListener("click", ({ target }) => {
    const tap = target.closest("[data-tap]");
    if (!tap) return;
    const box = sheet.elements[tap.dataset.tap];
    box.value = tap.value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // A link to a criterion, as from the page to sign: on a phone its pane may be hidden.
  const asked = document.getElementById(location.hash.slice(1));
  if (sheet.contains(asked)) {
    document.getElementById("pane-sheet").checked = true;
    asked.scrollIntoView();
  }

  // Arrow keys step like the buttons.
  sheet.addEventListener("keydown", (event) => {
    const step = { ArrowUp: "1", ArrowDown: "-1" }[event.key];
    const stepper = step && event.target.closest(".stepper");
    if (!stepper || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    stepper.querySelector(`button[value="${step}"]`).click();
  });

  // A sheet is signed as the portal has it: all that is on this device goes there first.
  sheet.addEventListener("submit", async (event) => {
    event.preventDefault();
    const isAll = await marks.flush(work);
    const wrong = sheet.querySelector(".is-invalid");
    if (wrong) {
      say(words.refused);
      return wrong.focus();
    }
    if (!isAll && isSignedOut) return say(words.signedOut);
    if (!isAll) return say(event.submitter?.name === "sign" ? words.unsignable : words.unsent);
    if (event.submitter?.name === "sign") location.assign(words.sign);
    else say(words.saved);
  });

  // What another visit left here goes into the boxes, and what was typed before this file.
  marks.ready.then(async () => {
    const { old } = document.body.dataset;
    const held = old && await marks.remembered(work).catch(() => null);
    if (held?.at > Date.parse(old)) {
      for (const name of names) {
        sheet.elements[`was_${name}`].value = held.held[name] ?? wasOf(name);
        if (name in held.held) fill(name, held.held[name]);
      }
    }
    for (const name of names) if (wasOf(name)) show(name, words.saved);
    for (const { name, value, was, wrong } of marks.of(work)) {
      if (!names.includes(name)) continue;
      fill(name, value);
      show(name, words.kept);
      if (wrong) marks.give(work, name, value, was, 0);
    }
    for (const name of names) {
      const isTyped = valueOf(name).trim() !== wasOf(name).trim();
      if (isTyped && !isWaiting(name)) marks.give(work, name, valueOf(name), wasOf(name), 0);
    }
    addUp();
    if (old) marks.ask(work);
  });
}
