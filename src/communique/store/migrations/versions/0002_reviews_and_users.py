"""Reviews of items, confidence, users, saved searches"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """To this version. Items that are on record have a confidence of 50 until they are read again."""
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "sha", "source")),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("exact", "prefix", "suffix", "action")),
        sa.Column("fields", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("why", "undone_by", "undone_at")),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("sha", "source", "decided_by"):
        op.create_index(op.f(f"ix_reviews_{name}"), "reviews", [name])
    op.create_table(
        "marks",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"]),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"]),
        sa.PrimaryKeyConstraint("version_id", "kind", "start", "end", "review_id"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_marks_review_id"), "marks", ["review_id"])
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "role", "password", "created_at")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "signins",
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"]),
        sa.PrimaryKeyConstraint("secret"),
    )
    op.create_index(op.f("ix_signins_user_id"), "signins", ["user_id"])
    op.create_table(
        "tokens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("secret"),
    )
    op.create_index(op.f("ix_tokens_user_id"), "tokens", ["user_id"])
    op.create_table(
        "saved",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "query", "secret", "saved_by", "saved_at")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("secret"),
    )
    op.create_index(op.f("ix_saved_saved_by"), "saved", ["saved_by"])
    for table in ("statements", "figures", "milestones"):
        op.add_column(table, sa.Column("confidence", sa.Integer(), nullable=False, server_default="50"))
        op.create_index(op.f(f"ix_{table}_confidence"), table, ["confidence"])
    op.create_index("ix_figures_pair", "figures", ["pair"])
    op.create_index(op.f("ix_appearances_named_id"), "appearances", ["named_id"])
