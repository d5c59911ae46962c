// Files of an entry go up as soon as they are chosen, with a bar that shows how far.
"use strict";

const isUpload = (element) => element.matches?.("[data-upload]");
const barOf = (box) => box.parentElement.querySelector("progress");

// A file that went up is saved: choosing one does not make the form unsaved.
document.addEventListener("input", (event) => {
  if (isUpload(event.target)) event.stopImmediatePropagation();
}, true);

document.addEventListener("htmx:beforeRequest", (event) => {
  if (isUpload(event.target)) barOf(event.target).hidden = false;
});
document.addEventListener("htmx:xhr:progress", (event) => {
  if (!isUpload(event.target) || !event.detail.lengthComputable) return;
  barOf(event.target).value = (100 * event.detail.loaded) / event.detail.total;
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (isUpload(event.target)) barOf(event.target).hidden = true;
});
