"""Headers that stand on many answers, made once.

Source: the answers of recordings/edges-*.jsonl, all of them.
"""

from __future__ import annotations

ROBOTS = (b"x-robots-tag", b"none")
_VARY = (b"vary", b"Origin")
_VARY_COOKIE = (b"vary", b"Cookie")
_NO_QUOTA_EXHAUSTED = (b"set-cookie", b"zitadel.quota.exhausted=; Path=/; Max-Age=0; SameSite=Lax")
_COOKIE = (_VARY_COOKIE, _NO_QUOTA_EXHAUSTED)

USUAL = (ROBOTS, _VARY)
"""What stands on an answer of which nothing else is known, refusals of the JSON gateway among them."""
ANSWERED = (ROBOTS, _VARY, *_COOKIE)
"""What stands on what the JSON gateway answers with 2xx."""
PREFLIGHT = (ROBOTS, *_COOKIE)
"""What stands on its answer to a preflight, which says itself what it varies by."""
BESIDE = (_VARY,)
"""What stands on answers of documents that are served beside ZITADEL."""
BARE = (ROBOTS,)
"""What stands on answers of the router, which come before any service and know nothing of CORS."""
