// The data of the page: columns of things and relations first, evidence a moment later.
let things, relations, codes, size, links, about, aboutFrom, pairs;
let evidence = null;

const isPacked = (id) => byId(id).type !== "application/json";
async function unpack(id) {
  const text = byId(id).textContent;
  if (!isPacked(id)) return JSON.parse(text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
  const unzip = new DecompressionStream("gzip");
  const writer = unzip.writable.getWriter();
  writer.write(bytes);
  writer.close();
  return new Response(unzip.readable).json();
}

async function loadGraph() {
  const graph = await unpack("graph");
  ({ things, relations, codes } = graph);
  size = things.id.length;
  links = relations.subject.length;
  for (const name of ["type", "country", "degree"]) things[name] = Int32Array.from(things[name]);
  for (const name of ["x", "y", "radius"]) things[name] = Float64Array.from(things[name]);
  for (const name of ["subject", "predicate", "object", "status", "first", "last", "confidence", "sources"]) relations[name] = Int32Array.from(relations[name]);
  connect();
  return graph;
}

// Relations by thing: those of thing i are about[aboutFrom[i]] to about[aboutFrom[i + 1] - 1].
function connect() {
  const { subject, object } = relations;
  aboutFrom = new Int32Array(size + 2);
  for (let n = 0; n < links; n += 1) {
    aboutFrom[subject[n] + 2] += 1;
    if (object[n] >= 0 && object[n] !== subject[n]) aboutFrom[object[n] + 2] += 1;
  }
  for (let i = 2; i < size + 2; i += 1) aboutFrom[i] += aboutFrom[i - 1];
  about = new Int32Array(aboutFrom[size + 1]);
  for (let n = 0; n < links; n += 1) {
    about[aboutFrom[subject[n] + 1]++] = n;
    if (object[n] >= 0 && object[n] !== subject[n]) about[aboutFrom[object[n] + 1]++] = n;
  }
}
const relationsOf = (i) => about.subarray(aboutFrom[i], aboutFrom[i + 1]);
const otherEnd = (n, i) => (relations.subject[n] === i ? relations.object[n] : relations.subject[n]);
function neighboursOf(i) {
  const found = new Set();
  for (const n of relationsOf(i)) if (otherEnd(n, i) >= 0) found.add(otherEnd(n, i));
  found.delete(i);
  return found;
}

// The lines between two things: the first is straight, the next ones bend to either side more and more. Those past
// the seventh are not drawn; the panel of each lists all.
const MOST_LINES = 7;
let bends;
function bend() {
  pairs = new Map();
  bends = new Int8Array(links);
  const { subject, object } = relations;
  for (let n = 0; n < links; n += 1) {
    const [a, b] = [subject[n], object[n]];
    if (b < 0) { bends[n] = -128; continue; }
    const key = a < b ? a * size + b : b * size + a;
    const before = pairs.get(key) || 0;
    pairs.set(key, before + 1);
    if (before >= MOST_LINES || a === b) bends[n] = -128;
    else bends[n] = (before % 2 ? 1 : -1) * Math.ceil(before / 2) * (a < b ? 1 : -1);
  }
}
const between = (a, b) => [...relationsOf(a)].filter((n) => otherEnd(n, a) === b);

const type = (i) => codes.types[things.type[i]];
const country = (i) => codes.countries[things.country[i]] || "";
const predicate = (n) => codes.predicates[relations.predicate[n]];
const status = (n) => codes.statuses[relations.status[n]] || null;
const field = (n) => codes.fields[relations.field[n]];
const fieldsOf = (n) => relations.fields[n] || []; // only those that tell any are listed
const first = (n) => codes.dates[relations.first[n]] || "";
const last = (n) => codes.dates[relations.last[n]] || "";
const namesOf = (i) => evidence.names[i].map(([language, name]) => [evidence.languages[language], name]);
const numberOf = (id) => things.id.indexOf(id);

function claimsOf(n) {
  return evidence.claims[n].map(([date, state, role, fields, confidence, deal, passages]) => ({
    date, role, confidence, deal, status: state,
    fields: fields.map((code) => evidence.fields[code]),
    passages: passages.map(([source, quote, rule]) => ({ source, quote: evidence.quotes[quote], rule: evidence.rules[rule] })),
  }));
}
function sourceOf(number) {
  const [title, publisher, date, language, url] = evidence.sources[number];
  return { title, publisher, date, language, url };
}
function dealOf(number) {
  const [thing, parties, fields, places, date, state, told] = evidence.deals[number];
  return { thing, parties, fields, places, date, status: state, relations: told };
}

// Months since year 0 of the first and last day that a date may mean; null for none and for one without a year.
function months(date) {
  const year = Number((date || "-").slice(0, 4));
  if (!(year > 0)) return null;
  const month = Number(date.slice(5, 7));
  return month ? [year * 12 + month - 1, year * 12 + month - 1] : [year * 12, year * 12 + 11];
}
