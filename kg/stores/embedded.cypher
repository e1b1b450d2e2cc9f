// What the embedded engine of Cypher is filled with beside the queries of neo4j.cypher, each under its name.

// :mark
CREATE (:HealthkgStore {name: 'healthkg'})

// :put_fields
UNWIND $rows AS row CREATE (field:Field) SET field = row

// :put_entities
// LABELS stands for those of one class.
UNWIND $rows AS row CREATE (entity:LABELS) SET entity = row

// :put_articles
UNWIND $rows AS row CREATE (article:Article) SET article = row SET article.title = row.title

// :no_titles
// The engine would answer one made of label and id where Neo4j answers null.
MATCH (any:Entity|Mention|Statement|Field|Redirect|Called|HealthkgStore) SET any.title = null

// :index_of_statements
CREATE INDEX FOR (one:Statement) ON (one.edge)

// :index_of_names
CREATE FULLTEXT INDEX entity_names FOR (one:Entity) ON EACH [one.words]
