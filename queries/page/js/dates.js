// From when to when: two sliders, and time as a film.
let playing = 0;
const monthText = (m) => `${Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, "0")}`;
function startDates() {
  const { least, most } = spansOf();
  byId("dates").hidden = !(most > least);
  if (!(most > least)) return;
  for (const name of ["from", "to"]) {
    const slider = byId(`date-${name}`);
    [slider.min, slider.max] = [least, most];
    slider.addEventListener("input", () => { const month = Number(slider.value); stop(); setDates(name, month); });
  }
  byId("play").addEventListener("click", () => (playing ? stop() : play()));
  showDates();
}
function setDates(name, value) {
  const { least, most } = spansOf();
  state[name] = value;
  if (state.from !== null && state.to !== null && state.from > state.to) state[name === "from" ? "to" : "from"] = value;
  if (state.from !== null && state.from <= least) state.from = null;
  if (state.to !== null && state.to >= most) state.to = null;
  act.changed();
}
function showDates() {
  if (!spans || !(spans.most > spans.least)) return;
  const [from, to] = [state.from === null ? spans.least : state.from, state.to === null ? spans.most : state.to];
  for (const [name, value] of [["from", from], ["to", to]]) {
    byId(`date-${name}`).value = value;
    byId(`date-${name}`).setAttribute("aria-valuetext", monthText(value));
  }
  byId("dates-value").textContent = `${monthText(from)} – ${monthText(to)}`;
  byId("play").setAttribute("aria-pressed", String(Boolean(playing)));
  byId("play-word").textContent = playing ? words.stop : words.play;
}
// From the first month to the last in about a quarter of a minute.
function play() {
  const { least, most } = spansOf();
  const steps = Math.min(40, most - least);
  let step = 0;
  playing = setInterval(() => {
    step += 1;
    state.from = null;
    state.to = step >= steps ? null : least + Math.round(((most - least) * step) / steps);
    if (step >= steps) stop();
    act.changed();
  }, 350);
  state.to = least;
  act.changed();
}
function stop() {
  clearInterval(playing);
  playing = 0;
  showDates();
}
