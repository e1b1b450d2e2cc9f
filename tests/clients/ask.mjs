// Asks Cypher of a Neo4j server with the official driver: queries as a JSON list on standard input, rows as JSON out.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(process.argv[2]);
const neo4j = require("neo4j-driver");
const user = neo4j.auth.basic(process.env.NEO4J_USERNAME, process.env.NEO4J_PASSWORD);
const driver = neo4j.driver(process.env.NEO4J_URI, user, { disableLosslessIntegers: true });
const session = driver.session({ database: "neo4j", defaultAccessMode: neo4j.session.READ });
const answers = [];
for (const query of JSON.parse(readFileSync(0, "utf8"))) {
  const result = await session.run(query);
  answers.push(result.records.map((record) => record.keys.map((key) => record.get(key))));
}
console.log(JSON.stringify(answers));
await driver.close();
