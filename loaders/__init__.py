"""From files, pages and feeds to articles, and from articles to statements."""
