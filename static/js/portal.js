// What makes the pages pleasanter where there is JavaScript. Every page works without it.
"use strict";

const words = document.body.dataset;

// htmx sends the token of this moment: signing in in another tab changes it.
document.addEventListener("htmx:configRequest", (event) => {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (cookie) event.detail.headers["X-CSRFToken"] = cookie[1];
});

// Say so when the portal cannot be reached, and take it back when it can.
const problem = document.getElementById("problem");
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, () => { problem.hidden = false; });
}
document.addEventListener("htmx:afterOnLoad", () => { problem.hidden = true; });
const showConnection = () => {
  document.getElementById("offline").hidden = navigator.onLine;
};
addEventListener("online", showConnection);
addEventListener("offline", showConnection);
showConnection();

// Ask before an act: <form data-confirm="Hand in now?"> or hx-confirm.
const dialog = document.getElementById("confirm");
function ask(question, goOn) {
  document.getElementById("confirm-words").textContent = question;
  dialog.returnValue = "";
  dialog.onclose = () => { if (dialog.returnValue === "yes") goOn(); };
  dialog.showModal();
}
document.addEventListener("htmx:confirm", (event) => {
  if (!event.detail.question) return;
  event.preventDefault();
  ask(event.detail.question, () => event.detail.issueRequest(true));
});

// A form is sent once; one that was changed is not left without a word.
const changed = new Set();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog" || event.defaultPrevented) return;
  if (form.dataset.confirm && !form.dataset.confirmed) {
    event.preventDefault();
    ask(form.dataset.confirm, () => {
      form.dataset.confirmed = "yes";
      form.requestSubmit(event.submitter);
    });
    return;
  }
  delete form.dataset.confirmed;
  changed.delete(form);
  if (form.hasAttribute("hx-post") || form.method === "get") return;
  if (form.ariaBusy === "true") event.preventDefault();
  form.ariaBusy = "true";
});
// A page that comes back from the history can be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[aria-busy]")) form.ariaBusy = null;
});
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.hasAttribute("data-unsaved")) changed.add(form);
});
addEventListener("beforeunload", (event) => {
  if (changed.size) event.preventDefault();
});

// − and + beside a number box.
document.addEventListener("click", (event) => {
  const button = event.target.closest(".stepper button");
  if (!button) return;
  const box = button.parentElement.querySelector("input");
  const { min = "0", max, step = "1" } = { ...box.attributes.min && { min: box.min }, max: box.max, step: box.step || "1" };
  const decimals = (step.split(".")[1] || "").length;
  const now = box.value === "" ? Number(min) - (button.value > 0 ? Number(step) : 0) : Number(box.value);
  const next = Math.max(Number(min), now + Number(button.value) * Number(step));
  box.value = (max ? Math.min(Number(max), next) : next).toFixed(decimals);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
});

// <button data-copy="#box" data-copied="Copied" hidden> shows where it can work.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).value);
    button.textContent = button.dataset.copied;
  });
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Moments nearer than two days tick, by the clock of the portal and not of the phone.
const ahead = Date.parse(words.now) - Date.now();
function tick() {
  for (const place of document.querySelectorAll("[data-until]")) {
    const left = Date.parse(place.dataset.until) - Date.now() - ahead;
    const minutes = Math.floor(Math.abs(left) / 60000);
    if (minutes >= 2880) continue;
    const span = minutes < 60
      ? words.minutes.replace("{m}", minutes)
      : words.hours.replace("{h}", Math.floor(minutes / 60)).replace("{m}", minutes % 60);
    place.textContent = (left > 0 ? words.in : words.ago).replace("{span}", span);
  }
}
tick();
setInterval(tick, 20000);

// The link of the page one is on is in sight in the row of links.
document.querySelector(".site-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
