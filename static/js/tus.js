// Asks the portal in the words of tus (https://tus.io, 1.0), and waits where there is no
// link. Used by upload.js.
"use strict";

const tus = (() => {
  const SILENCE = 60_000; // With no byte for so long the link is gone.
  const ANSWER = 300_000;

  // A status of 0 is a link that dropped; a text of the portal's says what to do.
  class Trouble extends Error {
    constructor(status, text = "", isSignedOut = false) {
      super(text);
      Object.assign(this, { status, isSignedOut });
    }
  }

  function send(method, url, { headers = {}, body = null, started, progress } = {}) {
    return new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest();
      let watch;
      const giveUpAfter = (time) => {
        clearTimeout(watch);
        watch = setTimeout(() => xhr.abort(), time);
      };
      xhr.open(method, url);
      const all = { "Tus-Resumable": "1.0.0", "X-CSRFToken": freshToken(), ...headers };
      for (const [name, value] of Object.entries(all)) xhr.setRequestHeader(name, value);
      xhr.upload.onprogress = (event) => {
        giveUpAfter(SILENCE);
        progress?.(event.loaded);
      };
      xhr.upload.onload = () => giveUpAfter(ANSWER);
      xhr.onloadend = () => {
        clearTimeout(watch);
        const asked = new URL(url, location).pathname;
        if (!xhr.status) reject(new Trouble(0));
        else if (new URL(xhr.responseURL).pathname !== asked) reject(new Trouble(401, "", true));
        else if (xhr.status >= 400) reject(new Trouble(xhr.status, xhr.responseText));
        else resolve(xhr);
      };
      giveUpAfter(body ? SILENCE : ANSWER);
      xhr.send(body);
      started?.(xhr);
    });
  }

  // Wait a while, or until the link is back.
  function pause(seconds) {
    return new Promise((resolve) => {
      const goOn = () => {
        clearTimeout(timer);
        removeEventListener("online", goOn);
        resolve();
      };
      const timer = setTimeout(goOn, seconds * 1000);
      addEventListener("online", goOn);
    });
  }

  return { Trouble, send, pause };
})();
