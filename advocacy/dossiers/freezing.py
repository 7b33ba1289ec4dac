"""The trigger that keeps sent dossiers as they were sent: a step of a migration.

SQLite loses it when Django makes the table anew to alter a column: a migration that alters `SentDossier` ends with
`freeze` again. A test asks the database.
"""

FROZEN = (
    "id",
    "dossier_id",
    "format",
    "language",
    "sha256",
    "made_at",
    "made_by_id",
    "sent_on",
    "addressee_id",
)

SQLITE = """
CREATE TRIGGER sent_dossier_frozen BEFORE UPDATE ON advocacy_sentdossier
WHEN length(NEW.content) > 0 OR {changed}
BEGIN SELECT RAISE(ABORT, 'A sent dossier is frozen.'); END
"""
POSTGRESQL = """
CREATE FUNCTION sent_dossier_frozen() RETURNS trigger AS $$
BEGIN
    IF length(NEW.content) > 0 OR {changed} THEN
        RAISE EXCEPTION 'A sent dossier is frozen.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER sent_dossier_frozen BEFORE UPDATE ON advocacy_sentdossier
FOR EACH ROW EXECUTE FUNCTION sent_dossier_frozen()
"""


def freeze(apps, schema_editor) -> None:
    """Refuse every UPDATE of a sent dossier but one that empties its content."""
    statement, differs = {
        "sqlite": (SQLITE, "NEW.{0} IS NOT OLD.{0}"),
        "postgresql": (POSTGRESQL, "NEW.{0} IS DISTINCT FROM OLD.{0}"),
    }[schema_editor.connection.vendor]
    thaw(apps, schema_editor)
    schema_editor.execute(statement.format(changed=" OR ".join(map(differs.format, FROZEN))), params=None)


def thaw(apps, schema_editor) -> None:
    """Take the trigger away."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS sent_dossier_frozen ON advocacy_sentdossier")
        schema_editor.execute("DROP FUNCTION IF EXISTS sent_dossier_frozen()")
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS sent_dossier_frozen")
