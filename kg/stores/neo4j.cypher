// The queries of the Neo4j store, each under its name. RELATIONS stands for the predicates of the ontology.
// While writing, nodes are known by their element ids, which are looked up once a batch: $rows lead by them.
// Where a plan depends on what the database holds when a query is first put, the index is named.

// :nodes
MATCH (any) RETURN any LIMIT 1

// :mark
MATCH (store:HealthkgStore {name: 'healthkg'}) RETURN store.format AS format

// :indexes
SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'

// :await
// A plan made before an index is filled does without it.
CALL db.awaitIndexes(86400)

// :make
MERGE (store:HealthkgStore {name: 'healthkg'}) SET store.format = $format

// :put_fields
UNWIND $rows AS row
MERGE (field:Field {id: row.id}) SET field = row

// :fields
MATCH (field:Field) RETURN field.id AS id, elementId(field) AS node

// :hold
// Writers one after the other: a write to this node locks it until the transaction ends.
MATCH (store:HealthkgStore {name: 'healthkg'}) SET store.writes = coalesce(store.writes, 0) + 1

// :digests
UNWIND $ids AS id MATCH (article:Article {id: id}) RETURN id, article.digest AS digest

// :all_digests
MATCH (article:Article) RETURN article.digest AS digest

// :tallies
UNWIND $ids AS id MATCH (entity:Entity {id: id})
RETURN id, elementId(entity) AS node, entity.tally AS tally, labels(entity) AS labels

// :put_articles
UNWIND $rows AS row CREATE (article:Article) SET article = row RETURN row.id AS id, elementId(article) AS node

// :put_entities
UNWIND $rows AS row
MERGE (entity:Entity {id: row.id})
SET entity = row.properties
REMOVE entity:$(row.former)
SET entity:$(row.labels)
RETURN row.id AS id, elementId(entity) AS node

// :put_mentions
UNWIND $rows AS row
MATCH (article) WHERE elementId(article) = row.article
MATCH (entity) WHERE elementId(entity) = row.entity
CREATE (article)<-[:IN]-(mention:Mention)-[:REFERS_TO]->(entity)
SET mention = row.properties

// :put_statements
UNWIND $rows AS row
MATCH (article) WHERE elementId(article) = row.article
MATCH (subject) WHERE elementId(subject) = row.subject
MATCH (object) WHERE elementId(object) = row.object
CREATE (subject)<-[:SUBJECT]-(statement:Statement)-[:OBJECT]->(object)
SET statement = row.properties
FOREACH (one IN row.evidence | CREATE (statement)-[via:SAID_BY]->(article) SET via = one)

// :put_agreements
UNWIND $rows AS row
MATCH (statement:Statement {article: row.article, id: row.id})
MATCH (agreement) WHERE elementId(agreement) = row.agreement
CREATE (statement)-[:AGREEMENT]->(agreement)

// :drop_articles
UNWIND $ids AS id
MATCH (article:Article {id: id})
OPTIONAL MATCH (article)<-[:SAID_BY|IN]-(part)
WITH article, collect(DISTINCT part) AS parts
FOREACH (part IN parts | DETACH DELETE part)
DETACH DELETE article

// :drop_entities
UNWIND $ids AS id MATCH (entity:Entity {id: id}) DETACH DELETE entity

// :redirects
UNWIND $ids AS id MATCH (redirect:Redirect {id: id}) RETURN id, redirect.to AS to

// :called
UNWIND $ids AS id MATCH (called:Called {id: id}) RETURN id, called.language AS language, called.name AS name

// :all_redirects
MATCH (redirect:Redirect) RETURN redirect.id AS id, redirect.to AS to

// :all_called
MATCH (called:Called) RETURN called.id AS id, called.language AS language, called.name AS name

// :drop_redirects
MATCH (one:Redirect|Called) DELETE one

// :put_redirects
UNWIND $rows AS row CREATE (redirect:Redirect) SET redirect = row

// :put_called
UNWIND $rows AS row CREATE (called:Called) SET called = row

// :led_articles
// The articles that a change of the table may change: $rows lead from an id to the id that stood for it till now.
CALL () {
  UNWIND $rows AS row
  MATCH (article:Article {id: row.id})
  RETURN article.id AS id
  UNION
  UNWIND $rows AS row
  MATCH (mention:Mention {id: row.id})
  RETURN mention.article AS id
  UNION
  UNWIND $rows AS row
  MATCH (entity:Entity {id: row.to})<-[:REFERS_TO]-(mention)
  WHERE coalesce(mention.key, entity.id) = row.id
  RETURN mention.article AS id
}
RETURN DISTINCT id

// :facts
// What stands behind some edges, but for what the articles of $without say.
UNWIND $ids AS id
MATCH (statement:Statement {edge: id})
USING INDEX statement:Statement(edge)
WHERE NOT statement.article IN $without
RETURN id, statement.article AS article, statement.id AS statement, statement.date AS date,
  statement.status AS status, statement.confidence AS confidence

// :copies
UNWIND $ids AS id MATCH (article:Article {id: id}) WHERE article.copy_of IS NOT NULL
RETURN id, article.copy_of AS origin

// :make_edges
// RELATION stands for one predicate.
UNWIND $rows AS row
MATCH (subject) WHERE elementId(subject) = row.subject
MATCH (object) WHERE elementId(object) = row.object
CREATE (subject)-[edge:RELATION]->(object)
SET edge = row.properties

// :change_edges
UNWIND $rows AS row
MATCH (subject) WHERE elementId(subject) = row.subject
MATCH (object) WHERE elementId(object) = row.object
MATCH (subject)-[edge:RELATION]->(object)
SET edge = row.properties

// :drop_edges
UNWIND $rows AS row
MATCH (subject) WHERE elementId(subject) = row.subject
MATCH (object) WHERE elementId(object) = row.object
MATCH (subject)-[edge:RELATION]->(object)
DELETE edge

// :articles
MATCH (article:Article) RETURN properties(article) AS article

// :some_articles
UNWIND $ids AS id MATCH (article:Article {id: id}) RETURN properties(article) AS article

// :article_ids
MATCH (article:Article) RETURN article.id AS id

// :mentions
UNWIND $ids AS id
MATCH (:Article {id: id})<-[:IN]-(mention)-[:REFERS_TO]->(entity)
RETURN properties(mention) AS mention, entity.id AS entity

// :bare_mentions
UNWIND $ids AS id
MATCH (:Article {id: id})<-[:IN]-(mention)-[:REFERS_TO]->(entity)
RETURN {article: id, id: mention.id, type: '', name: '', key: mention.key} AS mention, entity.id AS entity

// :statements
UNWIND $ids AS id
MATCH (:Article {id: id})<-[by:SAID_BY]-(statement)
RETURN properties(statement) AS statement, collect(properties(by)) AS evidence

// :statements_of_edges
UNWIND $ids AS id
MATCH (statement:Statement {edge: id})-[by:SAID_BY]->()
USING INDEX statement:Statement(edge)
WITH statement, collect(properties(by)) AS evidence
MATCH (statement)-[:SUBJECT]->(subject)
MATCH (statement)-[:OBJECT]->(object)
OPTIONAL MATCH (statement)-[:AGREEMENT]->(agreement)
RETURN properties(statement) AS statement, evidence, subject.id AS subject, object.id AS object,
  agreement.id AS agreement

// :entities
MATCH (entity:Entity) RETURN properties(entity) AS entity

// :labels
MATCH (entity:Entity) RETURN entity.id AS id, entity.name AS name, entity.type AS type

// :ties
MATCH (one:Entity)-[edge:RELATIONS]->(other)
RETURN one.id AS subject, type(edge) AS predicate, other.id AS object, edge.status AS status, edge.sources AS sources

// :some_entities
UNWIND $ids AS id MATCH (entity:Entity {id: id}) RETURN properties(entity) AS entity

// :all_names
MATCH (entity:Entity) RETURN entity.id AS id, entity.folded AS folded

// :names
CALL db.index.fulltext.queryNodes('entity_names', $words) YIELD node
RETURN node.id AS id, node.folded AS folded

// :near
UNWIND $ids AS id
MATCH (:Entity {id: id})-[:RELATIONS]-(other:Entity)
RETURN DISTINCT other.id AS id

// :edges_among
UNWIND $ids AS id
MATCH (:Entity {id: id})-[edge:RELATIONS]->(other)
WHERE type(edge) IN $predicates AND (other:Field OR other.id IN $ids)
RETURN edge.id AS id
