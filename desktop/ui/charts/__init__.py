"""图示: pictures of figures, sections and dimensions, drawn by our own painter."""
