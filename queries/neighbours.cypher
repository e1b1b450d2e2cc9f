// What a thing is directly related to, in either direction; places and fields apart.
// $id: text. The id of the thing.

MATCH (:Entity {id: $id})-[edge]-(other:Entity)
WHERE type(edge) <> 'LOCATED_IN'
RETURN DISTINCT other.id AS id
