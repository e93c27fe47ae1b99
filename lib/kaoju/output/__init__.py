"""Records -> files and reports: what leaves the program, and in which format."""
