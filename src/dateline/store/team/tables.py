"""The tables of a team's database. Secrets are kept as hashes only: who reads the file can use none of them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, Table, Text

from dateline.store.columns import Moment

__all__ = ["accounts", "attempts", "deeds", "metadata", "sessions", "tokens"]

metadata = MetaData()
_DIGEST = String(64)  # SHA-256 of a secret of 256 random bits

accounts = Table(
    "team_accounts",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("role", Integer, nullable=False),
    Column("password", Text, nullable=False),  # an argon2id hash with its own salt and cost
    Column("active", Boolean, nullable=False, default=True),
    Column("made_at", Moment, nullable=False),
)

sessions = Table(
    "team_sessions",
    metadata,
    Column("digest", _DIGEST, primary_key=True),
    Column("name", String(80), ForeignKey("team_accounts.name"), nullable=False, index=True),
    Column("begun_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
)

tokens = Table(
    "team_tokens",
    metadata,
    Column("digest", _DIGEST, primary_key=True),
    Column("name", String(80), ForeignKey("team_accounts.name"), nullable=False, index=True),
    Column("label", String(80), nullable=False),
    Column("role", Integer, nullable=False),  # what it may do; never more than its owner
    Column("made_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
)

attempts = Table(
    "team_attempts",
    metadata,
    Column("subject", String(120), primary_key=True),  # a name or an address from which logging in failed
    Column("failures", Integer, nullable=False),
    Column("failed_at", Moment, nullable=False),
)

deeds = Table(
    "team_deeds",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("done_at", Moment, nullable=False, index=True),
    Column("name", String(80), nullable=False),  # as given, also where it is nobody's
    Column("deed", String(200), nullable=False),
    Column("outcome", String(40), nullable=False),
    Column("address", String(64), nullable=False),
)
