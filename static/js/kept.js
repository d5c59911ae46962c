// What could not be sent yet is kept on this device, in the browser's own database, under
// the person's key: whoever else signs in here is never shown it.
"use strict";

const kept = (() => {
  const asked = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  let opened;
  const store = async (mode) => {
    opened ||= new Promise((done, fail) => {
      const request = indexedDB.open("km-drafts", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("kept", { keyPath: "id" });
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    return (await opened).transaction("kept", mode).objectStore("kept");
  };
  return {
    put: async (copy) => asked((await store("readwrite")).put(copy)),
    remove: async (id) => asked((await store("readwrite")).delete(id)),
    // Unless a newer one was put there meanwhile.
    removeIf: async (id, at) => {
      const copies = await store("readwrite");
      if ((await asked(copies.get(id)))?.at === at) await asked(copies.delete(id));
    },
    // All copies of an entry: one for each window that it was written in.
    of: async (draft) => {
      const range = IDBKeyRange.bound(`${draft}/`, `${draft}/\uffff`);
      return asked((await store("readonly")).getAll(range));
    },
    // Forget what was kept of an entry until it was handed in or discarded.
    forget: async (draft, until = Infinity) => {
      for (const copy of await kept.of(draft)) {
        if (copy.at < until) await kept.remove(copy.id);
      }
    },
  };
})();

for (const { dataset } of document.querySelectorAll("[data-forget]")) {
  kept.forget(dataset.forget, Date.parse(dataset.forgetUntil) || Infinity).catch(() => {});
}
