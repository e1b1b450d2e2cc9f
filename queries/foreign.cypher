// Foreign partners: who of another country works with institutions of one country, and who says so in which words.
// One line for each partnership, place and quote, by the country in which the gazetteer or an article places the
// partner. Institutions without a known country are left out, and so are partners with a seat in the home country.
// $home: Country. The home country, in any of the four languages, or its code.
// $institution: Institution = any. Only partners of this institution; its own country need not be known.
// $status: Status = any. Only partnerships that stand so; current: not planned, suspended or ended.
// $atlas: Atlas = all. The countries that the gazetteer knows of, by id; filled in by the program.

MATCH (far:Institution)
OPTIONAL MATCH (far)-[:LOCATED_IN]->(site:Place)
WITH far, [far.id] + collect(site.id) AS places
WHERE NOT any(place IN places WHERE coalesce(split(split(';' + $atlas, ';' + toString(place) + '=')[1], ';')[0], '') = $home)
UNWIND places AS place_id
WITH far, place_id, split(split(';' + $atlas, ';' + toString(place_id) + '=')[1], ';')[0] AS country
WHERE country IS NOT NULL
MATCH (far)-[edge:PARTNERS_WITH]-(near:Entity)
WHERE ($status = 'any' OR edge.status = $status
    OR ($status = 'current' AND NOT coalesce(edge.status, '') IN ['planned', 'suspended', 'ended']))
OPTIONAL MATCH (near)-[:LOCATED_IN]->(home:Place)
WITH far, place_id, country, edge, near, [near.id] + collect(home.id) AS homes
WHERE near.id = $institution
  OR ($institution = 'any' AND any(place IN homes WHERE coalesce(split(split(';' + $atlas, ';' + toString(place) + '=')[1], ';')[0], '') = $home))
OPTIONAL MATCH (at:Place {id: place_id})
MATCH (said:Statement)-[via:SAID_BY]->(source:Article) WHERE said.edge = edge.id
WITH DISTINCT far, place_id, country, edge, near, at, source, via.start AS start, via.quote AS quote
RETURN
  country,
  far.name AS partner,
  far.type AS type,
  at.name AS place,
  near.name AS institution,
  edge.status AS status,
  edge.first_date AS first_date,
  edge.last_date AS last_date,
  edge.sources AS sources,
  edge.independent_sources AS independent,
  edge.confidence AS confidence,
  quote,
  source.publisher AS publisher,
  source.published AS published,
  source.title AS title,
  source.url AS url,
  near.id AS subject_id,
  'PARTNERS_WITH' AS predicate_id,
  far.id AS object_id
ORDER BY country, partner, object_id, coalesce(at.name, ''), place_id, institution, subject_id, coalesce(source.published, ''), source.id, start, quote
