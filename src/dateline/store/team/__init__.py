"""Who works on a case as a team: accounts, sessions, API tokens, and what each did.

They stand in a database of their own, never in a case: a case is copied, exported and handed on, and no password's
hash may travel with it.
"""

from dateline.store.team.accounts import Account, Team, TeamError, open_team

__all__ = ["Account", "Team", "TeamError", "open_team"]
