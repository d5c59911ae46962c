// Nothing is signed while this device has marks of the sheet that the portal has not.
"use strict";

for (const form of document.querySelectorAll("[data-signs]")) {
  const late = document.querySelector("[data-late]");
  const { signs: work } = form.dataset;

  form.addEventListener("submit", (event) => {
    if (navigator.onLine && !marks.of(work).length) return;
    event.preventDefault();
    late.hidden = false;
  });
  marks.ready.then(async () => {
    if (!marks.of(work).length) return;
    late.hidden = false;
    if (await marks.flush(work)) location.reload();
  });
}
