// One file of an entry goes up piece by piece, by the tus protocol (https://tus.io, 1.0):
// after a dropped link, a reload or a restart of the portal it goes on from the last byte.
// What the page has to do with it is in uploads.js.
"use strict";

const uploading = (() => {
  const MIB = 1024 * 1024;
  const LEAST = MIB / 4; // bytes of a piece
  const MOST = 5 * MIB;
  const PIECE_SECONDS = 15; // What a piece takes that suits the link.
  const AT_ONCE = 2;
  const PAUSES = [1, 2, 5, 10, 20, 30]; // seconds between tries

  const { Trouble, send, pause } = tus;
  const { remember, forget, orNothing } = keptFiles;
  const uploads = new Set();
  let running = 0;

  const listOf = (place) => document.querySelector(`[data-uploads="${CSS.escape(place)}"]`);
  const megabytes = (size) => (size / MIB).toFixed(size < 10 * MIB ? 1 : 0);

  // Read out what changed, but not each byte.
  function tell(place, text) {
    const news = listOf(place)?.parentElement.querySelector("[data-news]");
    if (news) news.textContent = text;
  }

  class Upload {
    constructor(place, row, { file = null, url = "", offset = 0, length, metadata }) {
      Object.assign(this, { place, row, file, url, offset, length, metadata });
      this.piece = MIB;
      this.isSure = false; // of the offset
      this.isOver = false;
      this.ended = new Promise((resolve) => { this.end = resolve; });
      row.querySelector("button").onclick = () => this.cancel();
      row.querySelector("button").hidden = false;
      uploads.add(this);
    }

    get isReady() {
      const isWhole = this.url && this.offset === this.length;
      return !this.isOver && !this.isRunning && (this.file || isWhole);
    }

    say(what, done = this.offset) {
      const { row, length } = this;
      const text = listOf(this.place)?.dataset[what] ?? what;
      const words = row.querySelector("[data-words]");
      const said = text.replace("{done}", megabytes(done)).replace("{size}", megabytes(length));
      if (words.textContent !== said) words.textContent = said;
      row.querySelector("progress").value = length ? done / length : 0;
      if (row.dataset.state !== what) tell(this.place, `${row.querySelector("[data-name]").textContent}: ${said}`);
      row.dataset.state = what;
      row.hidden = false;
    }

    async run() {
      for (let tries = 0; !this.isOver;) {
        try {
          if (!this.url) await this.begin();
          await this.hold();
          if (!this.isSure) await this.look();
          while (this.offset < this.length && !this.isOver) {
            if (!this.file) return this.say("choose");
            await this.sendPiece();
            tries = 0;
          }
          await this.learn();
        } catch (trouble) {
          if (this.isOver) return;
          if (!(trouble instanceof Trouble)) throw trouble;
          this.isSure = false;
          await this.overcome(trouble, PAUSES[Math.min(tries++, PAUSES.length - 1)]);
        }
      }
    }

    async begin() {
      this.say("going");
      const headers = { "Upload-Length": this.length, "Upload-Metadata": this.metadata };
      const answer = await send("POST", this.place, { headers });
      this.url = answer.getResponseHeader("Location");
      this.isSure = true;
      // The page may have been told of it before this answer came.
      for (const each of uploads) {
        if (each === this || each.url !== this.url) continue;
        uploads.delete(each);
        each.row.remove();
      }
      orNothing(remember(this.url, this.file));
    }

    // Of two windows on one entry one sends; the other takes over when it is closed.
    hold() {
      this.holding ??= new Promise((resolve) => {
        if (!navigator.locks) return resolve();
        const waits = setTimeout(() => this.say("elsewhere"), 500);
        navigator.locks.request(this.url, () => {
          clearTimeout(waits);
          resolve();
          return this.ended;
        });
      });
      return this.holding;
    }

    async look() {
      const answer = await send("HEAD", this.url);
      this.offset = Number(answer.getResponseHeader("Upload-Offset"));
      this.isSure = true;
    }

    async sendPiece() {
      const start = this.offset;
      const body = this.file.slice(start, start + this.piece);
      const began = performance.now();
      this.say("going");
      const answer = await send("PATCH", this.url, {
        headers: { "Upload-Offset": start, "Content-Type": "application/offset+octet-stream" },
        body,
        started: (xhr) => { this.xhr = xhr; },
        progress: (sent) => this.say("going", start + Math.min(sent, body.size)),
      });
      this.offset = Number(answer.getResponseHeader("Upload-Offset"));
      const suiting = (body.size / (performance.now() - began)) * 1000 * PIECE_SECONDS;
      this.piece = Math.round(Math.min(MOST, Math.max(LEAST, suiting)));
    }

    // All of it is there: what do the checks say?
    async learn() {
      while (!this.isOver) {
        this.say("checking");
        const { outcome } = JSON.parse((await send("GET", this.url)).responseText);
        if (outcome) return this.close(outcome);
        await pause(1);
      }
    }

    async overcome(trouble, seconds) {
      if (trouble.status === 409) return;
      if (trouble.isSignedOut) {
        this.say("out");
      } else if (trouble.status === 404 || trouble.status === 410) {
        await this.startAnew();
        // A portal that goes on knowing nothing of it is asked ever more seldom.
      } else if (trouble.status && trouble.status < 500 && trouble.status !== 429) {
        return this.fail(trouble.message);
      } else {
        this.piece = Math.max(LEAST, this.piece / 2);
        this.say("waiting");
        // A file that was moved or changed looks like a link that dropped.
        if (this.file && !(await orNothing(this.file.slice(0, 1).arrayBuffer()))) this.file = null;
      }
      await pause(seconds);
    }

    // The portal does not know it any more: was it refused, or did its time run out?
    async startAnew() {
      const answer = this.url && (await orNothing(send("GET", this.url)));
      if (answer && JSON.parse(answer.responseText).outcome === "refused") return this.close();
      forget(this.url);
      Object.assign(this, { url: "", offset: 0, holding: null });
      this.end();
      this.ended = new Promise((resolve) => { this.end = resolve; });
      if (!this.file) this.close();
    }

    // It has come to its end: the field shows what came of it.
    close(outcome) {
      this.leave();
      const list = listOf(this.place);
      if (!list) return;
      const field = list.closest(".field");
      htmx.ajax("GET", this.place, { target: field, swap: "outerHTML" }).then(() => {
        if (outcome === "attached") tell(this.place, list.dataset.attached);
      });
    }

    leave() {
      this.isOver = true;
      uploads.delete(this);
      this.end();
      this.row.remove();
      if (this.url) forget(this.url);
    }

    // Refused before it began: the row stays with the reason until it is put away.
    fail(text) {
      this.isOver = true;
      this.end();
      this.say(text || listOf(this.place).dataset.failed);
      this.row.dataset.state = "refused";
      this.row.querySelector("[data-words]").classList.add("invalid-feedback");
      this.row.querySelector("progress").hidden = true;
    }

    // Give it up, or put its refusal away.
    cancel() {
      this.leave();
      this.xhr?.abort();
      if (this.url) orNothing(send("DELETE", this.url));
    }
  }

  function pump() {
    for (const upload of uploads) {
      if (running >= AT_ONCE) return;
      if (!upload.isReady) continue;
      running += 1;
      upload.isRunning = true;
      upload.run().finally(() => {
        running -= 1;
        upload.isRunning = false;
        pump();
      });
    }
  }

  return { Upload, uploads, listOf, pump };
})();
