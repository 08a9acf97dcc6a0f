"""Profiles <-> text, to be kept; reading one back gives the same profile, and the same scores."""

from __future__ import annotations

import json

from dateline.fuse.profiles import BAGS, Profile

__all__ = ["pack", "unpack"]

_SIMPLE = ("size", "mains", "head", "of_main")
_BY_PAIR = ("days", "figures")
_BY_NAME = tuple(name for name in BAGS if name not in {*_BY_PAIR, "published"})


def pack(profile: Profile) -> str:
    """What is empty is left out: the profile of a follower is hardly more than its name."""
    plain: dict[str, object] = {"first": profile.first}
    plain.update((name, getattr(profile, name)) for name in _SIMPLE if getattr(profile, name))
    plain.update((name, getattr(profile, name)) for name in _BY_NAME if getattr(profile, name))
    plain["published"] = list(profile.published.items())
    plain.update((name, list(getattr(profile, name).items())) for name in _BY_PAIR if getattr(profile, name))
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def unpack(packed: str) -> Profile:
    plain = json.loads(packed)
    profile = Profile(first=tuple(plain["first"]), size=plain.get("size", 0))
    for name in ("mains", "head", "of_main", *_BY_NAME):
        if name in plain:
            setattr(profile, name, plain[name])
    for name in _BY_PAIR:
        if name in plain:
            setattr(profile, name, {tuple(key): number for key, number in plain[name]})
    profile.published = dict(plain["published"])
    return profile
