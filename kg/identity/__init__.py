"""Who is who across articles: what names mean, what follows from it, and what people decided."""
