"""What the judges and signers written in Python share: command line, DNS server, form of the answer.

README.md beside this folder describes both.
"""

import argparse
import ctypes
import json
import sys

CANNOT_RUN = 3


def judge(version, prepare):
    """Prints one verdict a message, a line each: prepare(options) gives the function from message to verdict."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--dns", required=True, type=_address, metavar="HOST:PORT")
    parser.add_argument("--ip", help="who connected; without it SPF is not judged")
    parser.add_argument("--helo", default="")
    parser.add_argument("--mail-from", default="")
    parser.add_argument("messages", nargs="+", metavar="MESSAGE_FILE")
    options = parser.parse_args()
    with _Reasons():
        hear = prepare(options)
        judge_version = version()
        for path in options.messages:
            verdict = {"judge": parser.prog, "version": judge_version}
            verdict.update(hear(_read(path)))
            print(json.dumps({key: value for key, value in verdict.items() if value is not None}), flush=True)


def signer(sign, seals=False):
    """Prints each message with the fields that sign(options, key, message) made on top of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--key", required=True, metavar="PEM")
    parser.add_argument("--domain", required=True)
    parser.add_argument("--selector", required=True)
    if seals:
        parser.add_argument("--authserv-id", required=True, metavar="ID")
        parser.add_argument("--dns", required=True, type=_address, metavar="HOST:PORT")
    else:
        parser.add_argument("--canonicalization", default="relaxed/relaxed", metavar="HEADER/BODY")
        parser.add_argument("--algorithm", default="rsa-sha256")
    parser.add_argument("messages", nargs="+", metavar="MESSAGE_FILE")
    options = parser.parse_args()
    with _Reasons():
        key = _read(options.key)
        for path in options.messages:
            message = _read(path)
            sys.stdout.buffer.write(sign(options, key, message) + message)


def ask(dns_server):
    """Makes the whole of dnspython, and so every library that uses it, ask this server alone."""
    import dns.resolver

    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = [dns_server[0]]
    resolver.port = dns_server[1]
    resolver.lifetime = 5
    dns.resolver.default_resolver = resolver
    return resolver


def library(name):
    """A C library, by the name of its file."""
    try:
        return ctypes.CDLL(name)
    except OSError as error:
        return cannot(str(error))


def cannot(reason):
    print(reason, file=sys.stderr)
    sys.exit(CANNOT_RUN)


class _Reasons:
    """Ends with "could not run" and a plain reason when a module or a program is not installed."""

    def __enter__(self):
        return self

    def __exit__(self, kind, trouble, trace):
        if isinstance(trouble, (ImportError, FileNotFoundError)):
            cannot(f"{kind.__name__}: {trouble}")


def _address(text):
    host, _, port = text.rpartition(":")
    return host, int(port)


def _read(path):
    with open(path, "rb") as file:
        return file.read()
