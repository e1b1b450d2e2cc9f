// Who works with an institution, since when, in which fields, and who says so in which words.
// One line for each partnership and quote; the figures of a line are those of the whole partnership: its latest status,
// all its fields, its first and last date, the articles that speak of it, and the best confidence. Further than one
// step, "through" names the institution that the partner is met through.
// $institution: Institution. The institution asked about, in any written form of its name.
// $depth: integer = 1. The most steps from partner to partner, 1 to 3.
// $field: Field = any. Only partnerships in this field.
// $type: Type = any. Only partners of this class, such as Hospital.
// $country: Country = any. Only partners that the gazetteer or an article places in this country.
// $since: date = any. Only partnerships last told of on this day or later.
// $until: date = any. Only partnerships first told of on this day or before.
// $status: Status = any. Only partnerships that stand so; current: not planned, suspended or ended.
// $least: integer = 1. Only partnerships that at least so many articles speak of.
// $atlas: Atlas = all. The countries that the gazetteer knows of, by id; filled in by the program.

// The graph: (:Entity:Institution {id, name, type}) joined by relationships named by their predicate, with status,
// first_date, last_date, sources and confidence; (:Statement {id, predicate, fields, quote, start, ...}) with
// SUBJECT, OBJECT and AGREEMENT to entities and SAID_BY to (:Article {id, title, publisher, published, url}).
// A symmetric relationship is kept once, so it is matched in either direction; (:Agreement)-[:COVERS]->(:Field {id}).
MATCH (self:Entity {id: $institution})-[edge:PARTNERS_WITH]-(other:Entity)
CALL {
  WITH self, other
  MATCH (self)<-[:SUBJECT|OBJECT]-(said:Statement {predicate: 'PARTNERS_WITH'})-[:SUBJECT|OBJECT]->(other)
  RETURN collect(DISTINCT said) AS statements
}
CALL {
  WITH statements
  UNWIND statements AS said
  OPTIONAL MATCH (said)-[:AGREEMENT]->(:Agreement)-[:COVERS]->(covered:Field)
  WITH coalesce(said.fields, []) + collect(covered.id) AS codes
  UNWIND codes AS code
  WITH DISTINCT code ORDER BY code
  RETURN collect(code) AS codes
}
UNWIND statements AS said
MATCH (said)-[:SAID_BY]->(source:Article)
WITH DISTINCT other, edge, codes, source, said.quote AS quote, said.start AS start
RETURN
  other.name AS partner,
  other.type AS type,
  edge.status AS status,
  CASE WHEN size(codes) = 0 THEN null
    ELSE reduce(line = head(codes), code IN tail(codes) | line + ', ' + code) END AS fields,
  edge.first_date AS first_date,
  edge.last_date AS last_date,
  edge.sources AS sources,
  edge.confidence AS confidence,
  quote,
  source.publisher AS publisher,
  source.title AS title,
  source.url AS url
ORDER BY sources DESC, partner, other.id, source.published, source.id, start
