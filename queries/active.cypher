// Who is active in a field: institutions that specialise in it, that have an agreement about it, or of which anything
// else is said in this field, and who says so in which words.
// One line for each institution, relation and quote.
// $field: Field. The field: its code or its name in any language.
// $type: Type = any. Only institutions of this class, such as Hospital.
// $country: Country = any. Only institutions that the gazetteer or an article places in this country.
// $status: Status = any. Only relations that stand so; current: not planned, suspended or ended.
// $atlas: Atlas = all. The countries that the gazetteer knows of, by id; filled in by the program.

CALL {
  MATCH (one:Institution)-[edge:SPECIALISES_IN]->(:Field {id: $field})
  RETURN one, edge, null AS other
  UNION
  MATCH (:Field {id: $field})<-[:COVERS]-(other:Agreement)<-[edge:PARTY_TO]-(one:Institution)
  RETURN one, edge, other
  UNION
  MATCH (said:Statement)-[:SUBJECT]->(one:Institution)
  WHERE $field IN said.fields
  MATCH (one)-[edge]->(other:Entity)
  WHERE edge.id = said.edge
  RETURN one, edge, other
  UNION
  MATCH (said:Statement)-[:SUBJECT|OBJECT]->(one:Institution)
  WHERE $field IN said.fields AND said.predicate = 'PARTNERS_WITH'
  MATCH (one)-[edge:PARTNERS_WITH]-(other:Entity)
  WHERE edge.id = said.edge
  RETURN one, edge, other
}
WITH DISTINCT one, edge, other
WHERE ($type = 'any' OR $type IN labels(one))
  AND ($country = 'any' OR split(split(';' + $atlas, ';' + one.id + '=')[1], ';')[0] = $country OR any(spot IN [(one)-[:LOCATED_IN]->(at:Place) | at.id]
    WHERE split(split(';' + $atlas, ';' + spot + '=')[1], ';')[0] = $country))
  AND ($status = 'any' OR edge.status = $status
    OR ($status = 'current' AND NOT coalesce(edge.status, '') IN ['planned', 'suspended', 'ended']))
MATCH (said:Statement)-[via:SAID_BY]->(source:Article) WHERE said.edge = edge.id
WITH DISTINCT one, edge, other, source, via.start AS start, via.quote AS quote
RETURN
  one.name AS institution,
  one.type AS type,
  type(edge) AS relation,
  other.name AS with,
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
  one.id AS subject_id,
  type(edge) AS predicate_id,
  coalesce(other.id, $field) AS object_id
ORDER BY institution, subject_id, relation, coalesce(other.name, ''), object_id, coalesce(source.published, ''), source.id, start, quote
