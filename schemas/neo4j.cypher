// What a Neo4j database must have before statements are written into it: every id once, and a full-text index in
// which people find names. It holds names as written and without their marks: "Bệnh viện" and "benh vien" both match.

CREATE CONSTRAINT healthkg_store IF NOT EXISTS FOR (one:HealthkgStore) REQUIRE one.name IS UNIQUE;
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (one:Entity) REQUIRE one.id IS UNIQUE;
CREATE CONSTRAINT article_id IF NOT EXISTS FOR (one:Article) REQUIRE one.id IS UNIQUE;
CREATE CONSTRAINT field_id IF NOT EXISTS FOR (one:Field) REQUIRE one.id IS UNIQUE;
CREATE CONSTRAINT statement_id IF NOT EXISTS FOR (one:Statement) REQUIRE (one.article, one.id) IS UNIQUE;
CREATE CONSTRAINT mention_id IF NOT EXISTS FOR (one:Mention) REQUIRE (one.article, one.id) IS UNIQUE;
CREATE CONSTRAINT redirect_id IF NOT EXISTS FOR (one:Redirect) REQUIRE one.id IS UNIQUE;
CREATE INDEX called_id IF NOT EXISTS FOR (one:Called) ON (one.id);
CREATE INDEX mention_alone IF NOT EXISTS FOR (one:Mention) ON (one.id);
CREATE INDEX statement_edge IF NOT EXISTS FOR (one:Statement) ON (one.edge);
CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (one:Entity) ON EACH [one.names, one.folded]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}};
