"""The words for each kind of failure, by the schema keyword that failed."""
