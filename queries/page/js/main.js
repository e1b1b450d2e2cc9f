// From the data to a page that answers: first the picture, then what answers, then what can wait.
const settled = () => (document.readyState === "loading" ? new Promise((done) => addEventListener("DOMContentLoaded", done)) : null);

function startPicture(graph) {
  config.centre = graph.centre;
  config.symmetricCodes = codes.predicates.map((name) => Number(config.symmetric.includes(name)));
  bend();
  settle(graph);
  const wanted = readAddress(location.hash.slice(1));
  setTheme(theme);
  picture = (globalThis.vis ? visPicture : canvasPicture)(frame, overlays);
  refresh();
  picture.setView(wanted || opening());
  moved = Boolean(wanted);
  return picture.open();
}
function startControls() {
  startPointer();
  startKeys();
  startLegend();
  startSearch();
  startFilters();
  startHeader();
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) === written) return;
    const view = readAddress(location.hash.slice(1));
    setTheme(theme);
    setLanguage(addressLanguage());
    act.changed(true);
    if (view) { moved = true; picture.setView(view); }
  });
  setLanguage(addressLanguage());
  showControls();
  showPanel();
  light();
  gatherIdly();
}
function addressLanguage() {
  const told = new URLSearchParams(location.hash.slice(1)).get("lang");
  return Object.hasOwn(config.words, told) ? told : config.language;
}
// The theme of the system, and paper, which shows all of the picture and of the tables in the colours of paper.
function startMedia() {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { mix(); picture.draw(); showControls(); });
  let screenView = null;
  matchMedia("print").addEventListener("change", ({ matches }) => {
    if (matches) appendAll();
    mix();
    setLetters(matches);
    picture.measure();
    if (matches) screenView = picture.view();
    if (shown.nodes.length) picture.setView(matches ? fitted(shown.nodes) : screenView);
    picture.draw(matches);
  });
  addEventListener("beforeprint", appendAll);
}
async function startPage() {
  if (!globalThis.DecompressionStream && ["graph", "evidence"].some(isPacked)) return; // the page stays as it is: tables that can be read
  document.documentElement.classList.add("js");
  await startPicture(await loadGraph());
  performance.mark("drawn");
  startControls();
  performance.mark("answers");
  evidence = await unpack("evidence");
  gatherIdly();
  await settled();
  startDates();
  startTables();
  if (document.documentElement.lang !== config.language) translate(document.documentElement.lang);
  startFiles();
  startMedia();
  showPanel();
  frame.dataset.ready = "true";
  performance.mark("ready");
}
startPage().catch((error) => {
  document.documentElement.classList.remove("js"); // what went wrong must not hide the tables
  throw error;
});
