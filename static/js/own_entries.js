// In a judge's list: which entries have marks that are on this device alone.
"use strict";

marks.on(() => {
  for (const place of document.querySelectorAll("[data-unsent-of]")) {
    const number = marks.of(place.dataset.unsentOf).length;
    place.hidden = !number;
    place.querySelector("span").textContent = place.dataset.words.replace("{n}", number);
  }
});
