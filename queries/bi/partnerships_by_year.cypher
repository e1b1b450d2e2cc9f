// Partnerships by year: how many partnerships were first told of in each year; those without a year are left out.
MATCH (:Institution)-[edge:PARTNERS_WITH]->(:Institution)
WHERE edge.first_date >= '0'
WITH toInteger(substring(edge.first_date, 0, 4)) AS year, coalesce(edge.status, 'unknown') AS status
RETURN
  year,
  status,
  count(*) AS partnerships
ORDER BY year, status
