// How much of a text's limit is used, beside its box. The rules are those of
// ui/counting.py, by which the server decides.
"use strict";

{
  const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/gu;
  const MARK = /[\p{M}ำຳ\u200c\u200d\u{1f3fb}-\u{1f3ff}]/u;
  const PICTURE = /\p{So}/u;
  const FLAG_LETTER = /[\u{1f1e6}-\u{1f1ff}]/u;

  function clusters(text) {
    const found = [];
    let before = "\n", joins = false, halfFlag = false;
    for (const char of text.normalize("NFC").replace(INVISIBLE, "")) {
      if (MARK.test(char) && before !== "\n") {
        joins = char === "\u200d" && (joins || PICTURE.test(before));
        continue;
      }
      const isFlag = FLAG_LETTER.test(char);
      if (!(joins && PICTURE.test(char)) && !(isFlag && halfFlag)) found.push(char);
      halfFlag = isFlag && !halfFlag;
      before = char;
      joins = false;
    }
    return found;
  }

  function words(text) {
    let count = 0, thai = 0, inside = false;
    for (const char of clusters(text)) {
      if (/[ก-ฺเ-๎]/u.test(char)) {
        thai += 1;
        inside = false;
      } else if (/\s/u.test(char)) {
        inside = false;
      } else if (!inside && /[\p{L}\p{N}]/u.test(char)) {
        count += 1;
        inside = true;
      }
    }
    return count + Math.ceil(thai / 3);
  }

  const COUNTS = { characters: (text) => clusters(text).length, words };

  function show(box) {
    const place = document.getElementById(`count-${box.name}`);
    const { unit, most, sentence } = place.dataset;
    const number = COUNTS[unit](box.value.trim());
    const isOver = number > Number(most);
    place.firstElementChild.textContent = sentence.replace("{number}", number.toLocaleString("en"));
    // Read aloud only when it changes: on the way over the limit, and on the way back.
    const warning = place.lastElementChild;
    const words = isOver ? place.dataset.over : "";
    if (warning.textContent !== words) warning.textContent = words;
    place.classList.toggle("text-count-over", isOver);
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-counted]")) show(event.target);
  });
  for (const box of document.querySelectorAll("[data-counted]")) show(box);
}
