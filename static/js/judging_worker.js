// The service worker of a judge's pages: what the portal lets a device keep opens without
// a link. RELEASE and NO_PAGE are set before this file is loaded, by
// judging/views/offline.py.
//
// Caches: judging/<person>/pages/<release>, judging/<person>/files/<work>, and
// assets/<release>, which is the same for everybody. What is of a person is deleted by
// portal.js on the first page that is for somebody else, or for nobody.
"use strict";

const BASE = new URL(registration.scope).pathname;
const ASSETS = `assets/${RELEASE}`;
const PATIENCE = 8000;
const FOUND = { ignoreSearch: true, ignoreVary: true };

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", (event) => event.waitUntil(keepPage(event.data.keep)));
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  const work = url.pathname.match(`^${BASE}works/([0-9]+)/files/`)?.[1];
  if (url.pathname.startsWith("/static/")) event.respondWith(asset(request));
  else if (work) event.respondWith(file(request, work));
  else if (request.mode === "navigate") event.respondWith(page(event));
});

// Pages ------------------------------------------------------------------------------

// The portal first; the copy only where the portal cannot be reached.
async function page(event) {
  const { request } = event;
  const asked = fetch(request).then((response) => {
    event.waitUntil(keep(request.url, response.clone()));
    return response;
  }).catch(() => Response.error());
  const late = new Promise((done) => setTimeout(done, PATIENCE)).then(() => copyOf(request.url));
  const answer = await Promise.race([asked, late]) ?? await asked;
  // 502 and more: from a proxy whose server is away.
  const isAway = answer.type === "error" || answer.status > 501;
  return isAway ? await copyOf(request.url) ?? noPage() : answer;
}

// In place of what this device does not have: what to do, in the language of the pages
// that it has, and those of them that lead to the others.
async function noPage() {
  let language = "th", links = "";
  const led = new Set();
  for (const name of await caches.keys()) {
    if (!/^judging\/[0-9]+\/pages\//.test(name)) continue;
    const pages = await caches.open(name);
    for (const { url } of await pages.keys()) {
      const html = await (await pages.match(url, { ignoreVary: true })).text();
      const { pathname } = new URL(url);
      language = html.match(/<html lang="([^"]+)"/)?.[1] ?? language;
      const isList = new RegExp(`^${BASE}(rounds/[0-9]+/)?$`).test(pathname);
      if (!isList || led.has(pathname)) continue;
      led.add(pathname);
      const title = html.match(/<title>([^<]+)<\/title>/)?.[1] ?? pathname;
      links += `<li><a href="${pathname}">${title.replace(/ · KM Challenge\s*$/, "")}</a></li>`;
    }
  }
  let html = NO_PAGE[language] ?? NO_PAGE.th;
  if (links) html = html.replace(" hidden>", ">").replace("</ul>", () => `${links}</ul>`);
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  return new Response(html, { status: 503, headers });
}

async function keepPage(url) {
  const response = await fetch(url, { credentials: "same-origin" });
  await keep(url, response);
}

// Only what says for whom; and the sheets, scripts and fonts that it is made of.
async function keep(url, response) {
  const person = response.headers.get("X-Kept-For");
  if (!person || response.redirected) return;
  const html = await response.text();
  const headers = new Headers(response.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  headers.set("X-Kept-At", Date.now());
  const pages = await caches.open(`judging/${person}/pages/${RELEASE}`);
  await pages.put(url, new Response(html, { headers }));
  const assets = await caches.open(ASSETS);
  for (const [, path] of html.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)) {
    if (!await assets.match(path)) await assets.add(path).catch(() => {});
  }
}

// A copy goes by the portal's clock as it is now, and says how old it is.
async function copyOf(url) {
  const names = (await caches.keys()).filter((name) => /^judging\/[0-9]+\/pages\//.test(name));
  names.sort((one) => (one.endsWith(`/${RELEASE}`) ? -1 : 1));
  for (const name of names) {
    const pages = await caches.open(name);
    const copy = await pages.match(url, { ignoreVary: true }) ?? await pages.match(url, FOUND);
    if (!copy) continue;
    const age = Date.now() - copy.headers.get("X-Kept-At");
    const html = (await copy.text()).replace(/<body data-now="([^"]+)"/, (_all, told) => {
      const now = new Date(Date.parse(told) + Math.max(0, age)).toISOString();
      return `<body data-old="${told}" data-now="${now}"`;
    });
    return new Response(html, { headers: copy.headers });
  }
  return undefined;
}

// A new release fetches the pages that were kept anew, since they go with its scripts.
async function takeOver() {
  await clients.claim();
  for (const name of await caches.keys()) {
    const isOld = /^(judging\/[0-9]+\/pages|assets)\//.test(name) && !name.endsWith(`/${RELEASE}`);
    if (!isOld) continue;
    if (name.startsWith("judging/")) {
      const old = await caches.open(name);
      for (const request of await old.keys()) await keepPage(request.url).catch(() => {});
    }
    await caches.delete(name);
  }
}

// Files ------------------------------------------------------------------------------

// The name of an asset changes with what is in it; where nothing is collected, as while
// the portal is developed, it does not, and no release has a name.
async function asset(request) {
  const assets = await caches.open(ASSETS);
  const held = await assets.match(request, { ignoreVary: true });
  if (held && RELEASE) return held;
  try {
    const response = await fetch(request);
    if (response.status === 200) await assets.put(request, response.clone());
    return response;
  } catch (lost) {
    if (held) return held;
    throw lost;
  }
}

async function file(request, work) {
  try {
    return await fetch(request);
  } catch {
    for (const name of await caches.keys()) {
      if (!name.startsWith("judging/") || !name.endsWith(`/files/${work}`)) continue;
      const held = await (await caches.open(name)).match(request.url, FOUND);
      if (held) return partOf(held, request.headers.get("Range"));
    }
    return request.mode === "navigate" ? noPage() : Response.error();
  }
}

// Players of films ask for a part.
async function partOf(held, range) {
  const [, first, last] = range?.match(/^bytes=([0-9]+)-([0-9]*)$/) ?? [];
  if (!first) return held;
  const all = await held.blob();
  const end = Math.min(Number(last || all.size) + 1, all.size);
  const headers = new Headers(held.headers);
  headers.set("Content-Range", `bytes ${first}-${end - 1}/${all.size}`);
  headers.set("Content-Length", end - first);
  return new Response(all.slice(Number(first), end), { status: 206, headers });
}
