"""A migration operation: from here on the database only adds rows to a table."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER {table}_{verb}_refused BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION '{table} is append-only'
  USING ERRCODE = 'integrity_constraint_violation';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_{verb}_refused BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_append_only();
"""
DROP = {
    "sqlite": "DROP TRIGGER {table}_{verb}_refused;",
    "postgresql": "DROP TRIGGER {table}_{verb}_refused ON {table};",
}


def append_only(table):
    """Return the operation after which `table` refuses UPDATE and DELETE."""

    return migrations.RunPython(refuse_changes(table), allow_changes(table))


def rebuilt(table, *operations):
    """Return operations that alter an append-only table, between off and on again.

    SQLite alters most things by making the table anew, which loses its triggers.
    """
    off = migrations.RunPython(allow_changes(table), refuse_changes(table))
    return [off, *operations, append_only(table)]


def never_deleted(table):
    """Return the operation after which `table` refuses DELETE; its rows may change."""
    return migrations.RunPython(
        run(table, {"sqlite": SQLITE, "postgresql": POSTGRESQL}, verbs=("DELETE",)),
        run(table, DROP, verbs=("DELETE",)),
    )


def refuse_changes(table):
    return run(table, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def allow_changes(table):
    return run(table, DROP)


def run(table, scripts, verbs=("UPDATE", "DELETE")):
    def apply(apps, schema_editor):
        script = scripts[schema_editor.connection.vendor]
        for verb in verbs:
            # Not through schema_editor.execute: it would read % as a parameter.
            with schema_editor.connection.cursor() as cursor:
                cursor.execute(script.format(table=table, verb=verb))

    return apply
