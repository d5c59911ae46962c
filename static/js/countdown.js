// Counts down to the closing moment beside the printed deadline, by the portal's clock.
"use strict";

{
  const MINUTE = 60000, HOUR = 60 * MINUTE;
  // Said aloud only here; more often would be a nuisance.
  const SAID_AT = [24 * HOUR, HOUR, 10 * MINUTE, MINUTE];
  const said = document.getElementById("time-left");
  let before = null;

  function count() {
    const card = document.querySelector("[data-countdown]");
    const place = card?.querySelector("[data-until]");
    if (!place) return;
    const moment = Date.parse(place.dataset.until);
    const left = moment - portalNow();
    if (left > 0 && left < HOUR) {
      const seconds = Math.floor(left / 1000);
      const span = card.dataset.seconds
        .replace("{m}", Math.floor(seconds / 60)).replace("{s}", seconds % 60);
      for (const each of document.querySelectorAll(`[data-until="${place.dataset.until}"]`)) {
        each.textContent = words.in.replace("{span}", span);
        each.dataset.exact = "yes";
      }
    }
    if (before?.moment === moment) {
      if (SAID_AT.some((at) => left <= at && at < before.left)) {
        said.textContent = card.dataset.left.replace("{span}", spanOf(Math.round(left / MINUTE) * MINUTE));
      }
      if (left <= 0 && before.left > 0) close(card);
    }
    before = { moment, left };
  }

  // What holds now, the portal knows: closed, a late door, or more time. Not all pages
  // of the country ask in the same instant.
  function close(card) {
    said.textContent = card.dataset.closed;
    for (const each of document.querySelectorAll("[data-exact]")) delete each.dataset.exact;
    tick();
    setTimeout(() => card.dispatchEvent(new Event("closes")), Math.random() * 3000);
  }

  count();
  setInterval(count, 1000);
}
