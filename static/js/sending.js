// Sends what waits to the portal: one request at a time, again and again while the link
// is down. Used by the scoresheet and by drafts.
"use strict";

// `url` may be a function, asked after body(), which returns what is to be sent, or null;
// answered(answer, response) whether to go
// on; unsent(why) is told "link", "server" or "signed-out". flush() says whether all is sent.
function sender({ url, body, answered, unsent }) {
  let timer, running = null, failures = 0;

  function soon(after) {
    clearTimeout(timer);
    timer = setTimeout(flush, after);
  }

  function flush() {
    clearTimeout(timer);
    running ||= run().finally(() => { running = null; });
    return running;
  }

  async function run() {
    for (let data; (data = body());) {
      let response, answer;
      try {
        response = await fetch(typeof url === "function" ? url() : url, {
          method: "POST",
          body: data,
          headers: { "X-CSRFToken": freshToken() },
          // To be sent elsewhere is to be asked to sign in.
          redirect: "manual",
          signal: AbortSignal.timeout?.(30000),
          // A page that is being left takes its last words along.
          keepalive: document.hidden,
        });
        if (response.status === 500) return failed("server");
        // From a proxy: what stands behind it may have been reached or not.
        if (response.status > 500) throw new Error("proxy");
        if (response.type === "opaqueredirect") return failed("signed-out");
        answer = await response.json().catch(() => ({}));
      } catch {
        return failed("link");
      }
      failures = 0;
      if (!answered(answer, response)) return false;
    }
    return true;
  }

  // Keep trying, ever more slowly.
  function failed(why) {
    failures = Math.min(failures + 1, 6);
    unsent(why);
    soon(failures * 2500);
    return false;
  }

  addEventListener("online", () => soon(0));
  return { soon, flush };
}
