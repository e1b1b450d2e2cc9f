"""One reader for each kind of file: from bytes to text, and to what is known of an article besides it."""
