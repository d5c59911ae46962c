// Files of an entry go up in the background: the page's part, which is what a person
// chooses or drops, the rows of the fields, and what is asked before a hand-in. How a file
// goes up is in upload.js. Without these scripts the form sends them.
"use strict";

{
  const { recall, remember, orNothing } = keptFiles;
  const { Upload, uploads, listOf, pump } = uploading;

  // As the portal gives it back: by this and its size a file is known again.
  function metadataOf(file) {
    const encoded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
    return `filename ${encoded(file.name)},lastmodified ${encoded(String(file.lastModified))}`;
  }

  function add(list, files) {
    const place = list.dataset.uploads;
    takeOver(list); // A row can be seen a moment before the page says that it is there.
    const blank = list.parentElement.querySelector("template").content.firstElementChild;
    for (const file of files) {
      const metadata = metadataOf(file);
      const same = [...uploads].find((each) => each.place === place && !each.file && !each.isOver
        && each.metadata === metadata && each.length === file.size);
      if (same) {
        same.file = file;
        same.say("queued");
        orNothing(remember(same.url, file));
        continue;
      }
      const row = blank.cloneNode(true);
      row.querySelector("[data-name]").textContent = file.name;
      list.append(row);
      new Upload(place, row, { file, length: file.size, metadata }).say("queued");
    }
    pump();
  }

  // Take over the rows that the portal sent; those that are on their way stay as they are.
  function takeOver(list) {
    const place = list.dataset.uploads;
    for (const row of list.querySelectorAll("li[data-url]")) {
      const { url, metadata, outcome } = row.dataset;
      const known = [...uploads].find((each) => each.url === url);
      if (known) {
        if (known.row !== row) row.replaceWith(known.row);
        continue;
      }
      const [offset, length] = [Number(row.dataset.offset), Number(row.dataset.length)];
      const upload = new Upload(place, row, { url, offset, length, metadata });
      upload.isOver = outcome === "refused";
    }
    for (const each of uploads) {
      if (each.place === place && !each.row.isConnected) list.append(each.row);
    }
  }

  async function adopt(list) {
    const place = list.dataset.uploads;
    if ("fetch" in list.dataset) {
      htmx.ajax("GET", place, { target: list.closest(".field"), swap: "outerHTML" });
      return;
    }
    takeOver(list);
    const without = [...uploads].filter((each) => each.place === place && each.url && !each.file && !each.isOver);
    for (const upload of without) {
      const file = await recall(upload.url);
      if (file && uploads.has(upload) && !upload.file) {
        upload.file = file;
        upload.say("queued");
      }
    }
    pump();
  }

  document.addEventListener("htmx:load", (event) => {
    for (const list of event.detail.elt.querySelectorAll("[data-uploads]")) adopt(list);
  });

  const isUpload = (element) => element.matches?.("[data-upload]");
  const listFor = (element) => element.closest?.(".field")?.querySelector("[data-uploads]");

  // A file that went up is saved: choosing one does not make the form unsaved.
  document.addEventListener("input", (event) => {
    if (isUpload(event.target)) event.stopImmediatePropagation();
  }, true);
  document.addEventListener("change", (event) => {
    if (!isUpload(event.target)) return;
    event.stopImmediatePropagation();
    add(listFor(event.target), [...event.target.files]);
    event.target.value = "";
  }, true);

  document.addEventListener("dragover", (event) => {
    if (listFor(event.target) && event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const list = listFor(event.target);
    if (!list || !event.dataTransfer.files.length) return;
    event.preventDefault();
    add(list, [...event.dataTransfer.files]);
  });

  // Nobody hands in without a file that is still on its way, unless they say so.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=hand-in]");
    const moving = [...uploads].find((each) => each.isRunning && listOf(each.place));
    if (!button || !moving || button.dataset.sure) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(listOf(moving.place).dataset.without, () => {
      button.dataset.sure = "yes";
      button.click();
    });
  }, true);
}
