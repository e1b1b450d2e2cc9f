"""The canonical log: all that was read, as Parquet files that any store can be made from again."""
