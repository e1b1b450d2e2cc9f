"""A knowledge graph of healthcare institutions, read from news articles."""

__version__ = "0.1.0"
