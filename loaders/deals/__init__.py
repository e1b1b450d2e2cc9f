"""Who cooperates with whom, who signed, and the agreements of an article."""
