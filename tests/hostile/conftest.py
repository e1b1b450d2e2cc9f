"""The guard is for processes that tests start, never for the tests themselves."""

collect_ignore = ["guard"]
