// What makes the pages pleasanter where there is JavaScript. Every page works without it.
"use strict";

const words = document.body.dataset;
const changed = new Set(); // the forms that hold what is not saved

// The token of this moment: signing in in another tab changes it.
function freshToken() {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return cookie ? cookie[1] : "";
}
document.addEventListener("htmx:configRequest", (event) => {
  const token = freshToken();
  if (token) event.detail.headers["X-CSRFToken"] = token;
});

// What the device keeps of a judge's pages and files (judging_worker.js) goes with the
// first page that is for somebody else or for nobody, and as they sign out.
function forgetPagesBut(person) {
  if (!("caches" in window)) return;
  caches.keys().then((names) => {
    for (const name of names) {
      const [what, whose] = name.split("/");
      if (what === "judging" && whose !== person) caches.delete(name);
    }
  }).catch(() => {});
}
forgetPagesBut(words.person);
document.addEventListener("submit", (event) => {
  if (event.target.hasAttribute("data-signs-out")) forgetPagesBut(null);
}, true);

// Say so when the portal did not do what was asked, and take it back when it does.
document.addEventListener("htmx:afterRequest", (event) => {
  const { successful, xhr, elt } = event.detail;
  document.getElementById("problem").hidden = successful || xhr.status === 422;
  if (successful) changed.delete(elt.closest("form"));
});
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
  // It is answered in another window, and this page stays as it is.
  if (event.submitter?.formTarget) return;
  changed.delete(form);
  if (form.method === "get" || form.target) return;
  if (form.hasAttribute("aria-busy")) event.preventDefault();
  form.setAttribute("aria-busy", "true");
  // The answer may be a file, and the page stays: it can be sent again after a while.
  setTimeout(() => form.removeAttribute("aria-busy"), 20000);
});
// A page that comes back from the history can be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[aria-busy]")) {
    form.removeAttribute("aria-busy");
  }
});
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.hasAttribute("data-unsaved")) changed.add(form);
});
addEventListener("beforeunload", (event) => {
  if (changed.size) event.preventDefault();
});

// − and + beside a number box, which may hold Thai digits. An empty box counts from its
// least value.
document.addEventListener("click", (event) => {
  const button = event.target.closest(".stepper button");
  if (!button) return;
  const box = button.parentElement.querySelector("input");
  const typed = box.value.replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - 0xe50);
  const limit = (name, otherwise) => Number(box.getAttribute(name) || otherwise);
  const step = box.getAttribute("step") || "1";
  const next = (Number(typed) || limit("min", 0)) + button.value * step;
  const kept = Math.min(limit("max", Infinity), Math.max(limit("min", 0), next));
  box.value = kept.toFixed((step.split(".")[1] || "").length);
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

// The clock of the portal, as the page and later answers told it: that of the device may
// be wrong, or be set while the page is open.
let told = Date.parse(words.now);
let heard = performance.getEntriesByType("navigation")[0]?.responseStart ?? performance.now();
let apart = Date.now() - performance.now();
const portalNow = () => told + performance.now() - heard;
function setPortalClock(moment) {
  told = moment;
  heard = performance.now();
  apart = Date.now() - heard;
}
// A time of Bangkok as the page's language writes it: 09.05.30, 09:05:30.
function clockTime(moment) {
  const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "Asia/Bangkok" }).format(moment);
  return document.documentElement.lang === "th" ? time.replaceAll(":", ".") : time;
}
// After a sleep, or when the device's clock was set, or on a page that the browser had.
async function askPortalClock() {
  apart = Date.now() - performance.now();
  const response = await fetch(words.clock, { cache: "no-store" }).catch(() => null);
  const date = Date.parse(response?.headers.get("Date"));
  if (date) setPortalClock(date);
}
addEventListener("pageshow", (event) => {
  const arrived = performance.getEntriesByType("navigation")[0];
  const hadIt = arrived?.type === "back_forward" || arrived?.transferSize < arrived?.encodedBodySize;
  if (event.persisted || hadIt) askPortalClock();
});

// Moments nearer than two days tick.
function spanOf(left) {
  const minutes = Math.floor(Math.abs(left) / 60000);
  const text = minutes < 60 ? words.minutes : words.hours.replace("{h}", Math.floor(minutes / 60));
  return text.replace("{m}", minutes % 60);
}
function tick() {
  if (Math.abs(Date.now() - performance.now() - apart) > 3000) askPortalClock();
  for (const place of document.querySelectorAll("[data-until]")) {
    const left = Date.parse(place.dataset.until) - portalNow();
    if (place.dataset.exact || Math.abs(left) >= 2880 * 60000) continue;
    place.textContent = (left > 0 ? words.in : words.ago).replace("{span}", spanOf(left));
  }
}
tick();
setInterval(tick, 20000);

// The link of the page one is on is in sight in its row, without moving the page.
for (const link of document.querySelectorAll(".site-nav [aria-current], .tabs [aria-current]")) {
  const row = link.closest(".site-nav, .tabs");
  row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
}

// A video of another site comes only when somebody asks for it: till then that site does
// not hear of them.
function playHere(event) {
  const button = event.target.closest("[data-player]");
  if (!button) return;
  const frame = document.createElement("iframe");
  frame.src = button.dataset.player;
  frame.title = button.dataset.title;
  frame.allow = "encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.className = "player";
  button.replaceWith(frame);
  frame.focus();
}
document.addEventListener("click", playHere);
for (const button of document.querySelectorAll("[data-player]")) button.hidden = false;
