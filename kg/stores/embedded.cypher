// What the embedded engine of Cypher is filled with, each query under its name. TARGET stands for the label of the objects.

// :mark
CREATE (:HealthkgStore {name: 'healthkg'})

// :put_fields
UNWIND $rows AS row CREATE (field:Field) SET field = row

// :put_entities
// LABELS stands for those of one class.
UNWIND $rows AS row CREATE (entity:LABELS) SET entity = row

// :put_articles
UNWIND $rows AS row CREATE (article:Article) SET article = row SET article.title = row.title

// :put_mentions
UNWIND $rows AS row
MATCH (article:Article {id: row.properties.article})
MATCH (entity:Entity {id: row.entity})
CREATE (mention:Mention)
SET mention = row.properties
CREATE (mention)-[:IN]->(article)
CREATE (mention)-[:REFERS_TO]->(entity)

// :put_statements
UNWIND $rows AS row
MATCH (article:Article {id: row.properties.article})
MATCH (subject:Entity {id: row.subject})
MATCH (object:TARGET {id: row.object})
CREATE (statement:Statement)
SET statement = row.properties
CREATE (statement)-[:SUBJECT]->(subject)
CREATE (statement)-[:OBJECT]->(object)
FOREACH (one IN row.evidence | CREATE (statement)-[via:SAID_BY]->(article) SET via = one)

// :put_agreements
UNWIND $rows AS row
MATCH (statement:Statement {article: row.article, id: row.id})
MATCH (agreement:Entity {id: row.agreement})
CREATE (statement)-[:AGREEMENT]->(agreement)

// :make_edges
// RELATION stands for one predicate.
UNWIND $rows AS row
MATCH (subject:Entity {id: row.subject})
MATCH (object:TARGET {id: row.object})
CREATE (subject)-[edge:RELATION]->(object)
SET edge = row.properties

// :no_titles
// The engine would answer one made of label and id where Neo4j answers null.
MATCH (any:Entity|Mention|Statement|Field|Redirect|Called|HealthkgStore) SET any.title = null

// :index_of_statements
CREATE INDEX FOR (one:Statement) ON (one.edge)

// :index_of_names
CREATE FULLTEXT INDEX entity_names FOR (one:Entity) ON EACH [one.words]
