"""A rspamd of its own, on a socket in a folder that is removed afterwards.

It starts in half a second because it compiles a short list of public suffixes (those of the names in use here) and no
languages.
"""

import atexit
import contextlib
import http.client
import json
import signal
import socket
import subprocess
import sys
import tempfile
import time

from lib import judging

START_SECONDS = 30
STOP_SECONDS = 5
SUFFIXES = "jp ac.jp ad.jp co.jp go.jp ne.jp or.jp org com net"
CONFIGURATION = """
options {{
  filters = "dkim";
  url_tld = "{folder}/suffixes";
  tempdir = "{folder}";
  cache_file = "{folder}/symbols.cache";
  hs_cache_dir = "{folder}/";
  control_socket = "{folder}/control mode=0600";
  local_addrs = [];
  dns {{ nameserver = ["{host}:{port}"]; timeout = 2s; retransmits = 2; }}
}}
logging {{ type = "console"; level = "error"; }}
lang_detection {{ languages = "{folder}/none"; }}
worker "normal" {{ bind_socket = "{folder}/scan mode=0600"; count = 1; }}
modules {{
  path = "/usr/share/rspamd/plugins/spf.lua";
  path = "/usr/share/rspamd/plugins/arc.lua";
  path = "/usr/share/rspamd/plugins/dmarc.lua";
}}
spf {{ }}
arc {{ }}
dmarc {{ actions {{ reject = "reject"; quarantine = "add_header"; }} }}
"""


class Server:
    def __init__(self, dns_server):
        self._folder = tempfile.TemporaryDirectory()
        path = self._folder.name
        host, port = dns_server
        with open(f"{path}/suffixes", "w", encoding="ascii") as file:
            file.write("\n".join(SUFFIXES.split()) + "\n")
        with open(f"{path}/rspamd.conf", "w", encoding="ascii") as file:
            file.write(CONFIGURATION.format(folder=path, host=host, port=port))
        self._socket = f"{path}/scan"
        self._log = open(f"{path}/log", "w+b")
        self._process = subprocess.Popen(
            ["rspamd", "--no-fork", "--insecure", "--config", f"{path}/rspamd.conf"],
            stdout=self._log, stderr=self._log)
        atexit.register(self._stop)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        self._await()

    def scan(self, message, envelope):
        return json.loads(self._ask("POST", "/checkv2", message, envelope))

    def _await(self):
        end = time.monotonic() + START_SECONDS
        while self._process.poll() is None and time.monotonic() < end:
            try:
                self._ask("GET", "/ping")
                return
            except (FileNotFoundError, ConnectionError):
                time.sleep(0.02)
        self._log.seek(0)
        judging.cannot("rspamd does not start: " + self._log.read().decode(errors="replace"))

    def _ask(self, method, path, body=None, headers=()):
        connection = http.client.HTTPConnection("localhost", timeout=START_SECONDS)
        connection.sock = socket.socket(socket.AF_UNIX)
        with contextlib.closing(connection):
            connection.sock.settimeout(START_SECONDS)
            connection.sock.connect(self._socket)
            connection.request(method, path, body, dict(headers))
            return connection.getresponse().read()

    def _stop(self):
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
        self._folder.cleanup()
