"""Features, capabilities, releases and people as tables: what each column means, and the nodes that rows stand for."""
