// Files on their way are kept on this device, so that a reload need not ask for them again:
// a telephone that has no room, or a private window, asks. Used by upload.js and uploads.js.
"use strict";

const keptFiles = (() => {
  const KEPT_DAYS = 7; // As long as the portal keeps the beginning of a file: LIFE in uploading.py.

  const database = () => new Promise((resolve, reject) => {
    const request = indexedDB.open("km-uploads", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("files", { keyPath: "url" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  async function inStore(mode, act) {
    const opened = await database();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = opened.transaction("files", mode);
        const request = act(transaction.objectStore("files"));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      opened.close();
    }
  }
  const orNothing = (promise) => promise.catch(() => undefined);
  const recall = async (url) => (await orNothing(inStore("readonly", (files) => files.get(url))))?.file;
  const forget = (url) => orNothing(inStore("readwrite", (files) => files.delete(url)));
  async function remember(url, file) {
    const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    if (quota - usage < 2 * file.size) return;
    await inStore("readwrite", (files) => files.put({ url, file, at: Date.now() }));
  }
  async function forgetOld() {
    const oldest = Date.now() - KEPT_DAYS * 86_400_000;
    for (const { url, at } of await inStore("readonly", (files) => files.getAll())) {
      if (at < oldest) await forget(url);
    }
  }

  orNothing(forgetOld());
  return { recall, remember, forget, orNothing };
})();
