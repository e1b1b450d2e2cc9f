"""What the project knows, as data files, and the small readers of these files."""
