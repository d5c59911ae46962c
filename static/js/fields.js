// The fields of an entry's form: their boxes read and filled, their faults shown, another
// text put beside one's own.
"use strict";

const fieldOf = (key) => document.getElementById(`field-${key}`);
const isTicked = (box) => box.type === "checkbox" || box.type === "radio";
const isTouched = (box) => isTicked(box)
  ? box.checked !== box.defaultChecked
  : "defaultValue" in box && box.value !== box.defaultValue;
const boxesOf = (field) => [...field.elements].filter((box) =>
  box.name && !box.name.endsWith("-began") && !["file", "submit", "button"].includes(box.type));
const pairsOf = (field) => boxesOf(field)
  .filter((box) => !isTicked(box) || box.checked).map((box) => [box.name, box.value]);
const made = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
};

// Put a kept answer into the boxes of a field; say whether it had room for all of it.
function fillField(field, pairs) {
  if (!field) return false;
  const values = new Map();
  for (const pair of pairs) values.set(pair[0], [...(values.get(pair[0]) ?? []), pair]);
  for (const [name, given] of values) {
    while (boxesOf(field).filter((box) => box.name === name && !isTicked(box)).length < given.length) {
      if (boxesOf(field).some((box) => box.name === name && isTicked(box))) break;
      if (!addRow(field)) return false;
    }
  }
  for (const box of boxesOf(field)) {
    const given = values.get(box.name) ?? [];
    if (isTicked(box)) box.checked = given.some(([, value]) => value === box.value);
    else box.value = given.shift()?.[1] ?? "";
    if (box.value) box.closest("details")?.setAttribute("open", "");
  }
  return true;
}
function addRow(field) {
  const last = [...field.querySelectorAll(".field-row")].at(-1);
  if (!last) return false;
  const row = last.cloneNode(true);
  for (const part of row.querySelectorAll("[id], [for]")) {
    if (part.id) part.id += "-more";
    if (part.htmlFor) part.htmlFor += "-more";
  }
  last.after(row);
  return true;
}

function showFaults(key, errors) {
  const field = fieldOf(key);
  for (const old of field.querySelectorAll(":scope > .invalid-feedback")) old.remove();
  field.classList.toggle("field-wrong", errors.length > 0);
  for (const box of boxesOf(field)) {
    box.classList.toggle("is-invalid", errors.length > 0);
    box.ariaInvalid = errors.length ? "true" : null;
  }
  for (const error of errors) {
    const line = document.createElement("p");
    line.className = "invalid-feedback";
    line.textContent = error;
    field.insertBefore(line, field.querySelector(":scope > div"));
  }
}

// The other text stands beside mine, which may go on being written.
function showTheirs(key, html) {
  const block = made(html), place = fieldOf(key).querySelector(":scope > div");
  const old = place.querySelector(".theirs");
  if (old?.dataset.theirs === block.dataset.theirs) return;
  old?.remove();
  place.classList.add("field-both");
  place.append(block);
}
function putAside(key) {
  const field = fieldOf(key);
  field.querySelector(".theirs")?.remove();
  field.querySelector(":scope > .field-both > div > .field-whose")?.remove();
  field.querySelector(":scope > .field-both")?.classList.remove("field-both");
}
function replaceField(key, html) {
  const old = fieldOf(key), field = made(html);
  const focused = old.contains(document.activeElement) && document.activeElement.id;
  old.replaceWith(field);
  htmx.process(field);
  if (focused) document.getElementById(focused)?.focus();
}

function focusIn(field) {
  const boxes = field ? [...boxesOf(field), ...field.querySelectorAll("[type=file]")] : [];
  boxes.find((box) => box.checkVisibility?.() ?? true)?.focus();
}
