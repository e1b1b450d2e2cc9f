// Fields by institution: one line for each institution and field, of its specialties and of its agreements.
CALL {
  MATCH (one:Institution)-[edge:SPECIALISES_IN]->(field:Field)
  RETURN one, field, 'specialty' AS basis, edge.sources AS sources
  UNION ALL
  MATCH (one:Institution)-[edge:PARTY_TO]->(:Agreement)-[:COVERS]->(field:Field)
  RETURN one, field, 'agreement' AS basis, edge.sources AS sources
}
WITH one, field, basis, count(*) AS count, max(sources) AS sources
RETURN
  one.id AS institution_id,
  one.name AS institution,
  one.type AS institution_type,
  field.id AS field_id,
  coalesce(field.label_en, field.id) AS field,
  basis,
  count,
  sources
ORDER BY institution_id, field_id, basis
