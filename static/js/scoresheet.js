// Marks are sent as they are given; without this file the sheet's buttons save them.
"use strict";

{
  const sheet = document.querySelector("form.scoresheet");
  const words = sheet.dataset;
  const state = sheet.querySelector("[data-state]");
  const refusal = sheet.querySelector("[data-refusal]");

  // What was given and is not on the server yet: names of fields.
  const waiting = new Set();
  let timer, sending = false, retry = 0;

  function send(after) {
    clearTimeout(timer);
    timer = setTimeout(flush, after);
  }

  function show(text, name) {
    state.textContent = text;
    const place = name && sheet.querySelector(`[data-kept="${name}"]`);
    if (place) place.textContent = text;
  }

  function criterionOf(name) {
    return name.replace(/^(points|comment)_/, "");
  }

  async function flush() {
    if (sending || !waiting.size) return;
    sending = true;
    const names = [...waiting];
    const sent = new Map(names.map((name) => [name, sheet.elements[name].value]));
    const body = new FormData();
    // The token of this moment: signing in again in another tab changes it.
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    const token = cookie ? cookie[1] : sheet.elements.csrfmiddlewaretoken.value;
    const headers = { "X-CSRFToken": token };
    for (const [name, value] of sent) body.set(name, value);
    let response, answer;
    try {
      response = await fetch(words.url, { method: "POST", body, headers, redirect: "error" });
      if (response.status >= 500) throw new Error("server");
      answer = await response.json().catch(() => ({}));
    } catch {
      // No link, or no server: keep trying, ever more slowly.
      sending = false;
      retry = Math.min(retry + 1, 6);
      show(words.unsent);
      return send(retry * 2500);
    }
    sending = false;
    retry = 0;
    if (!answer.held) {
      refuse(answer.refused);
      return;
    }
    refusal.hidden = true;
    for (const [name, value] of sent) {
      const box = sheet.elements[name];
      // What was changed while it was on its way goes again.
      const isLast = box.value === value;
      if (isLast) waiting.delete(name);
      const errors = answer.errors[name] || [];
      if (!errors.length) sheet.elements[`was_${name}`].value = value;
      box.classList.toggle("is-invalid", errors.length > 0);
      box.ariaInvalid = errors.length ? "true" : null;
      document.getElementById(`error-${name}`).textContent = errors.join(" ");
      const saved = isLast ? words.saved : words.saving;
      show(errors.length ? words.refused : saved, criterionOf(name));
    }
    sheet.querySelector("[data-total]").textContent = answer.total;
    if (waiting.size) send(0);
  }

  // The sheet was closed, or is not this judge's any more: say so, and keep what stands here.
  function refuse(text) {
    show(words.refused);
    refusal.querySelector("p").textContent = text || words.refused;
    refusal.hidden = false;
    refusal.scrollIntoView({ block: "nearest" });
  }

  sheet.addEventListener("input", (event) => {
    if (!event.target.name) return;
    waiting.add(event.target.name);
    show(words.saving, criterionOf(event.target.name));
    send(600);
  });
  sheet.addEventListener("change", () => send(150));
  addEventListener("online", () => send(0));

  // The form itself takes over what still waits.
  sheet.addEventListener("submit", () => waiting.clear());
  addEventListener("beforeunload", (event) => {
    if (waiting.size) event.preventDefault();
  });

  // Arrow keys step like the buttons.
  sheet.addEventListener("keydown", (event) => {
    const step = { ArrowUp: "1", ArrowDown: "-1" }[event.key];
    const stepper = step && event.target.closest(".stepper");
    if (!stepper || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    stepper.querySelector(`button[value="${step}"]`).click();
  });
}
