// What a judge gives is kept on this device the moment it is given and sent to the portal
// as soon as the link allows, from whichever of their pages is open.
"use strict";

const marks = (() => {
  const place = document.getElementById("device");
  const said = place.dataset;
  const { person } = document.body.dataset;
  const bar = (name) => place.querySelector(`[data-bar="${name}"]`);

  // What the portal does not have yet. `was` is what the portal had in that field when it
  // was given, `tried` what this device sent of it without hearing back.
  const waiting = new Map(); // id → { id, work, name, value, was, at, tried, wrong }
  const unkept = new Set(); // ids that only this page has
  const listeners = [];
  const idOf = (work, name) => `${person}/sheet/${work}/${name}`;
  const tell = (news) => { for (const each of listeners) each(news); };

  async function keep(mark) {
    try {
      await kept.put(mark);
      unkept.delete(mark.id);
    } catch {
      unkept.add(mark.id);
    }
  }
  async function give(work, name, value, was, after = 600) {
    const id = idOf(work, name);
    const before = waiting.get(id);
    const mark = {
      id, work, name, value, at: Date.now(),
      was: before?.was ?? was, tried: before?.tried ?? [],
    };
    waiting.set(id, mark);
    unkept.add(id);
    sending.soon(after);
    await keep(mark);
    if (waiting.get(id) === mark) tell({ work, kept: [mark] });
    count();
  }
  async function settled(mark) {
    waiting.delete(mark.id);
    unkept.delete(mark.id);
    // Another window may have kept a newer one since.
    await kept.removeIf(mark.id, mark.at).catch(() => {});
  }

  // Sending --------------------------------------------------------------------------

  let sent = [], asked = null;
  function body() {
    const next = [...waiting.values()].find(({ wrong }) => !wrong);
    const work = next?.work ?? asked;
    if (!work) return null;
    const isNote = next?.name === "note";
    sent = [...waiting.values()].filter((mark) =>
      mark.work === work && !mark.wrong && (mark.name === "note") === isNote);
    const data = new FormData();
    data.set("person", person);
    for (const mark of sent) {
      data.set(mark.name, mark.value);
      data.set(`was_${mark.name}`, mark.was);
      // Not when: this device's clock may be wrong. How long ago, it knows.
      data.set(`age_${mark.name}`, Math.max(0, Date.now() - mark.at));
      if (!mark.tried.includes(mark.value)) {
        mark.tried = [...mark.tried, mark.value];
        keep(mark);
      }
    }
    sending.url = said.url.replace("/0/", `/${work}/`);
    sending.work = work;
    return data;
  }

  function answered(answer, response) {
    if (response.status === 403) return stay("signedOut");
    if (!answer.held && !answer.aside) return stay("refused", said.refused);
    const { errors = {}, aside = [], differed = {}, held } = answer;
    const { work } = sending;
    if (work === asked) asked = null;
    let goesOn = true;
    for (const mark of sent) {
      const now = waiting.get(mark.id);
      const isLast = now === mark;
      if (differed[mark.name] && mark.tried.includes(differed[mark.name].other)) {
        // It was this device, whose first try had arrived unheard.
        delete differed[mark.name];
      }
      if (mark.name in errors) {
        if (isLast) keep(Object.assign(mark, { wrong: true }));
      } else if (aside.includes(mark.name) || held && mark.name in held) {
        if (isLast) settled(mark);
        else if (held) keep(Object.assign(now, { was: held[mark.name], tried: [] }));
      } else if (held) {
        // The sheet has no such box any more: it is not sent again and again.
        keep(Object.assign(mark, { wrong: true }));
      } else {
        goesOn = false;
      }
    }
    if (held) remember(work, { held, total: answer.total });
    bar("signedOut").hidden = true;
    if (answer.refused) show("refused", answer.refused);
    tell({ work, sent, answer: { ...answer, errors, differed, aside } });
    count();
    if (!goesOn) sending.soon(15000);
    return goesOn;
  }

  // What is said already is not said again: a screen reader would, at each try to send.
  function say(place, text) {
    if (place.textContent !== text) place.textContent = text;
  }
  function show(name, text) {
    const place = bar(name);
    if (text) say(place.querySelector("p"), text);
    place.hidden = false;
    return false;
  }
  function stay(name, text) {
    sending.soon(15000);
    if (name === "signedOut") tell({ unsent: "signed-out" });
    return show(name, text);
  }
  function unsent(why) {
    if (why === "signed-out") show("signedOut");
    if (why === "server") show("refused", said.refused);
    tell({ unsent: why });
    count();
  }

  const sending = Object.assign(
    sender({ url: () => sending.url, body, answered, unsent }), { url: "", work: "" });

  // What the portal held when it last answered: a page out of the device's store is older.
  async function remember(work, news) {
    const id = `${person}/held/${work}`;
    const before = (await kept.of(id).catch(() => []))[0];
    const held = { ...before?.held, ...news.held };
    kept.put({ id: `${id}/`, at: portalNow(), total: news.total, held }).catch(() => {});
  }
  const remembered = async (work) => (await kept.of(`${person}/held/${work}`))[0];

  function count() {
    const number = waiting.size;
    // What is wrong is sent by no connection.
    const isWrong = [...waiting.values()].every(({ wrong }) => wrong);
    bar("waiting").hidden = !number;
    say(bar("waiting").querySelector("p"), (isWrong ? said.wrong : said.waiting).replace("{n}", number));
    tell({ counted: true });
  }

  // Whoever comes back to the page may have signed in again in another tab.
  const goOn = () => { if (waiting.size) sending.soon(0); };
  addEventListener("focus", goOn);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) sending.flush();
    else goOn();
  });
  addEventListener("beforeunload", (event) => {
    if (unkept.size) event.preventDefault();
  });

  const ready = kept.of(`${person}/sheet`).catch(() => []).then((copies) => {
    for (const copy of copies) {
      if (!waiting.has(copy.id)) waiting.set(copy.id, copy);
    }
    count();
    goOn();
  });
  // A page out of the device's store says so.
  bar("old").hidden = !document.body.dataset.old;
  document.querySelector("#offline p").textContent = said.offline;

  return {
    give,
    ready,
    remembered,
    on: (listener) => listeners.push(listener),
    of: (work) => [...waiting.values()].filter((mark) => mark.work === work),
    isKept: (mark) => !unkept.has(mark.id),
    all: () => [...waiting.values()],
    // Ask what the portal holds of a work, though nothing waits.
    ask: (work) => { asked = work; sending.soon(0); },
    // Say whether all of a work is at the portal.
    flush: async (work) => {
      await ready;
      await sending.flush();
      return !marks.of(work).length;
    },
  };
})();
