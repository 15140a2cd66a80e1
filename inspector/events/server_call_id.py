"""What a server call id gives away when decoded: the address of its conversation.

The form is not documented. Ids seen are standard base64 of an address such as
`https://<host>/api/v2/cp/conv-usea-01-….<domain>/conv/<conversation>?i=…&e=…`; anything else is
left alone.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_LONGEST = 4_096
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+", re.IGNORECASE)
_CONVERSATION_HOST = re.compile(r"conv-([a-z]{2,12}\d?-\d{1,3})(?:-[a-z0-9-]+)?(?:\.[a-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """The parts of the address that tell where a conversation was served."""

    host: str
    conversation_host: str
    """The host of the conversation, that host or one in the path; empty where none is named."""
    region: str
    """Region and number from that host's name, such as `usea-01`; empty where it has none."""


def server_address(server_call_id: str | None) -> ServerAddress | None:
    """The address in a server call id; None when it is not exactly the base64 of one."""
    if not server_call_id or len(server_call_id) > _LONGEST:
        return None
    bare = server_call_id.rstrip("=")
    padded = bare + "=" * (-len(bare) % 4)
    if server_call_id not in (bare, padded):
        return None
    try:
        raw = base64.b64decode(padded, validate=True)
        address = raw.decode("ascii")
        parts = urlsplit(address)
        host = parts.hostname or ""
    except (binascii.Error, ValueError):
        return None
    is_exact = base64.b64encode(raw).decode() == padded
    if not (is_exact and address.isprintable() and parts.scheme == "https"):
        return None
    if not _HOST.fullmatch(host):
        return None
    named = (host, *parts.path.split("/"))
    found = (_CONVERSATION_HOST.fullmatch(name) for name in named)
    conversation = next((match for match in found if match is not None), None)
    if conversation is None:
        return ServerAddress(host, "", "")
    return ServerAddress(host, conversation[0], conversation[1])
