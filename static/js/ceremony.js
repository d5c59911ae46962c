// Reveals a result scene by scene, by key or tap. Asks the network for nothing: all is in
// the page. Without it the scenes stand one below the other, with links between them.
"use strict";

{
  const scenes = [...document.querySelectorAll(".scene")];
  const controls = document.querySelector("[data-controls]");
  const [back, next, fullscreen] = ["back", "next", "fullscreen"]
    .map((name) => controls.querySelector(`[data-${name}]`));
  const NEXT = [" ", "Enter", "ArrowRight", "ArrowDown", "PageDown"];
  const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];
  let at = 0;

  function show(index) {
    at = Math.max(0, Math.min(scenes.length - 1, index));
    scenes.forEach((scene, place) => {
      scene.classList.toggle("is-shown", place === at);
      // Neither read aloud nor reached by Tab before its turn.
      scene.inert = place !== at;
    });
    controls.querySelector("[data-count]").textContent = `${at + 1} / ${scenes.length}`;
    back.disabled = at === 0;
    next.disabled = at === scenes.length - 1;
    // A page loaded again goes on where it was.
    history.replaceState(null, "", `#${scenes[at].id}`);
    scenes[at].focus({ preventScroll: true });
  }

  function toggleFullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {});
    // Space reveals the next place, it does not press this button again.
    scenes[at].focus({ preventScroll: true });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const isLink = event.target.closest?.("a");
    if (isLink && event.key === "Enter") return;
    if (NEXT.includes(event.key)) show(at + 1);
    else if (BACK.includes(event.key)) show(at - 1);
    else if (event.key === "Home") show(0);
    else if (event.key === "End") show(scenes.length - 1);
    else if (event.key === "f") toggleFullscreen();
    else return;
    event.preventDefault();
  });

  document.querySelector("[data-ceremony]").addEventListener("click", (event) => {
    if (event.target.closest("a")) return;
    show(event.clientX < window.innerWidth / 4 ? at - 1 : at + 1);
  });
  back.addEventListener("click", () => show(at - 1));
  next.addEventListener("click", () => show(at + 1));
  fullscreen.hidden = !document.fullscreenEnabled;
  fullscreen.addEventListener("click", toggleFullscreen);

  document.documentElement.classList.add("is-live");
  controls.hidden = false;
  show(scenes.findIndex((scene) => `#${scene.id}` === location.hash));
}
