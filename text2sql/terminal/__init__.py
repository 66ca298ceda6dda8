"""How values look in a terminal or a file: rich tables for people, JSON, CSV and Markdown for programs."""
