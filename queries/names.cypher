// Every thing that the graph knows, with each written form of its name.
// $type: Type = Entity. Only things of this class, such as Hospital.

MATCH (thing:Entity)
WHERE $type IN labels(thing)
UNWIND thing.names AS form
RETURN DISTINCT
  thing.name AS name,
  thing.type AS type,
  form,
  thing.id AS id
ORDER BY name, id, form
