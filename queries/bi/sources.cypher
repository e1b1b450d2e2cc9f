// Sources: one line for each quote of an article, with the statement that it was read as.
MATCH (said:Statement)-[via:SAID_BY]->(article:Article)
MATCH (said)-[:SUBJECT]->(subject:Entity)
MATCH (said)-[:OBJECT]->(object)
RETURN
  article.id AS article_id,
  article.title AS title,
  article.publisher AS publisher,
  article.published AS published,
  article.url AS url,
  article.language AS language,
  said.id AS statement_id,
  subject.id AS subject_id,
  subject.name AS subject,
  said.predicate AS predicate,
  object.id AS object_id,
  coalesce(object.name, object.label_en, object.id) AS object,
  said.role AS role,
  said.date AS date,
  said.status AS status,
  said.confidence AS confidence,
  via.place AS place,
  via.quote AS quote
ORDER BY article_id, statement_id, place
