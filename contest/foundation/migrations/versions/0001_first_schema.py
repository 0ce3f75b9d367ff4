"""the first schema"""

import sqlalchemy as sa
from alembic import op

from contest.foundation.database import Moment, Points
from contest.foundation.ledger import GUARDS

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "audit_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_line")),
    )
    with op.batch_alter_table("audit_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_line_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_line_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_line_subject"), ["subject"], unique=False)

    op.create_table(
        "commune",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("province_key", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_key", sa.String(length=120), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["successor_id"], ["commune.id"], name=op.f("fk_commune_successor_id_commune")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commune")),
    )
    with op.batch_alter_table("commune", schema=None) as batch_op:
        batch_op.create_index("ix_commune_province_key", ["province_key", "name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_commune_successor_id"), ["successor_id"], unique=False)

    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("regulation_number", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.CheckConstraint(
            "stage IN ('draft', 'open', 'closed', 'screening', 'judging', 'deliberation', 'decided', 'published', 'archived')",
            name=op.f("ck_edition_stage"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("slug", name=op.f("uq_edition_slug")),
    )
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_series"), ["series"], unique=False)

    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("unique_key", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("run_at", Moment(), nullable=False),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("last_words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("unique_key", name=op.f("uq_job_unique_key")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_run_at"), ["run_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_state"), ["state"], unique=False)

    op.create_table(
        "ledger_event",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_event")),
        sa.UniqueConstraint("digest", name=op.f("uq_ledger_event_digest")),
    )
    with op.batch_alter_table("ledger_event", schema=None) as batch_op:
        batch_op.create_index("ix_ledger_event_edition_id_kind", ["edition_id", "kind"], unique=False)

    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("about", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("to_name", sa.String(length=200), nullable=False),
        sa.Column("to_address", sa.String(length=254), nullable=False),
        sa.Column("to_phone", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_secret", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("once_key", sa.String(length=120), nullable=True),
        sa.Column("written_at", Moment(), nullable=False),
        sa.Column("decided_at", Moment(), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("edited_by", sa.String(length=200), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(length=300), nullable=False),
        sa.Column("sent_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'held', 'queued', 'sending', 'sent', 'unsure', 'failed', 'cancelled', 'to_copy', 'copied', 'rehearsal')",
            name=op.f("ck_letter_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("once_key", name=op.f("uq_letter_once_key")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_about"), ["about"], unique=False)
        batch_op.create_index("ix_letter_edition_id_state", ["edition_id", "state", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_to_address"), ["to_address"], unique=False)

    op.create_table(
        "letter_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("times", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_rule")),
        sa.UniqueConstraint("edition_id", "event", name=op.f("uq_letter_rule_edition_id_event")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sort_key", sa.LargeBinary(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("confirmed_at", Moment(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("joined_into_id", sa.Integer(), nullable=True),
        sa.Column("joined_at", Moment(), nullable=True),
        sa.Column("forgotten_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "email IS NOT NULL OR phone IS NOT NULL OR forgotten_at IS NOT NULL", name=op.f("ck_person_reachable")
        ),
        sa.ForeignKeyConstraint(["joined_into_id"], ["person.id"], name=op.f("fk_person_joined_into_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_person_fs_uniquifier")),
        sa.UniqueConstraint("phone", name=op.f("uq_person_phone")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_joined_into_id"), ["joined_into_id"], unique=False)

    op.create_table(
        "radar_reading",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.Column("fault", sa.String(length=10), nullable=False),
        sa.Column("read_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_radar_reading")),
    )
    op.create_table(
        "register_mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("used_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_mapping")),
        sa.UniqueConstraint("signature", name=op.f("uq_register_mapping_signature")),
    )
    op.create_table(
        "try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_try")),
    )
    with op.batch_alter_table("try", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_try_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_try_key"), ["key"], unique=False)

    op.create_table(
        "ceremony_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("per", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('medal', 'cup', 'envelope', 'certificate', 'flower', 'gift', 'other')",
            name=op.f("ck_ceremony_item_kind"),
        ),
        sa.CheckConstraint("per IN ('entry', 'author')", name=op.f("ck_ceremony_item_per")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_ceremony_item_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_item")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_ceremony_item_edition_id_name")),
    )
    op.create_table(
        "ceremony_show",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("is_rehearsal", sa.Boolean(), nullable=False),
        sa.Column("has_stand_ins", sa.Boolean(), nullable=False),
        sa.Column("slide_key", sa.String(length=80), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("is_waiting", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code_print", sa.String(length=64), nullable=False),
        sa.Column("code_until", Moment(), nullable=True),
        sa.Column("moved_at", Moment(), nullable=True),
        sa.Column("moved_by_id", sa.Integer(), nullable=True),
        sa.Column("began_at", Moment(), nullable=False),
        sa.Column("began_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["began_by_id"], ["person.id"], name=op.f("fk_ceremony_show_began_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_ceremony_show_edition_id_edition")),
        sa.ForeignKeyConstraint(["moved_by_id"], ["person.id"], name=op.f("fk_ceremony_show_moved_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_show")),
    )
    with op.batch_alter_table("ceremony_show", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ceremony_show_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(
            "uq_ceremony_show_open",
            ["edition_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "certificate_design",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("kind_key", sa.String(length=60), nullable=False),
        sa.Column("body", sa.String(length=300), nullable=False),
        sa.Column("heading", sa.String(length=100), nullable=False),
        sa.Column("decision", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("signatory_title", sa.String(length=200), nullable=False),
        sa.Column("signatory", sa.String(length=200), nullable=False),
        sa.Column("is_on_forms", sa.Boolean(), nullable=False),
        sa.Column("has_bleed", sa.Boolean(), nullable=False),
        sa.Column("background_sha256", sa.String(length=64), nullable=False),
        sa.Column("background_name", sa.String(length=255), nullable=False),
        sa.Column("background_type", sa.String(length=60), nullable=False),
        sa.Column("background_width", sa.Integer(), nullable=False),
        sa.Column("background_height", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_certificate_design_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_design")),
        sa.UniqueConstraint("edition_id", "kind_key", name=op.f("uq_certificate_design_edition_id_kind_key")),
    )
    op.create_table(
        "claim_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("used_at", Moment(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_claim_code_edition_id_edition")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_claim_code_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_code")),
    )
    with op.batch_alter_table("claim_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_code_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_code_person_id"), ["person_id"], unique=False)

    op.create_table(
        "closing_package",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("ready_at", Moment(), nullable=True),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("why_not", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("removed_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_closing_package_asked_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_closing_package_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_package")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_closing_package_edition_id_number")),
        sa.UniqueConstraint("key", name=op.f("uq_closing_package_key")),
    )
    op.create_table(
        "code_counter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_code_counter_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_counter")),
        sa.UniqueConstraint("edition_id", "series", name=op.f("uq_code_counter_edition_id_series")),
    )
    op.create_table(
        "council",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("field_keys", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_council_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council")),
        sa.UniqueConstraint("edition_id", "key", name=op.f("uq_council_edition_id_key")),
    )
    with op.batch_alter_table("council", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_council_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "deadline_extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_deadline_extension_edition_id_edition")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_deadline_extension_made_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_extension")),
    )
    with op.batch_alter_table("deadline_extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deadline_extension_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "document_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("kept_at", Moment(), nullable=False),
        sa.Column("kept_by_id", sa.Integer(), nullable=True),
        sa.Column("laid_aside_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_document_template_edition_id_edition")),
        sa.ForeignKeyConstraint(["kept_by_id"], ["person.id"], name=op.f("fk_document_template_kept_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_template")),
        sa.UniqueConstraint("edition_id", "kind", "version", name=op.f("uq_document_template_edition_id_kind_version")),
    )
    op.create_table(
        "embargo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_at", Moment(), nullable=False),
        sa.Column("held_by_id", sa.Integer(), nullable=True),
        sa.Column("opens_at", Moment(), nullable=True),
        sa.Column("begun_at", Moment(), nullable=True),
        sa.Column("begun_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_how", sa.String(length=10), nullable=False),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("ended_how IN ('', 'revealed', 'moment', 'lifted')", name=op.f("ck_embargo_ended_how")),
        sa.ForeignKeyConstraint(["begun_by_id"], ["person.id"], name=op.f("fk_embargo_begun_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_embargo_edition_id_edition")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_embargo_ended_by_id_person")),
        sa.ForeignKeyConstraint(["held_by_id"], ["person.id"], name=op.f("fk_embargo_held_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_embargo")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_embargo_edition_id_number")),
    )
    op.create_table(
        "field_above",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(length=500), nullable=False),
        sa.Column("field_key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_field_above_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_above")),
        sa.UniqueConstraint(
            "edition_id", "target", "field_key", name=op.f("uq_field_above_edition_id_target_field_key")
        ),
    )
    op.create_table(
        "forget_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('asked', 'done', 'declined', 'taken_back')", name=op.f("ck_forget_request_state")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_forget_request_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forget_request")),
    )
    with op.batch_alter_table("forget_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forget_request_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_forget_request_state"), ["state"], unique=False)

    op.create_table(
        "guest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("group_key", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("sent", sa.String(length=40), nullable=False),
        sa.Column("coming", sa.Integer(), nullable=True),
        sa.Column("seat", sa.String(length=40), nullable=False),
        sa.Column("booth", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("is_invited", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "group_key IN ('', 'delegate', 'sponsor', 'press', 'other')", name=op.f("ck_guest_group_key")
        ),
        sa.CheckConstraint("coming IS NULL OR coming BETWEEN 0 AND 500", name=op.f("ck_guest_coming")),
        sa.CheckConstraint("people IS NULL OR people BETWEEN 1 AND 500", name=op.f("ck_guest_people")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_guest_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_guest_edition_id_code")),
    )
    op.create_table(
        "issued_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("symbol", sa.String(length=60), nullable=False),
        sa.Column("number_key", sa.String(length=500), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("parent_body", sa.String(length=300), nullable=False),
        sa.Column("body", sa.String(length=300), nullable=False),
        sa.Column("signatory_title", sa.String(length=200), nullable=False),
        sa.Column("signatory", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("template_version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.String(length=64), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("issued_at", Moment(), nullable=True),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("scan_sha256", sa.String(length=64), nullable=False),
        sa.Column("scan_name", sa.String(length=200), nullable=False),
        sa.Column("scan_media_type", sa.String(length=100), nullable=False),
        sa.Column("scan_size", sa.BigInteger(), nullable=False),
        sa.Column("signed_at", Moment(), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("change_reason", sa.Text(), nullable=False),
        sa.Column("replace_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state = 'draft' OR issued_on IS NOT NULL", name=op.f("ck_issued_document_issued_has_a_day")
        ),
        sa.CheckConstraint("state IN ('draft', 'issued', 'signed', 'replaced')", name=op.f("ck_issued_document_state")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_issued_document_edition_id_edition")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["person.id"], name=op.f("fk_issued_document_issued_by_id_person")),
        sa.ForeignKeyConstraint(["signed_by_id"], ["person.id"], name=op.f("fk_issued_document_signed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_document")),
        sa.UniqueConstraint(
            "edition_id", "kind", "about", "version", name=op.f("uq_issued_document_edition_id_kind_about_version")
        ),
        sa.UniqueConstraint("number_key", name=op.f("uq_issued_document_number_key")),
    )
    op.create_table(
        "judge_fee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("round_key", sa.String(length=60), nullable=False),
        sa.Column("amount_vnd", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_vnd >= 0", name=op.f("ck_judge_fee_amount")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_judge_fee_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judge_fee")),
        sa.UniqueConstraint("edition_id", "round_key", name=op.f("uq_judge_fee_edition_id_round_key")),
    )
    with op.batch_alter_table("judge_fee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_judge_fee_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "judge_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_judge_pair_edition_id_edition")),
        sa.ForeignKeyConstraint(["first_id"], ["person.id"], name=op.f("fk_judge_pair_first_id_person")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_judge_pair_made_by_id_person")),
        sa.ForeignKeyConstraint(["second_id"], ["person.id"], name=op.f("fk_judge_pair_second_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judge_pair")),
        sa.UniqueConstraint(
            "edition_id", "first_id", "second_id", name=op.f("uq_judge_pair_edition_id_first_id_second_id")
        ),
    )
    with op.batch_alter_table("judge_pair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_judge_pair_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_judge_pair_first_id"), ["first_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_judge_pair_second_id"), ["second_id"], unique=False)

    op.create_table(
        "judging_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("links", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('preparing', 'open', 'closed')", name=op.f("ck_judging_round_state")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_judging_round_closed_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_judging_round_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judging_round")),
        sa.UniqueConstraint("edition_id", "key", name=op.f("uq_judging_round_edition_id_key")),
    )
    with op.batch_alter_table("judging_round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_judging_round_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "money_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("split", sa.String(length=10), nullable=False),
        sa.Column("is_taxed", sa.Boolean(), nullable=False),
        sa.Column("tax_rate", sa.Integer(), nullable=False),
        sa.Column("tax_threshold_vnd", sa.BigInteger(), nullable=False),
        sa.Column("tax_source", sa.String(length=300), nullable=False),
        sa.Column("tax_confirmed_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("split IN ('entry', 'authors')", name=op.f("ck_money_rule_split")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_money_rule_changed_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_money_rule_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_rule")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_money_rule_edition_id")),
    )
    op.create_table(
        "nomination_package",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(length=500), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_nomination_package_edition_id_edition")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_nomination_package_made_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_package")),
    )
    with op.batch_alter_table("nomination_package", schema=None) as batch_op:
        batch_op.create_index("ix_nomination_package_edition_id", ["edition_id"], unique=False)

    op.create_table(
        "past_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("years", sa.String(length=40), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=True),
        sa.Column("eligible", sa.Integer(), nullable=True),
        sa.Column("finalists", sa.Integer(), nullable=True),
        sa.Column("awards", sa.Integer(), nullable=True),
        sa.Column("authors", sa.Integer(), nullable=True),
        sa.Column("special", sa.Integer(), nullable=True),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("second", sa.Integer(), nullable=True),
        sa.Column("third", sa.Integer(), nullable=True),
        sa.Column("consolation", sa.Integer(), nullable=True),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("money", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_past_edition_written_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_edition")),
        sa.UniqueConstraint("series", "label", "years", name=op.f("uq_past_edition_series_label_years")),
    )
    op.create_table(
        "posting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("posted_at", Moment(), nullable=False),
        sa.Column("posted_by_id", sa.Integer(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("removed_at", Moment(), nullable=True),
        sa.Column("remove_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_posting_edition_id_edition")),
        sa.ForeignKeyConstraint(["posted_by_id"], ["person.id"], name=op.f("fk_posting_posted_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_posting_edition_id_number")),
    )
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_question_answered_by_id_person")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_question_asked_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_question_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "radar_old_title",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("result", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("batch", sa.String(length=32), nullable=False),
        sa.Column("brought_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_radar_old_title_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_radar_old_title")),
    )
    with op.batch_alter_table("radar_old_title", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_radar_old_title_batch"), ["batch"], unique=False)
        batch_op.create_index(batch_op.f("ix_radar_old_title_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "radar_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("done_at", Moment(), nullable=True),
        sa.Column("works", sa.Integer(), nullable=False),
        sa.Column("pairs", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_radar_run_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_radar_run")),
    )
    with op.batch_alter_table("radar_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_radar_run_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "regulation_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_regulation_version_edition_id_edition")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_regulation_version_made_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regulation_version")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_regulation_version_edition_id_number")),
    )
    with op.batch_alter_table("regulation_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_regulation_version_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "screening_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_count", sa.Integer(), nullable=True),
        sa.CheckConstraint("way IN ('hand', 'many', 'rule', 'file')", name=op.f("ck_screening_batch_way")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_screening_batch_edition_id_edition")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_screening_batch_made_by_id_person")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["person.id"], name=op.f("fk_screening_batch_undone_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_batch")),
    )
    with op.batch_alter_table("screening_batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_screening_batch_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "seal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("sealed_at", Moment(), nullable=False),
        sa.Column("sealed_by_id", sa.Integer(), nullable=True),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_seal_edition_id_edition")),
        sa.ForeignKeyConstraint(["sealed_by_id"], ["person.id"], name=op.f("fk_seal_sealed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal")),
        sa.UniqueConstraint("edition_id", "version", name=op.f("uq_seal_edition_id_version")),
    )
    with op.batch_alter_table("seal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seal_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "stage_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("from_stage", sa.String(length=20), nullable=False),
        sa.Column("to_stage", sa.String(length=20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_stage_change_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_stage_change_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_change")),
    )
    with op.batch_alter_table("stage_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stage_change_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("name_key", sa.String(length=300), nullable=False),
        sa.Column("match_key", sa.String(length=300), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("province_key", sa.String(length=40), nullable=False),
        sa.Column("commune_id", sa.Integer(), nullable=True),
        sa.Column("former_place", sa.String(length=200), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["commune.id"], name=op.f("fk_unit_commune_id_commune")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["unit.id"], name=op.f("fk_unit_merged_into_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_commune_id"), ["commune_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_match_key"), ["match_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_name_key"), ["name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_province_key"), ["province_key"], unique=False)

    op.create_table(
        "unit_award",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("award_key", sa.String(length=60), nullable=False),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("unit_key", sa.String(length=300), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("figure", sa.String(length=100), nullable=False),
        sa.Column("amount_vnd", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("is_by_hand", sa.Boolean(), nullable=False),
        sa.Column("decided_at", Moment(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('proposed', 'waits', 'confirmed', 'removed')", name=op.f("ck_unit_award_state")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_unit_award_decided_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_unit_award_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_award")),
        sa.UniqueConstraint(
            "edition_id", "award_key", "unit_key", name=op.f("uq_unit_award_edition_id_award_key_unit_key")
        ),
    )
    with op.batch_alter_table("unit_award", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_award_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "unit_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("printed_as", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_unit_name_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_name")),
        sa.UniqueConstraint("edition_id", "unit", name=op.f("uq_unit_name_edition_id_unit")),
    )
    op.create_table(
        "unit_proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("answered_as", sa.String(length=10), nullable=False),
        sa.Column("answered_by", sa.String(length=200), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=True),
        sa.Column("seen", sa.String(length=64), nullable=False),
        sa.Column("wanted", sa.String(length=300), nullable=False),
        sa.Column("why", sa.String(length=500), nullable=False),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_unit_proof_edition_id_edition")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["person.id"], name=op.f("fk_unit_proof_settled_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_proof")),
        sa.UniqueConstraint("edition_id", "unit", name=op.f("uq_unit_proof_edition_id_unit")),
    )
    op.create_table(
        "yearbook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("subtitle", sa.String(length=300), nullable=False),
        sa.Column("foreword", sa.Text(), nullable=False),
        sa.Column("signatory_title", sa.String(length=200), nullable=False),
        sa.Column("signatory", sa.String(length=200), nullable=False),
        sa.Column("size", sa.String(length=4), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_yearbook_changed_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_yearbook_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_yearbook")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_yearbook_edition_id")),
    )
    op.create_table(
        "yearbook_print",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("solutions", sa.Integer(), nullable=False),
        sa.Column("ready_at", Moment(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("removed_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_yearbook_print_asked_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_yearbook_print_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_yearbook_print")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_yearbook_print_edition_id_number")),
        sa.UniqueConstraint("key", name=op.f("uq_yearbook_print_key")),
    )
    op.create_table(
        "assignment_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("applied_at", Moment(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("pairs", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_assignment_plan_made_by_id_person")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["judging_round.id"], name=op.f("fk_assignment_plan_round_id_judging_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_plan")),
    )
    with op.batch_alter_table("assignment_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_plan_round_id"), ["round_id"], unique=False)

    op.create_table(
        "ceremony",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", Moment(), nullable=True),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("calling_order", sa.String(length=20), nullable=False),
        sa.Column("group_size", sa.Integer(), nullable=False),
        sa.Column("goes_up", sa.String(length=20), nullable=False),
        sa.Column("is_led_as_one", sa.Boolean(), nullable=False),
        sa.Column("seal_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("door_since", Moment(), nullable=True),
        sa.CheckConstraint(
            "calling_order IN ('lowest_first', 'highest_first')", name=op.f("ck_ceremony_calling_order")
        ),
        sa.CheckConstraint("goes_up IN ('authors', 'representative')", name=op.f("ck_ceremony_goes_up")),
        sa.CheckConstraint("group_size > 0", name=op.f("ck_ceremony_group_size")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_ceremony_changed_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_ceremony_edition_id_edition")),
        sa.ForeignKeyConstraint(["seal_id"], ["seal.id"], name=op.f("fk_ceremony_seal_id_seal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_ceremony_edition_id")),
    )
    op.create_table(
        "ceremony_item_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("award_key", sa.String(length=60), nullable=False),
        sa.Column("tier_key", sa.String(length=60), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count > 0", name=op.f("ck_ceremony_item_rule_count")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["ceremony_item.id"], name=op.f("fk_ceremony_item_rule_item_id_ceremony_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_item_rule")),
        sa.UniqueConstraint(
            "item_id", "award_key", "tier_key", name=op.f("uq_ceremony_item_rule_item_id_award_key_tier_key")
        ),
    )
    op.create_table(
        "ceremony_screen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("show_id", sa.Integer(), nullable=False),
        sa.Column("key_print", sa.String(length=64), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.Column("slide_key", sa.String(length=80), nullable=False),
        sa.Column("is_astray", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["show_id"], ["ceremony_show.id"], name=op.f("fk_ceremony_screen_show_id_ceremony_show")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_screen")),
        sa.UniqueConstraint("key_print", name=op.f("uq_ceremony_screen_key_print")),
    )
    with op.batch_alter_table("ceremony_screen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ceremony_screen_show_id"), ["show_id"], unique=False)

    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("short_title", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("field_key", sa.String(length=60), nullable=False),
        sa.Column("division_key", sa.String(length=60), nullable=False),
        sa.Column("entrant_type", sa.String(length=20), nullable=False),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("unit_key", sa.String(length=300), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("locality", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("mentor", sa.String(length=300), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("title_key", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("submission_key", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("submitted_at", Moment(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("received_at", Moment(), nullable=True),
        sa.Column("paper_number", sa.Integer(), nullable=True),
        sa.Column("parts_in", sa.JSON(), nullable=False),
        sa.Column("late_reason", sa.Text(), nullable=False),
        sa.Column("amended_at", Moment(), nullable=True),
        sa.Column("receipt_digest", sa.String(length=64), nullable=False),
        sa.Column("status_reason", sa.Text(), nullable=False),
        sa.Column("supplement_by", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("wiped_at", Moment(), nullable=True),
        sa.Column("halted_from", sa.String(length=20), nullable=False),
        sa.CheckConstraint("status = 'draft' OR status = 'withdrawn' OR code IS NOT NULL", name=op.f("ck_entry_coded")),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'needs_supplement', 'received', 'eligible', 'ineligible', 'withdrawn', 'halted')",
            name=op.f("ck_entry_status"),
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_entry_edition_id_edition")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_entry_owner_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_entry_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_entry_edition_id_code")),
        sa.UniqueConstraint("edition_id", "submission_key", name=op.f("uq_entry_edition_id_submission_key")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index("ix_entry_edition_id_status", ["edition_id", "status", "field_key"], unique=False)
        batch_op.create_index("ix_entry_edition_id_submitted_at", ["edition_id", "submitted_at"], unique=False)
        batch_op.create_index("ix_entry_edition_id_title_key", ["edition_id", "title_key"], unique=False)
        batch_op.create_index("ix_entry_edition_id_unit_id", ["edition_id", "unit_id"], unique=False)
        batch_op.create_index("ix_entry_edition_id_unit_key", ["edition_id", "unit_key"], unique=False)
        batch_op.create_index("ix_entry_edition_id_updated_at", ["edition_id", "updated_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_fingerprint"), ["fingerprint"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "fairness_sheet",
        sa.Column("seal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["seal_id"], ["seal.id"], name=op.f("fk_fairness_sheet_seal_id_seal")),
        sa.PrimaryKeyConstraint("seal_id", name=op.f("pk_fairness_sheet")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("invited_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("accepted_at", Moment(), nullable=True),
        sa.Column("declined_at", Moment(), nullable=True),
        sa.Column("decline_reason", sa.String(), nullable=False),
        sa.Column("reminded_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_invitation_edition_id_edition")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_invitation_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('preparing', 'open', 'closed')", name=op.f("ck_meeting_state")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_meeting_closed_by_id_person")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_meeting_council_id_council")),
        sa.ForeignKeyConstraint(["round_id"], ["judging_round.id"], name=op.f("fk_meeting_round_id_judging_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("round_id", "council_id", "number", name=op.f("uq_meeting_round_id_council_id_number")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_round_id"), ["round_id"], unique=False)

    op.create_table(
        "paper_bundle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("round_key", sa.String(length=60), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("with_films", sa.Boolean(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("ready_at", Moment(), nullable=True),
        sa.Column("ending", sa.String(length=10), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("removed_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_paper_bundle_asked_by_id_person")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_paper_bundle_council_id_council")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_paper_bundle_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_bundle")),
        sa.UniqueConstraint("key", name=op.f("uq_paper_bundle_key")),
    )
    with op.batch_alter_table("paper_bundle", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_bundle_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("seal_id", sa.Integer(), nullable=False),
        sa.Column("published_at", Moment(), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("retracted_at", Moment(), nullable=True),
        sa.Column("retract_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_publication_edition_id_edition")),
        sa.ForeignKeyConstraint(["published_by_id"], ["person.id"], name=op.f("fk_publication_published_by_id_person")),
        sa.ForeignKeyConstraint(["seal_id"], ["seal.id"], name=op.f("fk_publication_seal_id_seal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
    )
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publication_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "ranking_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=30), nullable=False),
        sa.Column("regulation_number", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("checked_at", Moment(), nullable=True),
        sa.Column("checked_regulation", sa.Integer(), nullable=True),
        sa.Column("ties", sa.JSON(), nullable=False),
        sa.Column("ranked", sa.Integer(), nullable=False),
        sa.Column("unranked", sa.Integer(), nullable=False),
        sa.Column("going", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("beside", sa.String(length=10), nullable=False),
        sa.Column("beside_words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_ranking_run_made_by_id_person")),
        sa.ForeignKeyConstraint(["round_id"], ["judging_round.id"], name=op.f("fk_ranking_run_round_id_judging_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ranking_run")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_ranking_run_round_id_number")),
    )
    with op.batch_alter_table("ranking_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ranking_run_round_id"), ["round_id"], unique=False)

    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("granted_at", Moment(), nullable=False),
        sa.Column("granted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_role_grant_edition_id_edition")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_grant_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_role_grant_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint("person_id", "edition_id", "role", name=op.f("uq_role_grant_person_id_edition_id_role")),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grant_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_role_grant_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_role_grant_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "round_reopening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reopened_at", Moment(), nullable=False),
        sa.Column("reopened_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reopened_by_id"], ["person.id"], name=op.f("fk_round_reopening_reopened_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["judging_round.id"], name=op.f("fk_round_reopening_round_id_judging_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_reopening")),
    )
    with op.batch_alter_table("round_reopening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_reopening_round_id"), ["round_id"], unique=False)

    op.create_table(
        "seal_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seal_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seal_id"], ["seal.id"], name=op.f("fk_seal_file_seal_id_seal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal_file")),
        sa.UniqueConstraint("seal_id", "name", name=op.f("uq_seal_file_seal_id_name")),
    )
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("team_key", sa.String(length=60), nullable=False),
        sa.Column("expertise", sa.JSON(), nullable=False),
        sa.Column("most_entries", sa.Integer(), nullable=True),
        sa.Column("seated_at", Moment(), nullable=False),
        sa.Column("left_at", Moment(), nullable=True),
        sa.Column("left_reason", sa.Text(), nullable=False),
        sa.Column("is_away", sa.Boolean(), nullable=False),
        sa.CheckConstraint("role IN ('chair', 'deputy', 'clerk', 'member')", name=op.f("ck_seat_role")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_seat_council_id_council")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_seat_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint("council_id", "person_id", name=op.f("uq_seat_council_id_person_id")),
    )
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seat_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_seat_person_id"), ["person_id"], unique=False)

    op.create_table(
        "tie_settlement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_ids", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("settled_at", Moment(), nullable=False),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.Column("revoked_by_id", sa.Integer(), nullable=True),
        sa.Column("revoke_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["revoked_by_id"], ["person.id"], name=op.f("fk_tie_settlement_revoked_by_id_person")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["judging_round.id"], name=op.f("fk_tie_settlement_round_id_judging_round")
        ),
        sa.ForeignKeyConstraint(["settled_by_id"], ["person.id"], name=op.f("fk_tie_settlement_settled_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie_settlement")),
    )
    with op.batch_alter_table("tie_settlement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tie_settlement_round_id"), ["round_id"], unique=False)

    op.create_table(
        "timetable",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("rooms", sa.JSON(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("changeover", sa.Integer(), nullable=False),
        sa.Column("rest_after", sa.Integer(), nullable=False),
        sa.Column("rest_minutes", sa.Integer(), nullable=False),
        sa.Column("call_order", sa.String(length=20), nullable=False),
        sa.Column("units_together", sa.Boolean(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("announced_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["judging_round.id"], name=op.f("fk_timetable_round_id_judging_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timetable")),
        sa.UniqueConstraint("round_id", name=op.f("uq_timetable_round_id")),
    )
    op.create_table(
        "timetable_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("is_accepted", sa.Boolean(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_timetable_draft_made_by_id_person")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["judging_round.id"], name=op.f("fk_timetable_draft_round_id_judging_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timetable_draft")),
    )
    with op.batch_alter_table("timetable_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_timetable_draft_round_id"), ["round_id"], unique=False)

    op.create_table(
        "unit_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["gone_id"], ["unit.id"], name=op.f("fk_unit_merge_gone_id_unit")),
        sa.ForeignKeyConstraint(["kept_id"], ["unit.id"], name=op.f("fk_unit_merge_kept_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_merge")),
    )
    with op.batch_alter_table("unit_merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_merge_gone_id"), ["gone_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_merge_kept_id"), ["kept_id"], unique=False)

    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("is_pinned", sa.Boolean(), nullable=False),
        sa.Column("assigned_at", Moment(), nullable=False),
        sa.Column("assigned_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", Moment(), nullable=True),
        sa.Column("removed_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["assigned_by_id"], ["person.id"], name=op.f("fk_assignment_assigned_by_id_person")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_assignment_entry_id_entry")),
        sa.ForeignKeyConstraint(["judge_id"], ["person.id"], name=op.f("fk_assignment_judge_id_person")),
        sa.ForeignKeyConstraint(["round_id"], ["judging_round.id"], name=op.f("fk_assignment_round_id_judging_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("round_id", "entry_id", "judge_id", name=op.f("uq_assignment_round_id_entry_id_judge_id")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(
            "ix_assignment_gone",
            ["round_id"],
            unique=False,
            sqlite_where=sa.text("removed_at IS NOT NULL"),
            postgresql_where=sa.text("removed_at IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_assignment_own", ["judge_id", "round_id", "turn", "entry_id", "removed_at"], unique=False
        )

    op.create_table(
        "avoidance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_avoidance_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_avoidance_entry_id_entry")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_avoidance_made_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_avoidance")),
    )
    with op.batch_alter_table("avoidance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_avoidance_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_avoidance_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "award",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("award_key", sa.String(length=60), nullable=False),
        sa.Column("tier_key", sa.String(length=60), nullable=False),
        sa.Column("author", sa.Integer(), nullable=False),
        sa.Column("rule_tier", sa.String(length=60), nullable=False),
        sa.Column("scope_key", sa.String(length=60), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("points", Points(), nullable=True),
        sa.Column("amount_vnd", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("is_by_hand", sa.Boolean(), nullable=False),
        sa.Column("decided_at", Moment(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('proposed', 'confirmed', 'removed')", name=op.f("ck_award_state")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_award_decided_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_award_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_award_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award")),
        sa.UniqueConstraint(
            "edition_id", "entry_id", "award_key", "author", name=op.f("uq_award_edition_id_entry_id_award_key_author")
        ),
    )
    with op.batch_alter_table("award", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_award_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_award_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "award_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("award_key", sa.String(length=60), nullable=False),
        sa.Column("from_tier", sa.String(length=60), nullable=False),
        sa.Column("to_tier", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("entry_id IS NOT NULL OR unit <> ''", name=op.f("ck_award_change_about")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_award_change_changed_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_award_change_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_award_change_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_change")),
    )
    with op.batch_alter_table("award_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_award_change_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_award_change_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "ceremony_item_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("award", sa.String(length=64), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("move_key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("count > 0 OR kind = 'counted'", name=op.f("ck_ceremony_item_move_count")),
        sa.CheckConstraint(
            "kind IN ('stocked', 'packed', 'unpacked', 'handed', 'collected', 'taken_back', 'spoilt', 'counted')",
            name=op.f("ck_ceremony_item_move_kind"),
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_ceremony_item_move_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_ceremony_item_move_entry_id_entry")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["ceremony_item.id"], name=op.f("fk_ceremony_item_move_item_id_ceremony_item")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_ceremony_item_move_made_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_item_move")),
        sa.UniqueConstraint(
            "edition_id",
            "move_key",
            "item_id",
            "award",
            name=op.f("uq_ceremony_item_move_edition_id_move_key_item_id_award"),
        ),
    )
    with op.batch_alter_table("ceremony_item_move", schema=None) as batch_op:
        batch_op.create_index("ix_ceremony_item_move_edition_id_award", ["edition_id", "award"], unique=False)
        batch_op.create_index(batch_op.f("ix_ceremony_item_move_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "ceremony_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("is_rehearsal", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("began_at", Moment(), nullable=False),
        sa.Column("began_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["began_by_id"], ["person.id"], name=op.f("fk_ceremony_run_began_by_id_person")),
        sa.ForeignKeyConstraint(["ceremony_id"], ["ceremony.id"], name=op.f("fk_ceremony_run_ceremony_id_ceremony")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_ceremony_run_ended_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_run")),
    )
    with op.batch_alter_table("ceremony_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ceremony_run_ceremony_id"), ["ceremony_id"], unique=False)
        batch_op.create_index(
            "uq_ceremony_run_open",
            ["ceremony_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "ceremony_segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("award_key", sa.String(length=60), nullable=False),
        sa.Column("tier_key", sa.String(length=60), nullable=False),
        sa.Column("hands_over", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('opening', 'introduction', 'speech', 'report', 'decision', 'awarding', 'performance', 'thanks', 'closing', 'other')",
            name=op.f("ck_ceremony_segment_kind"),
        ),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_ceremony_segment_minutes")),
        sa.ForeignKeyConstraint(
            ["ceremony_id"], ["ceremony.id"], name=op.f("fk_ceremony_segment_ceremony_id_ceremony")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_ceremony_segment_changed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_segment")),
    )
    with op.batch_alter_table("ceremony_segment", schema=None) as batch_op:
        batch_op.create_index("ix_ceremony_segment_ceremony_id_position", ["ceremony_id", "position"], unique=False)

    op.create_table(
        "certificate_proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_as", sa.String(length=10), nullable=False),
        sa.Column("answered_by", sa.String(length=200), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=True),
        sa.Column("seen", sa.String(length=64), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_certificate_proof_answered_by_id_person")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_certificate_proof_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_certificate_proof_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_proof")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_certificate_proof_entry_id")),
    )
    with op.batch_alter_table("certificate_proof", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_proof_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "committee_ballot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=12), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("tier_key", sa.String(length=60), nullable=False),
        sa.Column("list_digest", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("is_hidden", sa.Boolean(), nullable=False),
        sa.Column("is_secret", sa.Boolean(), nullable=False),
        sa.Column("presides_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("closes_at", Moment(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("on_paper", sa.Integer(), nullable=False),
        sa.Column("paper", sa.JSON(), nullable=False),
        sa.Column("paper_reason", sa.Text(), nullable=False),
        sa.Column("paper_sha256", sa.String(length=64), nullable=False),
        sa.Column("paper_type", sa.String(length=40), nullable=False),
        sa.Column("paper_by_id", sa.Integer(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'closed', 'cancelled')", name=op.f("ck_committee_ballot_state")),
        sa.CheckConstraint("way IN ('meeting', 'circulation')", name=op.f("ck_committee_ballot_way")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_committee_ballot_closed_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_committee_ballot_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_committee_ballot_entry_id_entry")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name=op.f("fk_committee_ballot_opened_by_id_person")),
        sa.ForeignKeyConstraint(["paper_by_id"], ["person.id"], name=op.f("fk_committee_ballot_paper_by_id_person")),
        sa.ForeignKeyConstraint(["presides_id"], ["person.id"], name=op.f("fk_committee_ballot_presides_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_ballot")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_committee_ballot_edition_id_number")),
    )
    with op.batch_alter_table("committee_ballot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committee_ballot_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_committee_ballot_paper_sha256"), ["paper_sha256"], unique=False)

    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("from_name", sa.String(length=200), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("late_reason", sa.Text(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("handler_id", sa.Integer(), nullable=True),
        sa.Column("assigned_at", Moment(), nullable=True),
        sa.Column("assigned_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.Column("withdraw_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('received', 'assigned', 'answered', 'withdrawn')", name=op.f("ck_complaint_state")
        ),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_complaint_answered_by_id_person")),
        sa.ForeignKeyConstraint(["assigned_by_id"], ["person.id"], name=op.f("fk_complaint_assigned_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_complaint_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_complaint_entry_id_entry")),
        sa.ForeignKeyConstraint(["handler_id"], ["person.id"], name=op.f("fk_complaint_handler_id_person")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_complaint_made_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_complaint_edition_id_number")),
    )
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_complaint_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaint_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaint_handler_id"), ["handler_id"], unique=False)

    op.create_table(
        "conflict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('declared', 'found', 'confirmed', 'dismissed')", name=op.f("ck_conflict_state")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_conflict_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_conflict_entry_id_entry")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_conflict_made_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_conflict_person_id_person")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["person.id"], name=op.f("fk_conflict_settled_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
        sa.UniqueConstraint("person_id", "entry_id", "kind", name=op.f("uq_conflict_person_id_entry_id_kind")),
    )
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conflict_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conflict_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conflict_person_id"), ["person_id"], unique=False)

    op.create_table(
        "custody_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("short_code", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.CheckConstraint("kind IN ('model', 'dossier')", name=op.f("ck_custody_item_kind")),
        sa.CheckConstraint("state IN ('received', 'stored', 'shown', 'returned')", name=op.f("ck_custody_item_state")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_custody_item_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_custody_item_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_item")),
        sa.UniqueConstraint("edition_id", "short_code", name=op.f("uq_custody_item_edition_id_short_code")),
    )
    with op.batch_alter_table("custody_item", schema=None) as batch_op:
        batch_op.create_index("ix_custody_item_edition_id_state", ["edition_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_custody_item_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "disagreement_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=10), nullable=False),
        sa.Column("spread", Points(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed", sa.JSON(), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("closing_spread", Points(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(step = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_disagreement_case_closed_when_closed")
        ),
        sa.CheckConstraint(
            "step IN ('again', 'choosing', 'called', 'closing', 'closed')", name=op.f("ck_disagreement_case_step")
        ),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_disagreement_case_closed_by_id_person")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_disagreement_case_entry_id_entry")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name=op.f("fk_disagreement_case_opened_by_id_person")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["judging_round.id"], name=op.f("fk_disagreement_case_round_id_judging_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disagreement_case")),
    )
    with op.batch_alter_table("disagreement_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disagreement_case_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index("ix_disagreement_case_round_id_entry_id", ["round_id", "entry_id"], unique=False)
        batch_op.create_index(
            "uq_disagreement_case_open",
            ["round_id", "entry_id"],
            unique=True,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "entry_author",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sort_key", sa.LargeBinary(), nullable=False),
        sa.Column("birth_on", sa.Date(), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("gender", sa.String(length=10), nullable=False),
        sa.Column("share", sa.BigInteger(), nullable=True),
        sa.Column("position_title", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("qualification", sa.String(length=200), nullable=False),
        sa.Column("ethnicity", sa.String(length=60), nullable=False),
        sa.Column("union_member", sa.String(length=200), nullable=False),
        sa.Column("is_representative", sa.Boolean(), nullable=False),
        sa.Column("guardian", sa.String(length=200), nullable=False),
        sa.Column("forgotten_at", Moment(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_author_entry_id_entry")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_entry_author_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_entry_author_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_author")),
        sa.UniqueConstraint("entry_id", "position", name=op.f("uq_entry_author_entry_id_position")),
    )
    with op.batch_alter_table("entry_author", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_author_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_author_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_author_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "entry_draft",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("saved_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_draft_entry_id_entry")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_entry_draft")),
    )
    op.create_table(
        "entry_extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit_key", sa.String(length=300), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_at", Moment(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.CheckConstraint("(entry_id IS NULL) != (unit_key = '')", name=op.f("ck_entry_extension_entry_or_unit")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_entry_extension_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_extension_entry_id_entry")),
        sa.ForeignKeyConstraint(["given_by_id"], ["person.id"], name=op.f("fk_entry_extension_given_by_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_entry_extension_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_extension")),
    )
    with op.batch_alter_table("entry_extension", schema=None) as batch_op:
        batch_op.create_index("ix_entry_extension_edition_id_unit_key", ["edition_id", "unit_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_extension_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_extension_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "entry_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("part_key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("uploaded_at", Moment(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", Moment(), nullable=True),
        sa.Column("erased_at", Moment(), nullable=True),
        sa.Column("cleared_at", Moment(), nullable=True),
        sa.Column("cleared_by_id", sa.Integer(), nullable=True),
        sa.Column("names_in", sa.String(length=40), nullable=False),
        sa.Column("searched_at", Moment(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("counted_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["cleared_by_id"], ["person.id"], name=op.f("fk_entry_file_cleared_by_id_person")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_file_entry_id_entry")),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["person.id"], name=op.f("fk_entry_file_uploaded_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_file")),
    )
    with op.batch_alter_table("entry_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_file_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index("ix_entry_file_media_type", ["media_type"], unique=False)
        batch_op.create_index("ix_entry_file_names_in", ["names_in"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "entry_place",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(length=40), nullable=False),
        sa.Column("booth", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_place_entry_id_entry")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_entry_place")),
    )
    op.create_table(
        "entry_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_entry_step_by_id_person")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_step_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_step")),
    )
    with op.batch_alter_table("entry_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_step_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "judge_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("caption", sa.String(length=300), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("removed_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_judge_file_entry_id_entry")),
        sa.ForeignKeyConstraint(["judge_id"], ["person.id"], name=op.f("fk_judge_file_judge_id_person")),
        sa.ForeignKeyConstraint(["round_id"], ["judging_round.id"], name=op.f("fk_judge_file_round_id_judging_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judge_file")),
    )
    with op.batch_alter_table("judge_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_judge_file_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_judge_file_judge_id"), ["judge_id"], unique=False)
        batch_op.create_index("ix_judge_file_round_id_entry_id", ["round_id", "entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_judge_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "judge_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("spoken", sa.Integer(), nullable=True),
        sa.Column("save_key", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_judge_note_entry_id_entry")),
        sa.ForeignKeyConstraint(["judge_id"], ["person.id"], name=op.f("fk_judge_note_judge_id_person")),
        sa.ForeignKeyConstraint(["round_id"], ["judging_round.id"], name=op.f("fk_judge_note_round_id_judging_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judge_note")),
        sa.UniqueConstraint("round_id", "entry_id", "judge_id", name=op.f("uq_judge_note_round_id_entry_id_judge_id")),
    )
    with op.batch_alter_table("judge_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_judge_note_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_judge_note_judge_id"), ["judge_id"], unique=False)

    op.create_table(
        "late_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("given_to", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("valid_until", Moment(), nullable=False),
        sa.Column("given_at", Moment(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.Column("used_at", Moment(), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_late_code_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_late_code_entry_id_entry")),
        sa.ForeignKeyConstraint(["given_by_id"], ["person.id"], name=op.f("fk_late_code_given_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_late_code_code_hash")),
    )
    with op.batch_alter_table("late_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_late_code_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_late_code_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "meeting_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("entry_ids", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_at", Moment(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('entry', 'tie', 'case')", name=op.f("ck_meeting_item_kind")),
        sa.CheckConstraint("state IN ('waiting', 'table', 'done')", name=op.f("ck_meeting_item_state")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_meeting_item_decided_by_id_person")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_item_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_item")),
    )
    with op.batch_alter_table("meeting_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_item_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "meeting_presence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("came_at", Moment(), nullable=False),
        sa.Column("left_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_presence_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_meeting_presence_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_presence")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_meeting_presence_meeting_id_person_id")),
    )
    with op.batch_alter_table("meeting_presence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_presence_person_id"), ["person_id"], unique=False)

    op.create_table(
        "nominee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(length=500), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("is_by_hand", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("chosen_at", Moment(), nullable=False),
        sa.Column("chosen_by_id", sa.Integer(), nullable=True),
        sa.Column("dropped_at", Moment(), nullable=True),
        sa.Column("drop_reason", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("award", sa.String(length=200), nullable=False),
        sa.Column("outcome_note", sa.Text(), nullable=False),
        sa.Column("outcome_at", Moment(), nullable=True),
        sa.Column("outcome_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("outcome IN ('', 'awarded', 'not_awarded', 'not_taken')", name=op.f("ck_nominee_outcome")),
        sa.ForeignKeyConstraint(["chosen_by_id"], ["person.id"], name=op.f("fk_nominee_chosen_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_nominee_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_nominee_entry_id_entry")),
        sa.ForeignKeyConstraint(["outcome_by_id"], ["person.id"], name=op.f("fk_nominee_outcome_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominee")),
        sa.UniqueConstraint("edition_id", "target", "entry_id", name=op.f("uq_nominee_edition_id_target_entry_id")),
    )
    with op.batch_alter_table("nominee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nominee_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "paper_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("judge_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=True),
        sa.Column("is_spare", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("printed_at", Moment(), nullable=False),
        sa.Column("printed_by_id", sa.Integer(), nullable=True),
        sa.Column("photo_sha256", sa.String(length=64), nullable=False),
        sa.Column("photo_type", sa.String(length=40), nullable=False),
        sa.Column("settled_reason", sa.Text(), nullable=False),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('printed', 'once', 'differs', 'entered')", name=op.f("ck_paper_sheet_state")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_paper_sheet_council_id_council")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_paper_sheet_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_paper_sheet_entry_id_entry")),
        sa.ForeignKeyConstraint(["judge_id"], ["person.id"], name=op.f("fk_paper_sheet_judge_id_person")),
        sa.ForeignKeyConstraint(["printed_by_id"], ["person.id"], name=op.f("fk_paper_sheet_printed_by_id_person")),
        sa.ForeignKeyConstraint(["round_id"], ["judging_round.id"], name=op.f("fk_paper_sheet_round_id_judging_round")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["person.id"], name=op.f("fk_paper_sheet_settled_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_sheet")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_paper_sheet_edition_id_code")),
    )
    with op.batch_alter_table("paper_sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_sheet_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_sheet_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_sheet_judge_id"), ["judge_id"], unique=False)
        batch_op.create_index("ix_paper_sheet_pair", ["round_id", "entry_id", "judge_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_sheet_photo_sha256"), ["photo_sha256"], unique=False)
        batch_op.create_index("ix_paper_sheet_round_id_state", ["round_id", "state"], unique=False)

    op.create_table(
        "payee_asking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.String(length=90), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_payee_asking_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_payee_asking_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payee_asking")),
        sa.UniqueConstraint("edition_id", "share", name=op.f("uq_payee_asking_edition_id_share")),
    )
    with op.batch_alter_table("payee_asking", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payee_asking_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "placing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("points", Points(), nullable=True),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=60), nullable=False),
        sa.Column("goes_on", sa.Boolean(), nullable=True),
        sa.Column("grade", sa.String(length=200), nullable=False),
        sa.Column("tie_state", sa.String(length=12), nullable=False),
        sa.Column("own", Points(), nullable=True),
        sa.Column("beside_points", Points(), nullable=True),
        sa.Column("beside_rank", sa.Integer(), nullable=True),
        sa.Column("beside_low", sa.Integer(), nullable=True),
        sa.Column("beside_high", sa.Integer(), nullable=True),
        sa.Column("derivation", sa.JSON(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_placing_entry_id_entry")),
        sa.ForeignKeyConstraint(["run_id"], ["ranking_run.id"], name=op.f("fk_placing_run_id_ranking_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placing")),
        sa.UniqueConstraint("run_id", "entry_id", name=op.f("uq_placing_run_id_entry_id")),
    )
    with op.batch_alter_table("placing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_placing_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index("ix_placing_run_id_rank", ["run_id", "rank"], unique=False)

    op.create_table(
        "posting_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_digest", sa.String(length=64), nullable=False),
        sa.Column("sender", sa.String(length=200), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("sent_at", Moment(), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_posting_remark_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_posting_remark_entry_id_entry")),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"], name=op.f("fk_posting_remark_posting_id_posting")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["person.id"], name=op.f("fk_posting_remark_settled_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting_remark")),
        sa.UniqueConstraint("posting_id", "text_digest", name=op.f("uq_posting_remark_posting_id_text_digest")),
    )
    with op.batch_alter_table("posting_remark", schema=None) as batch_op:
        batch_op.create_index("ix_posting_remark_edition_id_settled_at", ["edition_id", "settled_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_posting_remark_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "presentation_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("room", sa.String(length=80), nullable=False),
        sa.Column("planned_at", Moment(), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("is_pinned", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.CheckConstraint(
            "state IN ('planned', 'late', 'called', 'done', 'absent', 'cancelled')",
            name=op.f("ck_presentation_slot_state"),
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_presentation_slot_entry_id_entry")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["judging_round.id"], name=op.f("fk_presentation_slot_round_id_judging_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presentation_slot")),
        sa.UniqueConstraint("round_id", "entry_id", name=op.f("uq_presentation_slot_round_id_entry_id")),
    )
    with op.batch_alter_table("presentation_slot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_presentation_slot_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_presentation_slot_round_id"), ["round_id"], unique=False)

    op.create_table(
        "prize_payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.String(length=90), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("amount_vnd", sa.BigInteger(), nullable=False),
        sa.Column("tax_vnd", sa.BigInteger(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("voucher", sa.String(length=100), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("payment_key", sa.String(length=64), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("return_reason", sa.String(length=300), nullable=False),
        sa.Column("returned_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("way IN ('cash', 'bank')", name=op.f("ck_prize_payment_way")),
        sa.CheckConstraint("amount_vnd > 0", name=op.f("ck_prize_payment_amount")),
        sa.CheckConstraint("tax_vnd >= 0 AND tax_vnd <= amount_vnd", name=op.f("ck_prize_payment_tax")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_prize_payment_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_prize_payment_entry_id_entry")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_prize_payment_made_by_id_person")),
        sa.ForeignKeyConstraint(["returned_by_id"], ["person.id"], name=op.f("fk_prize_payment_returned_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prize_payment")),
        sa.UniqueConstraint("edition_id", "payment_key", name=op.f("uq_prize_payment_edition_id_payment_key")),
    )
    with op.batch_alter_table("prize_payment", schema=None) as batch_op:
        batch_op.create_index("ix_prize_payment_edition_id_share", ["edition_id", "share"], unique=False)
        batch_op.create_index(batch_op.f("ix_prize_payment_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "prize_receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.String(length=90), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("amount_vnd", sa.BigInteger(), nullable=False),
        sa.Column("tax_vnd", sa.BigInteger(), nullable=False),
        sa.Column("signer", sa.String(length=10), nullable=False),
        sa.Column("signed_by", sa.String(length=200), nullable=False),
        sa.Column("proxy_paper", sa.String(length=300), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("picture_sha256", sa.String(length=64), nullable=False),
        sa.Column("signed_at", Moment(), nullable=False),
        sa.Column("kept_at", Moment(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("receipt_key", sa.String(length=64), nullable=False),
        sa.Column("voided_at", Moment(), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("void_reason", sa.String(length=300), nullable=False),
        sa.CheckConstraint("signer IN ('author', 'guardian', 'unit', 'proxy')", name=op.f("ck_prize_receipt_signer")),
        sa.CheckConstraint("way IN ('tablet', 'paper')", name=op.f("ck_prize_receipt_way")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_prize_receipt_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_prize_receipt_entry_id_entry")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["person.id"], name=op.f("fk_prize_receipt_taken_by_id_person")),
        sa.ForeignKeyConstraint(["voided_by_id"], ["person.id"], name=op.f("fk_prize_receipt_voided_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prize_receipt")),
        sa.UniqueConstraint("edition_id", "receipt_key", name=op.f("uq_prize_receipt_edition_id_receipt_key")),
    )
    with op.batch_alter_table("prize_receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prize_receipt_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_prize_receipt_picture_sha256"), ["picture_sha256"], unique=False)
        batch_op.create_index(
            "uq_prize_receipt_standing",
            ["edition_id", "share"],
            unique=True,
            sqlite_where=sa.text("voided_at IS NULL"),
            postgresql_where=sa.text("voided_at IS NULL"),
        )

    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("awards", sa.JSON(), nullable=False),
        sa.Column("unfilled", sa.JSON(), nullable=False),
        sa.Column("ties", sa.JSON(), nullable=False),
        sa.Column("passed_over", sa.JSON(), nullable=False),
        sa.Column("planned", sa.JSON(), nullable=False),
        sa.Column("fragile", sa.JSON(), nullable=False),
        sa.Column("weighed_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_proposal_edition_id_edition")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_proposal_made_by_id_person")),
        sa.ForeignKeyConstraint(["run_id"], ["ranking_run.id"], name=op.f("fk_proposal_run_id_ranking_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_proposal_edition_id_number")),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "proposed_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("proposed_at", Moment(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('score', 'entry', 'judge', 'regulation', 'round', 'amendment', 'confirm', 'reopen')",
            name=op.f("ck_proposed_change_kind"),
        ),
        sa.CheckConstraint("state IN ('waiting', 'made', 'withdrawn')", name=op.f("ck_proposed_change_state")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_proposed_change_edition_id_edition")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_proposed_change_ended_by_id_person")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_proposed_change_entry_id_entry")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_proposed_change_proposed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_change")),
    )
    with op.batch_alter_table("proposed_change", schema=None) as batch_op:
        batch_op.create_index("ix_proposed_change_edition_id_state", ["edition_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposed_change_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposed_change_proposed_by_id"), ["proposed_by_id"], unique=False)

    op.create_table(
        "quorum_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", Moment(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_quorum_decision_decided_by_id_person")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_quorum_decision_entry_id_entry")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["judging_round.id"], name=op.f("fk_quorum_decision_round_id_judging_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quorum_decision")),
    )
    with op.batch_alter_table("quorum_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quorum_decision_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quorum_decision_round_id"), ["round_id"], unique=False)

    op.create_table(
        "radar_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("old_title_id", sa.Integer(), nullable=True),
        sa.Column("likelihood", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("print", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("found_at", Moment(), nullable=False),
        sa.CheckConstraint("verdict IN ('', 'same', 'different', 'other_use')", name=op.f("ck_radar_pair_verdict")),
        sa.CheckConstraint("(other_id IS NULL) <> (old_title_id IS NULL)", name=op.f("ck_radar_pair_one_other")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_radar_pair_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_radar_pair_entry_id_entry")),
        sa.ForeignKeyConstraint(
            ["old_title_id"], ["radar_old_title.id"], name=op.f("fk_radar_pair_old_title_id_radar_old_title")
        ),
        sa.ForeignKeyConstraint(["other_id"], ["entry.id"], name=op.f("fk_radar_pair_other_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_radar_pair")),
        sa.UniqueConstraint("entry_id", "old_title_id", name=op.f("uq_radar_pair_entry_id_old_title_id")),
        sa.UniqueConstraint("entry_id", "other_id", name=op.f("uq_radar_pair_entry_id_other_id")),
    )
    with op.batch_alter_table("radar_pair", schema=None) as batch_op:
        batch_op.create_index("ix_radar_pair_edition_id_verdict", ["edition_id", "verdict", "likelihood"], unique=False)
        batch_op.create_index(batch_op.f("ix_radar_pair_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_radar_pair_old_title_id"), ["old_title_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_radar_pair_other_id"), ["other_id"], unique=False)

    op.create_table(
        "radar_seen",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("print", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_radar_seen_entry_id_entry")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_radar_seen")),
    )
    op.create_table(
        "received_dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("sender_key", sa.String(length=200), nullable=False),
        sa.Column("sender", sa.String(length=500), nullable=False),
        sa.Column("sender_code", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("package_digest", sa.String(length=64), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("received_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_received_dossier_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_received_dossier_entry_id_entry")),
        sa.ForeignKeyConstraint(
            ["received_by_id"], ["person.id"], name=op.f("fk_received_dossier_received_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_dossier")),
        sa.UniqueConstraint(
            "edition_id",
            "sender_key",
            "sender_code",
            name=op.f("uq_received_dossier_edition_id_sender_key_sender_code"),
        ),
        sa.UniqueConstraint("entry_id", name=op.f("uq_received_dossier_entry_id")),
    )
    op.create_table(
        "recommendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=True),
        sa.Column("tier_key", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_recommendation_council_id_council")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_recommendation_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_recommendation_entry_id_entry")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_recommendation_made_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("edition_id", "entry_id", name=op.f("uq_recommendation_edition_id_entry_id")),
    )
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "reminder_stop",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stopped_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_reminder_stop_entry_id_entry")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_reminder_stop")),
    )
    op.create_table(
        "reveal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("embargo_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("revealed_at", Moment(), nullable=False),
        sa.Column("revealed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["embargo_id"], ["embargo.id"], name=op.f("fk_reveal_embargo_id_embargo")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_reveal_entry_id_entry")),
        sa.ForeignKeyConstraint(["revealed_by_id"], ["person.id"], name=op.f("fk_reveal_revealed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reveal")),
        sa.UniqueConstraint("embargo_id", "reference", name=op.f("uq_reveal_embargo_id_reference")),
    )
    with op.batch_alter_table("reveal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reveal_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "round_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_round_entry_council_id_council")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_round_entry_entry_id_entry")),
        sa.ForeignKeyConstraint(["round_id"], ["judging_round.id"], name=op.f("fk_round_entry_round_id_judging_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_entry")),
        sa.UniqueConstraint("round_id", "entry_id", name=op.f("uq_round_entry_round_id_entry_id")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_round_entry_round_id_number")),
    )
    with op.batch_alter_table("round_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_entry_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_entry_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_entry_round_id"), ["round_id"], unique=False)

    op.create_table(
        "score_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("total", Points(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("tier_key", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("use", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("keyed_by_id", sa.Integer(), nullable=True),
        sa.Column("save_key", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("submitted_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'absent', 'abstained', 'recused')", name=op.f("ck_score_sheet_state")
        ),
        sa.CheckConstraint("use IN ('counts', 'left_out', 'set_aside')", name=op.f("ck_score_sheet_use")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_score_sheet_entry_id_entry")),
        sa.ForeignKeyConstraint(["judge_id"], ["person.id"], name=op.f("fk_score_sheet_judge_id_person")),
        sa.ForeignKeyConstraint(["keyed_by_id"], ["person.id"], name=op.f("fk_score_sheet_keyed_by_id_person")),
        sa.ForeignKeyConstraint(["round_id"], ["judging_round.id"], name=op.f("fk_score_sheet_round_id_judging_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_sheet")),
        sa.UniqueConstraint("round_id", "entry_id", "judge_id", name=op.f("uq_score_sheet_round_id_entry_id_judge_id")),
    )
    with op.batch_alter_table("score_sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_sheet_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index("ix_score_sheet_own", ["judge_id", "round_id", "entry_id", "state"], unique=False)
        batch_op.create_index("ix_score_sheet_round_id_state", ["round_id", "state"], unique=False)

    op.create_table(
        "screening_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("supplement_by", sa.Date(), nullable=True),
        sa.Column("decided_at", Moment(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("status_before", sa.String(length=20), nullable=False),
        sa.Column("reason_before", sa.Text(), nullable=False),
        sa.Column("supplement_before", sa.Date(), nullable=True),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "verdict IN ('eligible', 'ineligible', 'needs_supplement')", name=op.f("ck_screening_decision_verdict")
        ),
        sa.CheckConstraint("way IN ('hand', 'many', 'rule', 'file')", name=op.f("ck_screening_decision_way")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["screening_batch.id"], name=op.f("fk_screening_decision_batch_id_screening_batch")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_screening_decision_decided_by_id_person")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_screening_decision_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_decision")),
    )
    with op.batch_alter_table("screening_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_screening_decision_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_screening_decision_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "screening_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("rule_key", sa.String(length=120), nullable=False),
        sa.Column("datum_digest", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("looked_at", Moment(), nullable=False),
        sa.Column("looked_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("verdict IN ('pass', 'fail')", name=op.f("ck_screening_look_verdict")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_screening_look_entry_id_entry")),
        sa.ForeignKeyConstraint(["looked_by_id"], ["person.id"], name=op.f("fk_screening_look_looked_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_look")),
        sa.UniqueConstraint("entry_id", "rule_key", name=op.f("uq_screening_look_entry_id_rule_key")),
    )
    with op.batch_alter_table("screening_look", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_screening_look_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "showcase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("pictures", sa.JSON(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("is_left_out", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_showcase_changed_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_showcase_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_showcase_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_showcase")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_showcase_entry_id")),
    )
    with op.batch_alter_table("showcase", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_showcase_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "stand_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("ended_why", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_stand_in_council_id_council")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_stand_in_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_stand_in_entry_id_entry")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_stand_in_made_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_stand_in_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_in")),
    )
    with op.batch_alter_table("stand_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stand_in_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stand_in_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stand_in_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_stand_in_clerk",
            ["entry_id", "council_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.create_index(
            "uq_stand_in_office",
            ["entry_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL AND council_id IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL AND council_id IS NULL"),
        )

    op.create_table(
        "supplement_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("part_key", sa.String(length=60), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state IN ('asked', 'answered', 'accepted', 'dropped')", name=op.f("ck_supplement_item_state")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_supplement_item_answered_by_id_person")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_supplement_item_asked_by_id_person")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_supplement_item_entry_id_entry")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["person.id"], name=op.f("fk_supplement_item_settled_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplement_item")),
    )
    with op.batch_alter_table("supplement_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supplement_item_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index("ix_supplement_item_state_due_on", ["state", "due_on"], unique=False)

    op.create_table(
        "vote_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("counted_at", Moment(), nullable=False),
        sa.Column("counted_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("votes >= 0", name=op.f("ck_vote_count_votes")),
        sa.ForeignKeyConstraint(["counted_by_id"], ["person.id"], name=op.f("fk_vote_count_counted_by_id_person")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_vote_count_entry_id_entry")),
        sa.ForeignKeyConstraint(["round_id"], ["judging_round.id"], name=op.f("fk_vote_count_round_id_judging_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_count")),
        sa.UniqueConstraint("round_id", "entry_id", name=op.f("uq_vote_count_round_id_entry_id")),
    )
    with op.batch_alter_table("vote_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vote_count_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_vote_count_round_id"), ["round_id"], unique=False)

    op.create_table(
        "votes_set_aside",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("ballots", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("restored_at", Moment(), nullable=True),
        sa.Column("restored_by_id", sa.Integer(), nullable=True),
        sa.Column("restore_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_votes_set_aside_entry_id_entry")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_votes_set_aside_made_by_id_person")),
        sa.ForeignKeyConstraint(
            ["restored_by_id"], ["person.id"], name=op.f("fk_votes_set_aside_restored_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["judging_round.id"], name=op.f("fk_votes_set_aside_round_id_judging_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_votes_set_aside")),
    )
    with op.batch_alter_table("votes_set_aside", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_votes_set_aside_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_votes_set_aside_round_id"), ["round_id"], unique=False)

    op.create_table(
        "ballot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=500), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("is_secret", sa.Boolean(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["meeting_item.id"], name=op.f("fk_ballot_item_id_meeting_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
    )
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_item_id"), ["item_id"], unique=False)

    op.create_table(
        "case_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("judge_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_case_event_by_id_person")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["disagreement_case.id"], name=op.f("fk_case_event_case_id_disagreement_case")
        ),
        sa.ForeignKeyConstraint(["judge_id"], ["person.id"], name=op.f("fk_case_event_judge_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
    )
    with op.batch_alter_table("case_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_event_case_id"), ["case_id"], unique=False)

    op.create_table(
        "case_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "answer IN ('', 'kept', 'changing', 'changed', 'scored', 'marked', 'not_awaited')",
            name=op.f("ck_case_request_answer"),
        ),
        sa.CheckConstraint("kind IN ('again', 'called')", name=op.f("ck_case_request_kind")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["disagreement_case.id"], name=op.f("fk_case_request_case_id_disagreement_case")
        ),
        sa.ForeignKeyConstraint(["judge_id"], ["person.id"], name=op.f("fk_case_request_judge_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_request")),
        sa.UniqueConstraint("case_id", "judge_id", name=op.f("uq_case_request_case_id_judge_id")),
    )
    with op.batch_alter_table("case_request", schema=None) as batch_op:
        batch_op.create_index("ix_case_request_judge_id_answer", ["judge_id", "answer"], unique=False)

    op.create_table(
        "ceremony_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("stand_in", sa.String(length=200), nullable=False),
        sa.Column("hands_over", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["ceremony_id"], ["ceremony.id"], name=op.f("fk_ceremony_call_ceremony_id_ceremony")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_ceremony_call_entry_id_entry")),
        sa.ForeignKeyConstraint(
            ["segment_id"], ["ceremony_segment.id"], name=op.f("fk_ceremony_call_segment_id_ceremony_segment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_call")),
        sa.UniqueConstraint("ceremony_id", "key", name=op.f("uq_ceremony_call_ceremony_id_key")),
    )
    with op.batch_alter_table("ceremony_call", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ceremony_call_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index("ix_ceremony_call_segment_id_position", ["segment_id", "position"], unique=False)

    op.create_table(
        "ceremony_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=True),
        sa.Column("extra", sa.Integer(), nullable=False),
        sa.Column("taken_at", Moment(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["ceremony_run.id"], name=op.f("fk_ceremony_step_run_id_ceremony_run")),
        sa.ForeignKeyConstraint(
            ["segment_id"], ["ceremony_segment.id"], name=op.f("fk_ceremony_step_segment_id_ceremony_segment")
        ),
        sa.ForeignKeyConstraint(["taken_by_id"], ["person.id"], name=op.f("fk_ceremony_step_taken_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_step")),
        sa.UniqueConstraint("run_id", "number", name=op.f("uq_ceremony_step_run_id_number")),
    )
    with op.batch_alter_table("ceremony_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ceremony_step_segment_id"), ["segment_id"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("kind_key", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("award_key", sa.String(length=60), nullable=False),
        sa.Column("tier_key", sa.String(length=60), nullable=False),
        sa.Column("prize", sa.String(length=500), nullable=False),
        sa.Column("seal_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", Moment(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("printed", sa.String(length=64), nullable=False),
        sa.Column("printed_at", Moment(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('valid', 'replaced', 'revoked')", name=op.f("ck_certificate_state")),
        sa.ForeignKeyConstraint(["author_id"], ["entry_author.id"], name=op.f("fk_certificate_author_id_entry_author")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_certificate_edition_id_edition")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_certificate_ended_by_id_person")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_certificate_entry_id_entry")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["person.id"], name=op.f("fk_certificate_issued_by_id_person")),
        sa.ForeignKeyConstraint(["seal_id"], ["seal.id"], name=op.f("fk_certificate_seal_id_seal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
        sa.UniqueConstraint("edition_id", "kind_key", "number", name=op.f("uq_certificate_edition_id_kind_key_number")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index("ix_certificate_entry_id_author_id", ["entry_id", "author_id"], unique=False)

    op.create_table(
        "certificate_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proof_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_as", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'accepted', 'refused')", name=op.f("ck_certificate_correction_state")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_certificate_correction_asked_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["entry_author.id"], name=op.f("fk_certificate_correction_author_id_entry_author")
        ),
        sa.ForeignKeyConstraint(
            ["proof_id"], ["certificate_proof.id"], name=op.f("fk_certificate_correction_proof_id_certificate_proof")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["person.id"], name=op.f("fk_certificate_correction_settled_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_correction")),
    )
    with op.batch_alter_table("certificate_correction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_correction_proof_id"), ["proof_id"], unique=False)

    op.create_table(
        "change_preview",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["change_id"], ["proposed_change.id"], name=op.f("fk_change_preview_change_id_proposed_change")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_change_preview_made_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_preview")),
        sa.UniqueConstraint("change_id", "number", name=op.f("uq_change_preview_change_id_number")),
    )
    op.create_table(
        "committee_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(length=10), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["committee_ballot.id"], name=op.f("fk_committee_count_ballot_id_committee_ballot")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_count")),
        sa.UniqueConstraint("ballot_id", "choice", name=op.f("uq_committee_count_ballot_id_choice")),
    )
    op.create_table(
        "committee_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("voted_at", Moment(), nullable=True),
        sa.Column("choice", sa.String(length=10), nullable=False),
        sa.CheckConstraint("way IN ('phone', 'paper', 'out')", name=op.f("ck_committee_member_way")),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["committee_ballot.id"], name=op.f("fk_committee_member_ballot_id_committee_ballot")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_committee_member_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_member")),
        sa.UniqueConstraint("ballot_id", "person_id", name=op.f("uq_committee_member_ballot_id_person_id")),
    )
    with op.batch_alter_table("committee_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committee_member_person_id"), ["person_id"], unique=False)

    op.create_table(
        "complaint_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("kept_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_file_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_file")),
    )
    with op.batch_alter_table("complaint_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_complaint_file_complaint_id"), ["complaint_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=30), nullable=False),
        sa.Column("given_by", sa.String(length=10), nullable=False),
        sa.Column("given_at", Moment(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["entry_author.id"], name=op.f("fk_consent_author_id_entry_author")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_consent_recorded_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sa.UniqueConstraint("author_id", "purpose", "given_by", name=op.f("uq_consent_author_id_purpose_given_by")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_author_id"), ["author_id"], unique=False)

    op.create_table(
        "custody_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("photo_sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_custody_move_by_id_person")),
        sa.ForeignKeyConstraint(["item_id"], ["custody_item.id"], name=op.f("fk_custody_move_item_id_custody_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_move")),
    )
    with op.batch_alter_table("custody_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_custody_move_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_custody_move_photo_sha256"), ["photo_sha256"], unique=False)

    op.create_table(
        "door_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ceremony_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("guest_code", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("stand_in", sa.String(length=200), nullable=False),
        sa.Column("door", sa.String(length=60), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("note_key", sa.String(length=40), nullable=False),
        sa.Column("noted_at", Moment(), nullable=False),
        sa.Column("kept_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(CASE WHEN author_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN unit = '' THEN 0 ELSE 1 END) + (CASE WHEN guest_code = '' THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_door_note_about_one"),
        ),
        sa.CheckConstraint("state IN ('present', 'stand_in', 'left', 'awaited')", name=op.f("ck_door_note_state")),
        sa.ForeignKeyConstraint(["author_id"], ["entry_author.id"], name=op.f("fk_door_note_author_id_entry_author")),
        sa.ForeignKeyConstraint(["ceremony_id"], ["ceremony.id"], name=op.f("fk_door_note_ceremony_id_ceremony")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_door_note_made_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door_note")),
        sa.UniqueConstraint("ceremony_id", "note_key", name=op.f("uq_door_note_ceremony_id_note_key")),
    )
    with op.batch_alter_table("door_note", schema=None) as batch_op:
        batch_op.create_index("ix_door_note_ceremony_id_author_id", ["ceremony_id", "author_id"], unique=False)

    op.create_table(
        "entry_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("part_key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", Moment(), nullable=False),
        sa.Column("touched_at", Moment(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("received <= size", name=op.f("ck_entry_upload_received")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_entry_upload_by_id_person")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_upload_entry_id_entry")),
        sa.ForeignKeyConstraint(["file_id"], ["entry_file.id"], name=op.f("fk_entry_upload_file_id_entry_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_upload")),
        sa.UniqueConstraint("key", name=op.f("uq_entry_upload_key")),
    )
    with op.batch_alter_table("entry_upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_upload_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_upload_touched_at"), ["touched_at"], unique=False)

    op.create_table(
        "file_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_file_reading_by_id_person")),
        sa.ForeignKeyConstraint(["file_id"], ["entry_file.id"], name=op.f("fk_file_reading_file_id_entry_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_reading")),
    )
    with op.batch_alter_table("file_reading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_file_reading_file_id"), ["file_id"], unique=False)

    op.create_table(
        "paper_keying",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("keyed_by_id", sa.Integer(), nullable=True),
        sa.Column("keyed_at", Moment(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("control", Points(), nullable=True),
        sa.Column("tier_key", sa.String(length=60), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_paper_keying_entry_id_entry")),
        sa.ForeignKeyConstraint(["judge_id"], ["person.id"], name=op.f("fk_paper_keying_judge_id_person")),
        sa.ForeignKeyConstraint(["keyed_by_id"], ["person.id"], name=op.f("fk_paper_keying_keyed_by_id_person")),
        sa.ForeignKeyConstraint(["sheet_id"], ["paper_sheet.id"], name=op.f("fk_paper_keying_sheet_id_paper_sheet")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_keying")),
    )
    with op.batch_alter_table("paper_keying", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_keying_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_keying_judge_id"), ["judge_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_keying_sheet_id"), ["sheet_id"], unique=False)

    op.create_table(
        "prize_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("awards", sa.Integer(), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_of", sa.Integer(), nullable=True),
        sa.Column("ballot_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", Moment(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("reopened_at", Moment(), nullable=True),
        sa.Column("reopened_by_id", sa.Integer(), nullable=True),
        sa.Column("reopen_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["committee_ballot.id"], name=op.f("fk_prize_confirmation_ballot_id_committee_ballot")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["person.id"], name=op.f("fk_prize_confirmation_confirmed_by_id_person")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_prize_confirmation_edition_id_edition")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_prize_confirmation_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["reopened_by_id"], ["person.id"], name=op.f("fk_prize_confirmation_reopened_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prize_confirmation")),
    )
    with op.batch_alter_table("prize_confirmation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prize_confirmation_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "prize_payee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.String(length=90), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("bank", sa.String(length=100), nullable=False),
        sa.Column("account", sa.String(length=30), nullable=False),
        sa.Column("account_name", sa.String(length=200), nullable=False),
        sa.Column("proxy", sa.String(length=200), nullable=False),
        sa.Column("proxy_paper", sa.String(length=300), nullable=False),
        sa.Column("paper_sha256", sa.String(length=64), nullable=False),
        sa.Column("paper_name", sa.String(length=200), nullable=False),
        sa.Column("paper_type", sa.String(length=100), nullable=False),
        sa.Column("said_at", Moment(), nullable=True),
        sa.Column("checked_at", Moment(), nullable=True),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_back", sa.String(length=300), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("erased_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('author', 'representative', 'guardian', 'unit')", name=op.f("ck_prize_payee_kind")
        ),
        sa.CheckConstraint("way IN ('cash', 'bank')", name=op.f("ck_prize_payee_way")),
        sa.ForeignKeyConstraint(["author_id"], ["entry_author.id"], name=op.f("fk_prize_payee_author_id_entry_author")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_prize_payee_changed_by_id_person")),
        sa.ForeignKeyConstraint(["checked_by_id"], ["person.id"], name=op.f("fk_prize_payee_checked_by_id_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_prize_payee_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_prize_payee_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prize_payee")),
        sa.UniqueConstraint("edition_id", "share", name=op.f("uq_prize_payee_edition_id_share")),
    )
    with op.batch_alter_table("prize_payee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prize_payee_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_prize_payee_paper_sha256"), ["paper_sha256"], unique=False)

    op.create_table(
        "public_ballot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("voter_key", sa.String(length=64), nullable=False),
        sa.Column("network_key", sa.String(length=64), nullable=False),
        sa.Column("likeness_key", sa.String(length=64), nullable=False),
        sa.Column("provider", sa.String(length=254), nullable=False),
        sa.Column("cast_at", Moment(), nullable=False),
        sa.Column("set_aside_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_public_ballot_entry_id_entry")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["judging_round.id"], name=op.f("fk_public_ballot_round_id_judging_round")
        ),
        sa.ForeignKeyConstraint(
            ["set_aside_id"], ["votes_set_aside.id"], name=op.f("fk_public_ballot_set_aside_id_votes_set_aside")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_ballot")),
        sa.UniqueConstraint("round_id", "voter_key", name=op.f("uq_public_ballot_round_id_voter_key")),
    )
    with op.batch_alter_table("public_ballot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_public_ballot_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_public_ballot_set_aside_id"), ["set_aside_id"], unique=False)

    op.create_table(
        "radar_judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("print", sa.String(length=64), nullable=False),
        sa.Column("judged_at", Moment(), nullable=False),
        sa.Column("judged_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("verdict IN ('same', 'different', 'other_use')", name=op.f("ck_radar_judgement_verdict")),
        sa.ForeignKeyConstraint(["judged_by_id"], ["person.id"], name=op.f("fk_radar_judgement_judged_by_id_person")),
        sa.ForeignKeyConstraint(["pair_id"], ["radar_pair.id"], name=op.f("fk_radar_judgement_pair_id_radar_pair")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_radar_judgement")),
    )
    with op.batch_alter_table("radar_judgement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_radar_judgement_pair_id"), ["pair_id"], unique=False)

    op.create_table(
        "reappraisal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("round_key", sa.String(length=40), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("total", Points(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("given_at", Moment(), nullable=True),
        sa.CheckConstraint("state IN ('asked', 'given', 'declined')", name=op.f("ck_reappraisal_state")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_reappraisal_asked_by_id_person")),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name=op.f("fk_reappraisal_complaint_id_complaint")),
        sa.ForeignKeyConstraint(["judge_id"], ["person.id"], name=op.f("fk_reappraisal_judge_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reappraisal")),
        sa.UniqueConstraint("complaint_id", "judge_id", name=op.f("uq_reappraisal_complaint_id_judge_id")),
    )
    with op.batch_alter_table("reappraisal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reappraisal_complaint_id"), ["complaint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reappraisal_judge_id"), ["judge_id"], unique=False)

    op.create_table(
        "revocation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("award_key", sa.String(length=60), nullable=False),
        sa.Column("author", sa.Integer(), nullable=False),
        sa.Column("tier_key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("decision", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("undo_decision", sa.String(length=200), nullable=False),
        sa.Column("undo_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name=op.f("fk_revocation_award_id_award")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_revocation_edition_id_edition")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_revocation_entry_id_entry")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_revocation_made_by_id_person")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["person.id"], name=op.f("fk_revocation_undone_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revocation")),
    )
    with op.batch_alter_table("revocation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revocation_award_id"), ["award_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_revocation_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_revocation_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("criterion_key", sa.String(length=90), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("points", Points(), nullable=True),
        sa.CheckConstraint("(state = 'scored') = (points IS NOT NULL)", name=op.f("ck_score_points_when_scored")),
        sa.CheckConstraint(
            "state IN ('scored', 'missing', 'absent', 'abstained', 'recused')", name=op.f("ck_score_state")
        ),
        sa.ForeignKeyConstraint(["sheet_id"], ["score_sheet.id"], name=op.f("fk_score_sheet_id_score_sheet")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
        sa.UniqueConstraint("sheet_id", "criterion_key", name=op.f("uq_score_sheet_id_criterion_key")),
    )
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_sheet_id"), ["sheet_id"], unique=False)

    op.create_table(
        "sheet_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("total", Points(), nullable=True),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("tier_key", sa.String(length=60), nullable=False),
        sa.Column("handed_in_at", Moment(), nullable=True),
        sa.Column("kept_at", Moment(), nullable=False),
        sa.Column("kept_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["kept_by_id"], ["person.id"], name=op.f("fk_sheet_version_kept_by_id_person")),
        sa.ForeignKeyConstraint(["sheet_id"], ["score_sheet.id"], name=op.f("fk_sheet_version_sheet_id_score_sheet")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_version")),
        sa.UniqueConstraint("sheet_id", "version", name=op.f("uq_sheet_version_sheet_id_version")),
    )
    op.create_table(
        "stage_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("sounds", sa.String(length=200), nullable=False),
        sa.Column("called_as", sa.String(length=200), nullable=False),
        sa.Column("agreed_by", sa.String(length=200), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["entry_author.id"], name=op.f("fk_stage_name_author_id_entry_author")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_stage_name_changed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_name")),
        sa.UniqueConstraint("author_id", name=op.f("uq_stage_name_author_id")),
    )
    op.create_table(
        "ballot_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_count_ballot_id_ballot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_count")),
        sa.UniqueConstraint("ballot_id", "place", name=op.f("uq_ballot_count_ballot_id_place")),
    )
    op.create_table(
        "ballot_voter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_voter_ballot_id_ballot")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_ballot_voter_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_voter")),
        sa.UniqueConstraint("ballot_id", "person_id", name=op.f("uq_ballot_voter_ballot_id_person_id")),
    )
    with op.batch_alter_table("ballot_voter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_voter_person_id"), ["person_id"], unique=False)

    op.create_table(
        "ceremony_called",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("called_at", Moment(), nullable=False),
        sa.Column("called_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["call_id"], ["ceremony_call.id"], name=op.f("fk_ceremony_called_call_id_ceremony_call")
        ),
        sa.ForeignKeyConstraint(["called_by_id"], ["person.id"], name=op.f("fk_ceremony_called_called_by_id_person")),
        sa.ForeignKeyConstraint(["run_id"], ["ceremony_run.id"], name=op.f("fk_ceremony_called_run_id_ceremony_run")),
        sa.ForeignKeyConstraint(
            ["step_id"], ["ceremony_step.id"], name=op.f("fk_ceremony_called_step_id_ceremony_step")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_called")),
        sa.UniqueConstraint("run_id", "call_id", name=op.f("uq_ceremony_called_run_id_call_id")),
    )
    with op.batch_alter_table("ceremony_called", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ceremony_called_call_id"), ["call_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ceremony_called_step_id"), ["step_id"], unique=False)

    op.create_table(
        "change_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("preview_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("approved_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_change_approval_person_id_person")),
        sa.ForeignKeyConstraint(
            ["preview_id"], ["change_preview.id"], name=op.f("fk_change_approval_preview_id_change_preview")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_approval")),
        sa.UniqueConstraint("preview_id", "person_id", name=op.f("uq_change_approval_preview_id_person_id")),
    )
    with op.batch_alter_table("change_approval", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_approval_person_id"), ["person_id"], unique=False)

    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("change_approval", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_approval_person_id"))

    op.drop_table("change_approval")
    with op.batch_alter_table("ceremony_called", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ceremony_called_step_id"))
        batch_op.drop_index(batch_op.f("ix_ceremony_called_call_id"))

    op.drop_table("ceremony_called")
    with op.batch_alter_table("ballot_voter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ballot_voter_person_id"))

    op.drop_table("ballot_voter")
    op.drop_table("ballot_count")
    op.drop_table("stage_name")
    op.drop_table("sheet_version")
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_score_sheet_id"))

    op.drop_table("score")
    with op.batch_alter_table("revocation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revocation_entry_id"))
        batch_op.drop_index(batch_op.f("ix_revocation_edition_id"))
        batch_op.drop_index(batch_op.f("ix_revocation_award_id"))

    op.drop_table("revocation")
    with op.batch_alter_table("reappraisal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reappraisal_judge_id"))
        batch_op.drop_index(batch_op.f("ix_reappraisal_complaint_id"))

    op.drop_table("reappraisal")
    with op.batch_alter_table("radar_judgement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_radar_judgement_pair_id"))

    op.drop_table("radar_judgement")
    with op.batch_alter_table("public_ballot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_public_ballot_set_aside_id"))
        batch_op.drop_index(batch_op.f("ix_public_ballot_entry_id"))

    op.drop_table("public_ballot")
    with op.batch_alter_table("prize_payee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prize_payee_paper_sha256"))
        batch_op.drop_index(batch_op.f("ix_prize_payee_entry_id"))

    op.drop_table("prize_payee")
    with op.batch_alter_table("prize_confirmation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prize_confirmation_edition_id"))

    op.drop_table("prize_confirmation")
    with op.batch_alter_table("paper_keying", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_keying_sheet_id"))
        batch_op.drop_index(batch_op.f("ix_paper_keying_judge_id"))
        batch_op.drop_index(batch_op.f("ix_paper_keying_entry_id"))

    op.drop_table("paper_keying")
    with op.batch_alter_table("file_reading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_file_reading_file_id"))

    op.drop_table("file_reading")
    with op.batch_alter_table("entry_upload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_upload_touched_at"))
        batch_op.drop_index(batch_op.f("ix_entry_upload_entry_id"))

    op.drop_table("entry_upload")
    with op.batch_alter_table("door_note", schema=None) as batch_op:
        batch_op.drop_index("ix_door_note_ceremony_id_author_id")

    op.drop_table("door_note")
    with op.batch_alter_table("custody_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_custody_move_photo_sha256"))
        batch_op.drop_index(batch_op.f("ix_custody_move_item_id"))

    op.drop_table("custody_move")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_author_id"))

    op.drop_table("consent")
    with op.batch_alter_table("complaint_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_complaint_file_complaint_id"))

    op.drop_table("complaint_file")
    with op.batch_alter_table("committee_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committee_member_person_id"))

    op.drop_table("committee_member")
    op.drop_table("committee_count")
    op.drop_table("change_preview")
    with op.batch_alter_table("certificate_correction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_correction_proof_id"))

    op.drop_table("certificate_correction")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index("ix_certificate_entry_id_author_id")

    op.drop_table("certificate")
    with op.batch_alter_table("ceremony_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ceremony_step_segment_id"))

    op.drop_table("ceremony_step")
    with op.batch_alter_table("ceremony_call", schema=None) as batch_op:
        batch_op.drop_index("ix_ceremony_call_segment_id_position")
        batch_op.drop_index(batch_op.f("ix_ceremony_call_entry_id"))

    op.drop_table("ceremony_call")
    with op.batch_alter_table("case_request", schema=None) as batch_op:
        batch_op.drop_index("ix_case_request_judge_id_answer")

    op.drop_table("case_request")
    with op.batch_alter_table("case_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_event_case_id"))

    op.drop_table("case_event")
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ballot_item_id"))

    op.drop_table("ballot")
    with op.batch_alter_table("votes_set_aside", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_votes_set_aside_round_id"))
        batch_op.drop_index(batch_op.f("ix_votes_set_aside_entry_id"))

    op.drop_table("votes_set_aside")
    with op.batch_alter_table("vote_count", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vote_count_round_id"))
        batch_op.drop_index(batch_op.f("ix_vote_count_entry_id"))

    op.drop_table("vote_count")
    with op.batch_alter_table("supplement_item", schema=None) as batch_op:
        batch_op.drop_index("ix_supplement_item_state_due_on")
        batch_op.drop_index(batch_op.f("ix_supplement_item_entry_id"))

    op.drop_table("supplement_item")
    with op.batch_alter_table("stand_in", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_stand_in_office",
            sqlite_where=sa.text("ended_at IS NULL AND council_id IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL AND council_id IS NULL"),
        )
        batch_op.drop_index(
            "uq_stand_in_clerk", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )
        batch_op.drop_index(batch_op.f("ix_stand_in_person_id"))
        batch_op.drop_index(batch_op.f("ix_stand_in_entry_id"))
        batch_op.drop_index(batch_op.f("ix_stand_in_edition_id"))

    op.drop_table("stand_in")
    with op.batch_alter_table("showcase", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_showcase_edition_id"))

    op.drop_table("showcase")
    with op.batch_alter_table("screening_look", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_screening_look_entry_id"))

    op.drop_table("screening_look")
    with op.batch_alter_table("screening_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_screening_decision_entry_id"))
        batch_op.drop_index(batch_op.f("ix_screening_decision_batch_id"))

    op.drop_table("screening_decision")
    with op.batch_alter_table("score_sheet", schema=None) as batch_op:
        batch_op.drop_index("ix_score_sheet_round_id_state")
        batch_op.drop_index("ix_score_sheet_own")
        batch_op.drop_index(batch_op.f("ix_score_sheet_entry_id"))

    op.drop_table("score_sheet")
    with op.batch_alter_table("round_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_entry_round_id"))
        batch_op.drop_index(batch_op.f("ix_round_entry_entry_id"))
        batch_op.drop_index(batch_op.f("ix_round_entry_council_id"))

    op.drop_table("round_entry")
    with op.batch_alter_table("reveal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reveal_entry_id"))

    op.drop_table("reveal")
    op.drop_table("reminder_stop")
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_entry_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_council_id"))

    op.drop_table("recommendation")
    op.drop_table("received_dossier")
    op.drop_table("radar_seen")
    with op.batch_alter_table("radar_pair", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_radar_pair_other_id"))
        batch_op.drop_index(batch_op.f("ix_radar_pair_old_title_id"))
        batch_op.drop_index(batch_op.f("ix_radar_pair_entry_id"))
        batch_op.drop_index("ix_radar_pair_edition_id_verdict")

    op.drop_table("radar_pair")
    with op.batch_alter_table("quorum_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quorum_decision_round_id"))
        batch_op.drop_index(batch_op.f("ix_quorum_decision_entry_id"))

    op.drop_table("quorum_decision")
    with op.batch_alter_table("proposed_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposed_change_proposed_by_id"))
        batch_op.drop_index(batch_op.f("ix_proposed_change_entry_id"))
        batch_op.drop_index("ix_proposed_change_edition_id_state")

    op.drop_table("proposed_change")
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_edition_id"))

    op.drop_table("proposal")
    with op.batch_alter_table("prize_receipt", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_prize_receipt_standing",
            sqlite_where=sa.text("voided_at IS NULL"),
            postgresql_where=sa.text("voided_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_prize_receipt_picture_sha256"))
        batch_op.drop_index(batch_op.f("ix_prize_receipt_entry_id"))

    op.drop_table("prize_receipt")
    with op.batch_alter_table("prize_payment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prize_payment_entry_id"))
        batch_op.drop_index("ix_prize_payment_edition_id_share")

    op.drop_table("prize_payment")
    with op.batch_alter_table("presentation_slot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_presentation_slot_round_id"))
        batch_op.drop_index(batch_op.f("ix_presentation_slot_entry_id"))

    op.drop_table("presentation_slot")
    with op.batch_alter_table("posting_remark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posting_remark_entry_id"))
        batch_op.drop_index("ix_posting_remark_edition_id_settled_at")

    op.drop_table("posting_remark")
    with op.batch_alter_table("placing", schema=None) as batch_op:
        batch_op.drop_index("ix_placing_run_id_rank")
        batch_op.drop_index(batch_op.f("ix_placing_entry_id"))

    op.drop_table("placing")
    with op.batch_alter_table("payee_asking", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payee_asking_entry_id"))

    op.drop_table("payee_asking")
    with op.batch_alter_table("paper_sheet", schema=None) as batch_op:
        batch_op.drop_index("ix_paper_sheet_round_id_state")
        batch_op.drop_index(batch_op.f("ix_paper_sheet_photo_sha256"))
        batch_op.drop_index("ix_paper_sheet_pair")
        batch_op.drop_index(batch_op.f("ix_paper_sheet_judge_id"))
        batch_op.drop_index(batch_op.f("ix_paper_sheet_entry_id"))
        batch_op.drop_index(batch_op.f("ix_paper_sheet_council_id"))

    op.drop_table("paper_sheet")
    with op.batch_alter_table("nominee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nominee_entry_id"))

    op.drop_table("nominee")
    with op.batch_alter_table("meeting_presence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_presence_person_id"))

    op.drop_table("meeting_presence")
    with op.batch_alter_table("meeting_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_item_meeting_id"))

    op.drop_table("meeting_item")
    with op.batch_alter_table("late_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_late_code_entry_id"))
        batch_op.drop_index(batch_op.f("ix_late_code_edition_id"))

    op.drop_table("late_code")
    with op.batch_alter_table("judge_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_judge_note_judge_id"))
        batch_op.drop_index(batch_op.f("ix_judge_note_entry_id"))

    op.drop_table("judge_note")
    with op.batch_alter_table("judge_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_judge_file_sha256"))
        batch_op.drop_index("ix_judge_file_round_id_entry_id")
        batch_op.drop_index(batch_op.f("ix_judge_file_judge_id"))
        batch_op.drop_index(batch_op.f("ix_judge_file_entry_id"))

    op.drop_table("judge_file")
    with op.batch_alter_table("entry_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_step_entry_id"))

    op.drop_table("entry_step")
    op.drop_table("entry_place")
    with op.batch_alter_table("entry_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_file_sha256"))
        batch_op.drop_index("ix_entry_file_names_in")
        batch_op.drop_index("ix_entry_file_media_type")
        batch_op.drop_index(batch_op.f("ix_entry_file_entry_id"))

    op.drop_table("entry_file")
    with op.batch_alter_table("entry_extension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_extension_unit_id"))
        batch_op.drop_index(batch_op.f("ix_entry_extension_entry_id"))
        batch_op.drop_index("ix_entry_extension_edition_id_unit_key")

    op.drop_table("entry_extension")
    op.drop_table("entry_draft")
    with op.batch_alter_table("entry_author", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_author_unit_id"))
        batch_op.drop_index(batch_op.f("ix_entry_author_person_id"))
        batch_op.drop_index(batch_op.f("ix_entry_author_entry_id"))

    op.drop_table("entry_author")
    with op.batch_alter_table("disagreement_case", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_disagreement_case_open",
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.drop_index("ix_disagreement_case_round_id_entry_id")
        batch_op.drop_index(batch_op.f("ix_disagreement_case_entry_id"))

    op.drop_table("disagreement_case")
    with op.batch_alter_table("custody_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_custody_item_entry_id"))
        batch_op.drop_index("ix_custody_item_edition_id_state")

    op.drop_table("custody_item")
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conflict_person_id"))
        batch_op.drop_index(batch_op.f("ix_conflict_entry_id"))
        batch_op.drop_index(batch_op.f("ix_conflict_edition_id"))

    op.drop_table("conflict")
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_complaint_handler_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_entry_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_edition_id"))

    op.drop_table("complaint")
    with op.batch_alter_table("committee_ballot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committee_ballot_paper_sha256"))
        batch_op.drop_index(batch_op.f("ix_committee_ballot_entry_id"))

    op.drop_table("committee_ballot")
    with op.batch_alter_table("certificate_proof", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_proof_edition_id"))

    op.drop_table("certificate_proof")
    with op.batch_alter_table("ceremony_segment", schema=None) as batch_op:
        batch_op.drop_index("ix_ceremony_segment_ceremony_id_position")

    op.drop_table("ceremony_segment")
    with op.batch_alter_table("ceremony_run", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_ceremony_run_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_ceremony_run_ceremony_id"))

    op.drop_table("ceremony_run")
    with op.batch_alter_table("ceremony_item_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ceremony_item_move_entry_id"))
        batch_op.drop_index("ix_ceremony_item_move_edition_id_award")

    op.drop_table("ceremony_item_move")
    with op.batch_alter_table("award_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_award_change_entry_id"))
        batch_op.drop_index(batch_op.f("ix_award_change_edition_id"))

    op.drop_table("award_change")
    with op.batch_alter_table("award", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_award_entry_id"))
        batch_op.drop_index(batch_op.f("ix_award_edition_id"))

    op.drop_table("award")
    with op.batch_alter_table("avoidance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_avoidance_entry_id"))
        batch_op.drop_index(batch_op.f("ix_avoidance_edition_id"))

    op.drop_table("avoidance")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index("ix_assignment_own")
        batch_op.drop_index(
            "ix_assignment_gone",
            sqlite_where=sa.text("removed_at IS NOT NULL"),
            postgresql_where=sa.text("removed_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_assignment_entry_id"))

    op.drop_table("assignment")
    with op.batch_alter_table("unit_merge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_merge_kept_id"))
        batch_op.drop_index(batch_op.f("ix_unit_merge_gone_id"))

    op.drop_table("unit_merge")
    with op.batch_alter_table("timetable_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_timetable_draft_round_id"))

    op.drop_table("timetable_draft")
    op.drop_table("timetable")
    with op.batch_alter_table("tie_settlement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tie_settlement_round_id"))

    op.drop_table("tie_settlement")
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seat_person_id"))
        batch_op.drop_index(batch_op.f("ix_seat_council_id"))

    op.drop_table("seat")
    op.drop_table("seal_file")
    with op.batch_alter_table("round_reopening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_reopening_round_id"))

    op.drop_table("round_reopening")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grant_unit_id"))
        batch_op.drop_index(batch_op.f("ix_role_grant_person_id"))
        batch_op.drop_index(batch_op.f("ix_role_grant_edition_id"))

    op.drop_table("role_grant")
    with op.batch_alter_table("ranking_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ranking_run_round_id"))

    op.drop_table("ranking_run")
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publication_edition_id"))

    op.drop_table("publication")
    with op.batch_alter_table("paper_bundle", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_bundle_edition_id"))

    op.drop_table("paper_bundle")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_round_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_council_id"))

    op.drop_table("meeting")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_unit_id"))
        batch_op.drop_index(batch_op.f("ix_invitation_email"))
        batch_op.drop_index(batch_op.f("ix_invitation_edition_id"))

    op.drop_table("invitation")
    op.drop_table("fairness_sheet")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_unit_id"))
        batch_op.drop_index(batch_op.f("ix_entry_owner_id"))
        batch_op.drop_index(batch_op.f("ix_entry_fingerprint"))
        batch_op.drop_index("ix_entry_edition_id_updated_at")
        batch_op.drop_index("ix_entry_edition_id_unit_key")
        batch_op.drop_index("ix_entry_edition_id_unit_id")
        batch_op.drop_index("ix_entry_edition_id_title_key")
        batch_op.drop_index("ix_entry_edition_id_submitted_at")
        batch_op.drop_index("ix_entry_edition_id_status")
        batch_op.drop_index(batch_op.f("ix_entry_edition_id"))

    op.drop_table("entry")
    with op.batch_alter_table("ceremony_screen", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ceremony_screen_show_id"))

    op.drop_table("ceremony_screen")
    op.drop_table("ceremony_item_rule")
    op.drop_table("ceremony")
    with op.batch_alter_table("assignment_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignment_plan_round_id"))

    op.drop_table("assignment_plan")
    op.drop_table("yearbook_print")
    op.drop_table("yearbook")
    op.drop_table("unit_proof")
    op.drop_table("unit_name")
    with op.batch_alter_table("unit_award", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_award_edition_id"))

    op.drop_table("unit_award")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_province_key"))
        batch_op.drop_index(batch_op.f("ix_unit_name_key"))
        batch_op.drop_index(batch_op.f("ix_unit_merged_into_id"))
        batch_op.drop_index(batch_op.f("ix_unit_match_key"))
        batch_op.drop_index(batch_op.f("ix_unit_commune_id"))

    op.drop_table("unit")
    with op.batch_alter_table("stage_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stage_change_edition_id"))

    op.drop_table("stage_change")
    with op.batch_alter_table("seal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seal_edition_id"))

    op.drop_table("seal")
    with op.batch_alter_table("screening_batch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_screening_batch_edition_id"))

    op.drop_table("screening_batch")
    with op.batch_alter_table("regulation_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_regulation_version_edition_id"))

    op.drop_table("regulation_version")
    with op.batch_alter_table("radar_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_radar_run_edition_id"))

    op.drop_table("radar_run")
    with op.batch_alter_table("radar_old_title", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_radar_old_title_edition_id"))
        batch_op.drop_index(batch_op.f("ix_radar_old_title_batch"))

    op.drop_table("radar_old_title")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_edition_id"))

    op.drop_table("question")
    op.drop_table("posting")
    op.drop_table("past_edition")
    with op.batch_alter_table("nomination_package", schema=None) as batch_op:
        batch_op.drop_index("ix_nomination_package_edition_id")

    op.drop_table("nomination_package")
    op.drop_table("money_rule")
    with op.batch_alter_table("judging_round", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_judging_round_edition_id"))

    op.drop_table("judging_round")
    with op.batch_alter_table("judge_pair", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_judge_pair_second_id"))
        batch_op.drop_index(batch_op.f("ix_judge_pair_first_id"))
        batch_op.drop_index(batch_op.f("ix_judge_pair_edition_id"))

    op.drop_table("judge_pair")
    with op.batch_alter_table("judge_fee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_judge_fee_edition_id"))

    op.drop_table("judge_fee")
    op.drop_table("issued_document")
    op.drop_table("guest")
    with op.batch_alter_table("forget_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forget_request_state"))
        batch_op.drop_index(batch_op.f("ix_forget_request_person_id"))

    op.drop_table("forget_request")
    op.drop_table("field_above")
    op.drop_table("embargo")
    op.drop_table("document_template")
    with op.batch_alter_table("deadline_extension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deadline_extension_edition_id"))

    op.drop_table("deadline_extension")
    with op.batch_alter_table("council", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_council_edition_id"))

    op.drop_table("council")
    op.drop_table("code_counter")
    op.drop_table("closing_package")
    with op.batch_alter_table("claim_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_code_person_id"))
        batch_op.drop_index(batch_op.f("ix_claim_code_edition_id"))

    op.drop_table("claim_code")
    op.drop_table("certificate_design")
    with op.batch_alter_table("ceremony_show", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_ceremony_show_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_ceremony_show_edition_id"))

    op.drop_table("ceremony_show")
    op.drop_table("ceremony_item")
    with op.batch_alter_table("try", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_try_key"))
        batch_op.drop_index(batch_op.f("ix_try_at"))

    op.drop_table("try")
    op.drop_table("register_mapping")
    op.drop_table("radar_reading")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_joined_into_id"))

    op.drop_table("person")
    op.drop_table("letter_rule")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_to_address"))
        batch_op.drop_index(batch_op.f("ix_letter_person_id"))
        batch_op.drop_index("ix_letter_edition_id_state")
        batch_op.drop_index(batch_op.f("ix_letter_about"))

    op.drop_table("letter")
    with op.batch_alter_table("ledger_event", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_event_edition_id_kind")

    op.drop_table("ledger_event")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_state"))
        batch_op.drop_index(batch_op.f("ix_job_run_at"))

    op.drop_table("job")
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_series"))

    op.drop_table("edition")
    with op.batch_alter_table("commune", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commune_successor_id"))
        batch_op.drop_index("ix_commune_province_key")

    op.drop_table("commune")
    with op.batch_alter_table("audit_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_line_subject"))
        batch_op.drop_index(batch_op.f("ix_audit_line_edition_id"))
        batch_op.drop_index(batch_op.f("ix_audit_line_at"))

    op.drop_table("audit_line")
