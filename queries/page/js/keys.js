// The keys of the picture and the buttons on it.
function startKeys() {
  const chosen = (work) => () => state.node !== null && work(state.node);
  const keysOf = {
    ArrowLeft: () => pan(-60, 0), ArrowRight: () => pan(60, 0), ArrowUp: () => pan(0, -60), ArrowDown: () => pan(0, 60),
    "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: fit, Escape: act.shut,
    n: () => act.step(1), N: () => act.step(-1), l: () => act.stepLine(1), L: () => act.stepLine(-1),
    Enter: () => panel.dataset.shows && panel.focus(),
    e: chosen(act.expand), f: chosen((i) => act.focus(i, 1)), h: chosen(act.hide), p: chosen(act.pin),
    "/": () => byId("search").focus(),
  };
  frame.addEventListener("keydown", (event) => {
    if (!keysOf[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keysOf[event.key]();
  });
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") act.shut(); });
  const zooms = { in: () => zoom(1.25), out: () => zoom(0.8), fit };
  for (const made of document.querySelectorAll("[data-zoom]")) made.addEventListener("click", zooms[made.dataset.zoom]);
}
