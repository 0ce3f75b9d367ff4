"""Running an installation: its schema, its server, its worker, its backups, its health. Wiring, like `cli`:
it may see every room, and no room sees it."""
