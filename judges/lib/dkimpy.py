"""What dkimpy says of the DKIM signatures and the ARC chain of a message."""

import logging

import dkim


def signatures(message):
    """One DKIM result a signature, topmost first."""
    try:
        count = sum(name.lower() == b"dkim-signature" for name, _ in dkim.rfc822_parse(message)[0])
    except dkim.MessageFormatError as error:
        return [{"result": "fail", "detail": str(error)}]
    return [_signature(message, index) for index in range(count)]


def chain(message):
    """The result of the ARC chain, and why."""
    try:
        status, _, reason = dkim.ARC(message).verify()
    except dkim.DKIMException as error:
        return "fail", f"{type(error).__name__}: {error}"
    # dkimpy gives None for a chain whose newest seal itself says cv=fail
    return (status or b"fail").decode(), reason


def _signature(message, index):
    log = _Log()
    verifier = dkim.DKIM(message, logger=log.logger)
    try:
        result, detail = ("pass", "") if verifier.verify(idx=index) else ("fail", log.text())
    except dkim.DnsTimeoutError as error:
        result, detail = "temperror", str(error)
    except dkim.DKIMException as error:
        result, detail = "fail", f"{type(error).__name__}: {error}"
    fields = getattr(verifier, "signature_fields", {})
    return {
        "domain": fields.get(b"d", b"").decode(errors="replace"),
        "selector": fields.get(b"s", b"").decode(errors="replace"),
        "result": result,
        "detail": detail,
    }


class _Log(logging.Handler):
    """Keeps what dkimpy logs as errors: it says there, not in its results, why a signature failed."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.lines = []
        self.logger = logging.Logger("dkimpy", logging.ERROR)
        self.logger.addHandler(self)

    def emit(self, record):
        self.lines.append(record.getMessage())

    def text(self):
        return "; ".join(self.lines)
