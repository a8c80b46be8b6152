"""Reports that name a thing, read off an index"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """To this version. Before, each row of the table was looked up: a country of a large store has thousands."""
    op.create_index("ix_named_identity_version", "named", ["identity_id", "version_id"])
    op.drop_index(op.f("ix_named_identity_id"), "named")
