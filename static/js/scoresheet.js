// Marks are sent as they are given; without this file the sheet's buttons save them.
"use strict";

{
  const sheet = document.querySelector("form.scoresheet");
  const words = sheet.dataset;
  const state = sheet.querySelector("[data-state]");
  const refusal = sheet.querySelector("[data-refusal]");

  // What was given and is not on the server yet: names of fields.
  const waiting = new Set();
  function show(text, name) {
    state.textContent = text;
    const place = name && sheet.querySelector(`[data-kept="${name}"]`);
    if (place) place.textContent = text;
  }

  function criterionOf(name) {
    return name.replace(/^(points|comment)_/, "");
  }

  let sent;
  function body() {
    if (!waiting.size) return null;
    sent = new Map([...waiting].map((name) => [name, sheet.elements[name].value]));
    const data = new FormData();
    for (const [name, value] of sent) data.set(name, value);
    return data;
  }

  function answered(answer) {
    if (!answer.held) {
      refuse(answer.refused);
      return false;
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
    return true;
  }

  const sending = sender({ url: words.url, body, answered, unsent: () => show(words.unsent) });

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
    sending.soon(600);
  });
  sheet.addEventListener("change", () => sending.soon(150));

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
