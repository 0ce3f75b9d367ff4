"""Whose letter this was: the account behind a signed link."""

from contest.foundation.tokens import opened_token
from contest.people.queries.accounts import Account, account_by_key

CONFIRM = "people.confirm"
RESET = "people.reset"
NEW_ADDRESS = "people.new_address"


def account_to_confirm(token: str) -> Account | None:
    """The account whose address this link proves; None when it is dead or the address has changed since."""
    content = opened_token(CONFIRM, token)
    if content is None or len(content) != 2:
        return None
    account = account_by_key(content[0])
    return account if account and account.email == content[1] else None


def account_to_reset(token: str) -> Account | None:
    """The account whose password this link sets; a link dies with the first password set, and with every sign-out."""
    content = opened_token(RESET, token)
    return account_by_key(content[0]) if content else None


def account_to_move(token: str) -> tuple[Account, str] | None:
    """The account that moves to a new address, and that address; None when the link is dead or was used."""
    content = opened_token(NEW_ADDRESS, token)
    if content is None or len(content) != 3:
        return None
    account = account_by_key(content[0])
    return (account, content[2]) if account and (account.email or "") == content[1] else None
