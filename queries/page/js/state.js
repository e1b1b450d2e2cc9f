// What the reader has chosen, and the address that says so.
const fresh = () => ({
  scope: "start", // "start", "all", "focus" or "path"
  focus: null, // { thing, hops }
  path: null, // { from, to }
  types: new Map(), // type: shown or not, where that is not what it is at first
  predicates: new Set(), // switched off
  statuses: new Set(), // switched off; "" is none told
  field: "", country: "", confidence: 0, sources: 1,
  from: null, to: null, // months
  hidden: new Set(), extra: new Set(), pins: new Map(),
  node: null, line: null, // what the panel tells
});
let state = fresh();
let theme = "";

const shownAtFirst = (kind) => config.types[kind].shown;
const typeOn = (kind) => (state.types.has(kind) ? state.types.get(kind) : shownAtFirst(kind));

const LISTS = { no: "predicates", nostatus: "statuses" };
function address(view) {
  const told = new URLSearchParams();
  const put = (key, value) => { if (value !== null && value !== undefined && value !== "") told.set(key, value); };
  const ids = (numbers) => [...numbers].map((i) => things.id[i]).join(",");
  if (words !== config.words[config.language]) put("lang", document.documentElement.lang);
  put("theme", theme);
  if (state.scope === "all") put("show", "all");
  if (state.scope === "focus") put("focus", `${things.id[state.focus.thing]},${state.focus.hops}`);
  if (state.scope === "path") put("path", ids([state.path.from, state.path.to]));
  put("types", [...state.types].map(([kind, on]) => (on ? kind : `-${kind}`)).join(","));
  for (const [key, name] of Object.entries(LISTS)) put(key, [...state[name]].map((word) => word || "none").join(","));
  for (const key of ["field", "country"]) put(key, state[key]);
  if (state.confidence) put("confidence", state.confidence);
  if (state.sources > 1) put("sources", state.sources);
  put("from", state.from);
  put("to", state.to);
  put("hide", ids(state.hidden));
  put("more", ids(state.extra));
  put("pin", [...state.pins].map(([i, [x, y]]) => `${things.id[i]}:${Math.round(x)}:${Math.round(y)}`).join(","));
  if (state.node !== null) put("node", things.id[state.node]);
  if (state.line !== null) put("line", lineId(state.line));
  if (view) put("at", [view.scale.toFixed(3), Math.round(view.x), Math.round(view.y)].join(","));
  return told.toString();
}
function lineId(n) {
  const end = relations.object[n] < 0 ? field(n) : things.id[relations.object[n]];
  return [things.id[relations.subject[n]], predicate(n), end].join("~");
}
function lineOf(id) {
  const [subject, wanted, end] = id.split("~");
  const i = numberOf(subject);
  if (i < 0) return null;
  const found = [...relationsOf(i)].find((n) => relations.subject[n] === i && predicate(n) === wanted && lineId(n) === [subject, wanted, end].join("~"));
  return found === undefined ? null : found;
}

// Reads an address; what it names and the page does not have is left out. The wanted view, if it tells one.
function readAddress(text) {
  const told = new URLSearchParams(text);
  const list = (key) => (told.get(key) || "").split(",").filter(Boolean);
  const numbers = (key) => list(key).map(numberOf).filter((i) => i >= 0);
  const number = (key, least, most) => {
    const value = Number(told.get(key));
    return told.has(key) && Number.isFinite(value) ? Math.min(most, Math.max(least, Math.round(value))) : null;
  };
  state = fresh();
  if (told.get("show") === "all") state.scope = "all";
  const [centre, hops] = list("focus");
  if (centre && numberOf(centre) >= 0) Object.assign(state, { scope: "focus", focus: { thing: numberOf(centre), hops: Math.min(4, Math.max(1, Number(hops) || 1)) } });
  const ends = numbers("path");
  if (ends.length === 2) Object.assign(state, { scope: "path", path: { from: ends[0], to: ends[1] } });
  for (const word of list("types")) {
    const kind = word.replace(/^-/, "");
    if (Object.hasOwn(config.types, kind)) state.types.set(kind, kind === word);
  }
  for (const [key, name] of Object.entries(LISTS)) state[name] = new Set(list(key).map((word) => (word === "none" ? "" : word)));
  if (codes.fields.includes(told.get("field"))) state.field = told.get("field");
  if (codes.countries.includes(told.get("country"))) state.country = told.get("country");
  state.confidence = number("confidence", 0, 100) || 0;
  state.sources = number("sources", 1, 99) || 1;
  state.from = number("from", 0, 1e6);
  state.to = number("to", 0, 1e6);
  state.hidden = new Set(numbers("hide"));
  state.extra = new Set(numbers("more"));
  for (const pin of list("pin")) {
    const [id, x, y] = pin.split(":");
    if (numberOf(id) >= 0 && Number.isFinite(Number(x)) && Number.isFinite(Number(y))) state.pins.set(numberOf(id), [Number(x), Number(y)]);
  }
  const [node] = numbers("node");
  state.node = node === undefined ? null : node;
  state.line = told.get("line") ? lineOf(told.get("line")) : null;
  theme = ["dark", "light"].includes(told.get("theme")) ? told.get("theme") : "";
  const [scale, x, y] = list("at").map(Number);
  return scale > 0 && Number.isFinite(x) && Number.isFinite(y) ? { scale, x, y } : null;
}
