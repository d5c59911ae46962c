// Fields of an entry form change places by pointer and by keys, without a round trip;
// without this file their arrows do it by one.
"use strict";

{
  const list = document.querySelector("[data-field-cards]");
  const said = document.querySelector("[data-said]");
  const form = list.closest("form");
  const cards = () => [...list.children];
  const order = (card) => card.querySelector("[name$='-ORDER']");

  function number() {
    cards().forEach((card, at) => {
      card.querySelector("[data-place]").textContent = at + 1;
      order(card).value = at + 1;
    });
    order(list.firstElementChild).dispatchEvent(new Event("input", { bubbles: true }));
  }

  function say(card) {
    said.textContent = form.dataset.moved
      .replace("{label}", card.querySelector("[data-label]").textContent)
      .replace("{place}", cards().indexOf(card) + 1)
      .replace("{all}", cards().length);
  }

  function move(card, by) {
    const other = by < 0 ? card.previousElementSibling : card.nextElementSibling;
    if (other) by < 0 ? other.before(card) : other.after(card);
    number();
    say(card);
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    move(button.closest("li"), Number(button.dataset.move));
    button.focus();
  });

  for (const handle of list.querySelectorAll("[data-handle]")) handle.hidden = false;
  list.addEventListener("keydown", (event) => {
    const handle = event.target.closest("[data-handle]");
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!handle || !by) return;
    event.preventDefault();
    move(handle.closest("li"), by);
    handle.focus();
  });

  // By pointer: a card makes room when the pointer passes its middle. It is the others
  // that are moved, since an element taken out of the page would let the pointer go.
  let held = null;
  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button) return;
    held = handle.closest("li");
    held.classList.add("field-held");
    handle.setPointerCapture(event.pointerId);
  });
  list.addEventListener("pointermove", (event) => {
    if (!held) return;
    const edge = 80, step = 12;
    if (event.clientY < edge) scrollBy(0, -step);
    if (event.clientY > innerHeight - edge) scrollBy(0, step);
    const middle = (card) => {
      const box = card.getBoundingClientRect();
      return box.top + box.height / 2;
    };
    const before = held.previousElementSibling, after = held.nextElementSibling;
    if (before && event.clientY < middle(before)) held.after(before);
    else if (after && event.clientY > middle(after)) held.before(after);
  });
  const drop = () => {
    if (!held) return;
    held.classList.remove("field-held");
    number();
    say(held);
    held = null;
  };
  list.addEventListener("pointerup", drop);
  list.addEventListener("pointercancel", drop);

  // Only the settings of the chosen kind are in sight; people are hidden when blind.
  list.addEventListener("change", (event) => {
    const select = event.target;
    if (!select.name?.endsWith("-kind")) return;
    const card = select.closest("li");
    for (const setting of card.querySelectorAll("[data-kinds]")) {
      setting.hidden = !setting.dataset.kinds.split(" ").includes(select.value);
    }
    const isNew = !card.querySelector("[name$='-key']").value;
    const blind = card.querySelector("[name$='-is_hidden_when_blind']");
    if (isNew) blind.checked = select.value === "people";
  });
  list.addEventListener("input", (event) => {
    if (!event.target.name?.endsWith("-label_th")) return;
    event.target.closest("li").querySelector("[data-label]").textContent = event.target.value;
  });
}
