"""OpenDKIM's library by way of ctypes: it is given the message's own bytes.

The opendkim programs read lines and put their ends back themselves, tell of one signature alone, and sign in
one form only. Constants and signatures are those of opendkim/dkim.h 2.11.
"""

import ctypes

from lib import judging

OK, TRY_AGAIN, NOT_FOUND = 0, 2, 3
CANONICALIZATIONS = {"simple": 0, "relaxed": 1}
ALGORITHMS = {"rsa-sha1": 0, "rsa-sha256": 1, "ed25519-sha256": 2}
WHOLE_BODY = -1
PASSED = 0x04
BODY_HASH_MATCHES, BODY_HASH_DIFFERS = 0, 1
TEMPORARY = {24}  # DKIM_SIGERROR_KEYFAIL
FAILURES = {0, 28}  # DKIM_SIGERROR_OK with another body hash, DKIM_SIGERROR_BADSIG

_POINTER, _INT, _TEXT, _SIZE = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_size_t
_KEY_LOOKUP = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, ctypes.POINTER(ctypes.c_char), _SIZE)


class Library:
    def __init__(self):
        self._c = judging.library("libopendkim.so.11")
        for name, result, *arguments in (
            ("dkim_init", _POINTER, _POINTER, _POINTER),
            ("dkim_libversion", ctypes.c_uint32),
            ("dkim_set_key_lookup", _INT, _POINTER, _KEY_LOOKUP),
            ("dkim_verify", _POINTER, _POINTER, _TEXT, _POINTER, ctypes.POINTER(_INT)),
            ("dkim_sign", _POINTER, _POINTER, _TEXT, _POINTER, _TEXT, _TEXT, _TEXT, _INT, _INT, _INT,
             ctypes.c_ssize_t, ctypes.POINTER(_INT)),
            ("dkim_chunk", _INT, _POINTER, _TEXT, _SIZE),
            ("dkim_eom", _INT, _POINTER, _POINTER),
            ("dkim_free", _INT, _POINTER),
            ("dkim_getsighdr_d", _INT, _POINTER, _SIZE, ctypes.POINTER(_TEXT), ctypes.POINTER(_SIZE)),
            ("dkim_getsiglist", _INT, _POINTER, ctypes.POINTER(ctypes.POINTER(_POINTER)), ctypes.POINTER(_INT)),
            ("dkim_sig_process", _INT, _POINTER, _POINTER),
            ("dkim_sig_getflags", ctypes.c_uint, _POINTER),
            ("dkim_sig_getbh", _INT, _POINTER),
            ("dkim_sig_geterror", _INT, _POINTER),
            ("dkim_sig_geterrorstr", _TEXT, _INT),
            ("dkim_sig_getdomain", _TEXT, _POINTER),
            ("dkim_sig_getselector", _TEXT, _POINTER),
            ("dkim_getresultstr", _TEXT, _INT),
            ("dkim_geterror", _TEXT, _POINTER),
        ):
            function = getattr(self._c, name)
            function.restype, function.argtypes = result, arguments
        self._handle = self._c.dkim_init(None, None)
        self._lookup = None

    def version(self):
        number = self._c.dkim_libversion()
        return f"{number >> 24}.{number >> 16 & 255}.{number >> 8 & 255}"

    def look_up_keys(self, find):
        """find(name) gives the TXT record as bytes, None when there is none, and raises when DNS fails."""

        def lookup(_, signature, buffer, size):
            selector, domain = self._c.dkim_sig_getselector(signature), self._c.dkim_sig_getdomain(signature)
            try:
                record = find(f"{selector.decode()}._domainkey.{domain.decode()}.")
            except Exception:
                return TRY_AGAIN
            if record is None:
                return NOT_FOUND
            text = record[: size - 1] + b"\0"
            ctypes.memmove(buffer, text, len(text))
            return OK

        self._lookup = _KEY_LOOKUP(lookup)
        self._c.dkim_set_key_lookup(self._handle, self._lookup)

    def verify(self, message):
        """One result a signature, topmost first."""
        status = _INT()
        dkim = self._c.dkim_verify(self._handle, b"judge", None, ctypes.byref(status))
        try:
            self._feed(dkim, message)
            signatures, count = ctypes.POINTER(_POINTER)(), _INT()
            if self._c.dkim_getsiglist(dkim, ctypes.byref(signatures), ctypes.byref(count)) != OK:
                return []
            return [self._result(dkim, signatures[i]) for i in range(count.value)]
        finally:
            self._c.dkim_free(dkim)

    def sign(self, message, key, domain, selector, canonicalization, algorithm):
        """The DKIM-Signature field with its CRLF."""
        header, _, body = canonicalization.partition("/")
        status = _INT()
        dkim = self._c.dkim_sign(
            self._handle, b"signer", None, key, selector, domain,
            CANONICALIZATIONS[header], CANONICALIZATIONS[body], ALGORITHMS[algorithm], WHOLE_BODY,
            ctypes.byref(status))
        if not dkim:
            raise ValueError(self._c.dkim_getresultstr(status.value).decode())
        try:
            if self._feed(dkim, message) != OK:
                raise ValueError(self._c.dkim_geterror(dkim).decode())
            name = b"DKIM-Signature: "
            value, length = _TEXT(), _SIZE()
            self._c.dkim_getsighdr_d(dkim, len(name), ctypes.byref(value), ctypes.byref(length))
            return name + value.value + b"\r\n"
        finally:
            self._c.dkim_free(dkim)

    def _feed(self, dkim, message):
        self._c.dkim_chunk(dkim, message, len(message))
        self._c.dkim_chunk(dkim, None, 0)
        return self._c.dkim_eom(dkim, None)

    def _result(self, dkim, signature):
        self._c.dkim_sig_process(dkim, signature)
        error = self._c.dkim_sig_geterror(signature)
        body_hash = self._c.dkim_sig_getbh(signature)
        detail = self._c.dkim_sig_geterrorstr(error)
        if self._c.dkim_sig_getflags(signature) & PASSED and body_hash == BODY_HASH_MATCHES:
            result, detail = "pass", b""
        elif error in TEMPORARY:
            result = "temperror"
        elif error in FAILURES:
            result = "fail"
        else:
            result = "permerror"
        if body_hash == BODY_HASH_DIFFERS:
            detail = b"body hash mismatch"
        elif not detail and result != "pass":
            # the message itself was refused, not this signature
            detail = self._c.dkim_geterror(dkim)
        return {
            "domain": (self._c.dkim_sig_getdomain(signature) or b"").decode(errors="replace"),
            "selector": (self._c.dkim_sig_getselector(signature) or b"").decode(errors="replace"),
            "result": result,
            "detail": (detail or b"").decode(),
        }


def keys_from(resolver):
    """A find function for look_up_keys that asks a dnspython resolver."""
    import dns.resolver

    def find(name):
        try:
            answer = resolver.resolve(name, "TXT")
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return None
        return b"".join(answer[0].strings)

    return find
