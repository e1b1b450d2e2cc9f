# Take some quads out and put others in, in one transaction. The two words are replaced by quads in N-Quads terms.
DELETE DATA { $OUT } ;
INSERT DATA { $IN }
