// Words, labels and dates in the language of the page, and elements made of them. Text from articles goes in as text
// nodes only; nothing in these scripts makes markup from text.
const byId = (id) => document.getElementById(id);
const config = JSON.parse(byId("config").textContent);
let words = config.words[config.language];
let labels = config.labels[config.language];

const upFirst = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const say = (key, values = {}) => (words[key] || key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
const typeLabel = (type) => upFirst(labels.types[type] || type);
const statusLabel = (status) => upFirst(status ? labels.statuses[status] || status : words.stated);
const predicateLabel = (predicate, backwards) => labels.predicates[predicate][backwards ? 1 : 0];
const fieldLabel = (code) => labels.fields[code] || code;
const countryLabel = (code) => labels.countries[code] || code;
const languageLabel = (code) => words.languages[code] || code;
const when = (date) => (!date ? "" : date.startsWith("--") ? say("no_year", { date: date.slice(2) }) : date);
const period = (first, last) => (first && last && first !== last ? `${when(first)} – ${when(last)}` : when(last || first));
const percent = (x) => `${x} %`;
const sourceCount = (n) => (n === 1 ? words.source_one : say("source_many", { n }));

// The form in which names are compared: small letters without marks, one space between words.
const bareOf = new Map([["đ", "d"], ["ł", "l"]]);
function bare(letter) {
  if (!bareOf.has(letter)) bareOf.set(letter, letter.normalize("NFD").replace(/\p{M}/gu, ""));
  return bareOf.get(letter);
}
const fold = (text) => text.toLowerCase().replace(/[^ -~]/gu, bare).replace(/[_\s]+/g, " ").trim();
// Marks that turn the direction of writing would turn what stands around them where nothing isolates them.
const undirected = (text) => text.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, "");

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") value && element.addEventListener("click", value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  for (const child of children) if (child !== null && child !== undefined && child !== "") element.append(child);
  return element;
}
const bdi = (text) => make("bdi", {}, text);
const button = (text, onclick, attributes) => make("button", { type: "button", ...attributes, onclick }, text);

const WORDED = { "data-word-label": "aria-label", "data-word-title": "title", "data-word-hint": "placeholder" };
function speak(language) {
  words = config.words[language];
  labels = config.labels[language];
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-word]"))
    element.textContent = say(element.dataset.word, element.dataset.values ? JSON.parse(element.dataset.values) : {});
  for (const [from, to] of Object.entries(WORDED))
    for (const element of document.querySelectorAll(`[${from}]`)) element.setAttribute(to, say(element.getAttribute(from)));
  for (const element of document.querySelectorAll("[data-label-type]")) element.textContent = typeLabel(element.dataset.labelType);
}

let announced = 0;
function announce(text) {
  clearTimeout(announced);
  announced = setTimeout(() => { byId("status").textContent = text; }, 50);
}

// Once what was painted so far is on the screen. Nobody sees a hidden page, so nothing is waited for there.
const onScreen = () => new Promise((done) => (document.hidden ? setTimeout(done) : requestAnimationFrame(() => setTimeout(done))));
// Do the work of a generator in slices, whenever the page has nothing else to do, as long as `wanted` says so.
function idly(work, wanted = () => true) {
  const soon = globalThis.requestIdleCallback ? (act) => requestIdleCallback(act, { timeout: 300 }) : setTimeout;
  const goOn = () => {
    if (!wanted()) return;
    const until = performance.now() + 8;
    while (performance.now() < until) if (work.next().done) return;
    soon(goOn);
  };
  soon(goOn);
}
