"""OpenDMARC's library by way of ctypes. Constants and structures are those of opendmarc/dmarc.h 1.4.2."""

import ctypes
import socket
import subprocess

from lib import judging

MOZILLA_LIST = 1
PUBLIC_SUFFIXES = b"/usr/share/publicsuffix/public_suffix_list.dat"
IPV4 = 4
MAIL_FROM = 1
OUTCOMES = {"none": 0, "pass": 1, "temperror": 3}
OTHER_OUTCOME = 2  # fail
ABSENT, PASS, REJECT, QUARANTINE, MONITOR = range(14, 19)
# DMARC_PARSE_OKAY, DMARC_DNS_ERROR_NO_RECORD, DMARC_DNS_ERROR_NXDOMAIN
FOUND, NO_RECORD, NO_DOMAIN = 0, 9, 10
TEMPORARY = 11  # DMARC_DNS_ERROR_TMPERR


class _NameServer(ctypes.Structure):
    _fields_ = [
        ("family", ctypes.c_ushort),
        ("port", ctypes.c_ushort),
        ("address", ctypes.c_ubyte * 4),
        ("padding", ctypes.c_ubyte * 8),
    ]


class _Settings(ctypes.Structure):
    _fields_ = [
        ("suffix_list_kind", ctypes.c_int),
        ("suffix_list", ctypes.c_char * 4096),
        ("name_server_count", ctypes.c_int),
        ("name_servers", _NameServer * 3),
    ]


class Library:
    def __init__(self, dns_server):
        self._c = _load()
        host, port = dns_server
        address = (ctypes.c_ubyte * 4)(*socket.inet_aton(host))
        self._settings = _Settings(MOZILLA_LIST, PUBLIC_SUFFIXES, 1)
        self._settings.name_servers[0] = _NameServer(socket.AF_INET, socket.htons(port), address)
        self._c.opendmarc_policy_library_init(ctypes.byref(self._settings))

    def judge(self, author_domain, spf, spf_domain, signatures):
        if not author_domain:
            return {"dmarc": "permerror", "disposition": "none", "detail": "no From field with one domain"}
        context = self._c.opendmarc_policy_connect_init(b"192.0.2.1", IPV4)
        try:
            self._c.opendmarc_policy_store_from_domain(context, author_domain)
            if spf:
                self._c.opendmarc_policy_store_spf(
                    context, spf_domain.encode(), OUTCOMES.get(spf, OTHER_OUTCOME), MAIL_FROM, None)
            for signature in signatures:
                self._c.opendmarc_policy_store_dkim(
                    context, signature["domain"].encode(), signature["selector"].encode(),
                    OUTCOMES.get(signature["result"], OTHER_OUTCOME), None)
            found = self._c.opendmarc_policy_query_dmarc(context, author_domain)
            return self._verdict(context, found)
        finally:
            self._c.opendmarc_policy_connect_shutdown(context)

    def _verdict(self, context, found):
        detail = self._words(found)
        output = f"query_dmarc: {found}, {detail}"
        if found in (NO_RECORD, NO_DOMAIN):
            return {"dmarc": "none", "disposition": "none", "detail": detail, "output": output}
        if found != FOUND:
            result = "temperror" if found == TEMPORARY else "permerror"
            return {"dmarc": result, "disposition": "none", "detail": detail, "output": output}
        policy = self._c.opendmarc_get_policy_to_enforce(context)
        result, disposition = {
            ABSENT: ("none", "none"),
            PASS: ("pass", "none"),
            REJECT: ("fail", "reject"),
            QUARANTINE: ("fail", "quarantine"),
            MONITOR: ("fail", "none"),
        }[policy]
        detail = self._words(policy)
        output += f"\nget_policy_to_enforce: {policy}, {detail}"
        return {"dmarc": result, "disposition": disposition, "detail": detail, "output": output}

    def _words(self, status):
        return self._c.opendmarc_policy_status_to_str(status).decode()


def version():
    """The library does not tell its version; the package does."""
    package = subprocess.run(
        ["dpkg-query", "-W", "-f", "${source:Upstream-Version}", "libopendmarc2"],
        check=True, capture_output=True, text=True)
    return package.stdout


def _load():
    library = judging.library("libopendmarc.so.2")
    library.opendmarc_policy_connect_init.restype = ctypes.c_void_p
    library.opendmarc_policy_status_to_str.restype = ctypes.c_char_p
    for name, *arguments in (
        ("store_from_domain", ctypes.c_char_p),
        ("store_spf", ctypes.c_char_p, ctypes.c_int, ctypes.c_int, ctypes.c_char_p),
        ("store_dkim", ctypes.c_char_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p),
        ("query_dmarc", ctypes.c_char_p),
        ("connect_shutdown",),
    ):
        getattr(library, f"opendmarc_policy_{name}").argtypes = [ctypes.c_void_p, *arguments]
    library.opendmarc_get_policy_to_enforce.argtypes = [ctypes.c_void_p]
    return library
