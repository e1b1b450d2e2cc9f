// How many agreements there are by year, by month or by field, and how many institutions are parties to them.
// An agreement counts at its latest date, once for each of its fields; without them it counts as "unknown".
// $by: year|month|field = year. What to count by.
// $institution: Institution = any. Only agreements that this institution is a party to.

MATCH (said:Statement {predicate: 'PARTY_TO'})-[:OBJECT]->(deal:Agreement)
WHERE $institution = 'any' OR (:Entity {id: $institution})-[:PARTY_TO]->(deal)
WITH deal, max(coalesce(said.date, '')) AS latest
OPTIONAL MATCH (deal)-[:COVERS]->(covered:Field)
WHERE $by = 'field'
WITH deal, latest, covered.id AS code, CASE WHEN $by = 'month' THEN 7 ELSE 4 END AS length
WITH deal, CASE
    WHEN $by = 'field' THEN coalesce(code, 'unknown')
    WHEN latest < '0' OR size(latest) < length THEN 'unknown'
    ELSE substring(latest, 0, length) END AS period
MATCH (one:Entity)-[:PARTY_TO]->(deal)
RETURN
  period,
  count(DISTINCT deal) AS agreements,
  count(DISTINCT one) AS institutions
ORDER BY period
