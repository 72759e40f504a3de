#!/usr/bin/env python3
"""A model hub and its content host on two loopback ports, with the faults a test asks for.

    hub.py SETTINGS LOG

SETTINGS is a JSON object (see `Settings`); every request becomes one JSON line in the file LOG.
The first line of output tells the two ports, the commit and each file's etag; the end of standard input ends it.
"""
import dataclasses
import hashlib
import json
import math
import pathlib
import re
import struct
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "607a30d783dfa663caf39e06633721c8d4cfcd7e"
OLD_ID = "gpt2"  # redirected to the repository, as the real hub does with ids without an owner
PAGE = b"<!DOCTYPE html><html><body>Please log in to the network.</body></html>"
CHUNK = 1 << 16


@dataclasses.dataclass
class Settings:
    repository: str = "openai-community/gpt2"
    commit: str = COMMIT
    size: int = 3_000_000  # bytes of weights, spread over the parts
    folder: str = ""  # serve the model in this folder instead of one that cannot be loaded
    blocks: int = 0  # with folder: so many blocks of width 768 and zeros for all its weights
    configuration: dict = dataclasses.field(default_factory=dict)  # changes to config.json
    parts: int = 0  # 0: one file; otherwise that many and an index
    pickled: bool = False  # weights only in pytorch_model.bin
    without: list = dataclasses.field(default_factory=list)  # files that are not there
    token: str = ""  # without it: as if there were no such repository
    gated: bool = False
    hub_status: int = 0  # the hub answers so, `hub_failures` times
    hub_failures: int = 1 << 30
    hub_stalls: int = 0  # so many requests the hub does not answer for a long time
    hub_page: bool = False  # the hub answers with a web page
    claimed_size: int = 0  # what the hub says of the weights' length
    content_host: str = ""  # the content host's name, when it is reached by a proxy
    page: bool = False  # the content host answers with a web page
    ignore_range: bool = False
    link_uses: int = 0  # so often a signed link works, then it has expired
    redirect: bool = False  # the content host sends on to another path
    short: bool = False  # the content host has only the first half
    throttle: float = 0  # seconds per 64 KiB
    drop_after: int = 0  # bytes after which a connection breaks, `drops` times
    drops: int = 1
    stall_after: int = 0  # bytes after which a connection falls silent, `stalls` times
    stalls: int = 1
    corrupt: int = 0  # so many times a wrong byte is sent
    content_status: int = 0  # the content host answers so, `content_failures` times
    content_failures: int = 1


def safetensors(size, name):
    """A valid file of `size` bytes with one tensor in it."""
    count = size
    for _ in range(3):  # the header's length depends on the number in it
        header = json.dumps(
            {name: {"dtype": "U8", "shape": [count], "data_offsets": [0, count]}}
        ).encode()
        count = size - 8 - len(header)
    block = b"".join(hashlib.sha256(f"{name}{i}".encode()).digest() for i in range(4096))
    body = (block * (count // len(block) + 1))[:count]
    return struct.pack("<Q", len(header)) + header + body


def tensors(content):
    """The tensors of a safetensors file: name, type, shape and bytes."""
    (length,) = struct.unpack("<Q", content[:8])
    body = content[8 + length :]
    for name, entry in json.loads(content[8 : 8 + length]).items():
        if name != "__metadata__":
            start, end = entry["data_offsets"]
            yield name, entry["dtype"], entry["shape"], body[start:end]


def zeros(blocks, width, context, vocabulary):
    """A GPT-2 of the given sizes in which every weight is zero."""
    shapes = {"wte.weight": [vocabulary, width], "wpe.weight": [context, width]}
    for block in range(blocks):
        maps = {"attn.c_attn": 3, "attn.c_proj": 1, "mlp.c_fc": 4}
        for name, factor in maps.items():
            shapes[f"h.{block}.{name}.weight"] = [width, factor * width]
            shapes[f"h.{block}.{name}.bias"] = [factor * width]
        shapes[f"h.{block}.mlp.c_proj.weight"] = [4 * width, width]
        shapes[f"h.{block}.mlp.c_proj.bias"] = [width]
        for norm in ("ln_1", "ln_2"):
            shapes[f"h.{block}.{norm}.weight"] = shapes[f"h.{block}.{norm}.bias"] = [width]
    shapes["ln_f.weight"] = shapes["ln_f.bias"] = [width]
    for name, shape in shapes.items():
        yield name, "F32", shape, bytes(4 * math.prod(shape))


def packed(entries):
    """A safetensors file of these tensors."""
    header, bodies, end = {}, [], 0
    for name, dtype, shape, body in entries:
        offsets, end = [end, end + len(body)], end + len(body)
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": offsets}
        bodies.append(body)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + b"".join(bodies)


class Repository:
    def __init__(self, settings):
        small = {
            "config.json": b'{"model_type": "gpt2", "n_layer": 1}\n',
            "vocab.json": b'{"a": 0, "b": 1}\n',
            "merges.txt": b"#version: 0.2\na b\n",
        }
        large, real = {}, []
        if settings.folder:
            folder = pathlib.Path(settings.folder)
            small = {name: (folder / name).read_bytes() for name in small}
            real = list(tensors((folder / "model.safetensors").read_bytes()))
        if settings.blocks:
            sizes = {"n_layer": settings.blocks, "n_embd": 768, "n_head": 12, "n_positions": 64}
            settings.configuration |= sizes
            vocabulary = json.loads(small["config.json"])["vocab_size"]
            real = zeros(settings.blocks, 768, 64, vocabulary)
        if settings.configuration:
            changed = json.loads(small["config.json"]) | settings.configuration
            small["config.json"] = json.dumps(changed).encode()
        if settings.pickled:
            large["pytorch_model.bin"] = b"\x80\x02}q\x00."
        elif settings.parts:
            names = [
                f"model-{i + 1:05}-of-{settings.parts:05}.safetensors"
                for i in range(settings.parts)
            ]
            places = {name: name for name in names}
            for number, name in enumerate(names):
                share = real[number :: settings.parts]
                large[name] = (
                    packed(share) if real else safetensors(settings.size // settings.parts, name))
                if real:
                    places |= {entry[0]: name for entry in share}
            if real:
                places = {tensor: name for tensor, name in places.items() if tensor != name}
            index = {"metadata": {}, "weight_map": places}
            small["model.safetensors.index.json"] = json.dumps(index).encode()
        else:
            large["model.safetensors"] = (
                packed(real) if real else safetensors(settings.size, "weight"))
        self.small = {k: v for k, v in small.items() if k not in settings.without}
        self.large = {k: v for k, v in large.items() if k not in settings.without}
        self.by_digest = {hashlib.sha256(v).hexdigest(): v for v in self.large.values()}

    @staticmethod
    def git_name(content):
        return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_HEAD(self):
        self.answer_request()

    def do_GET(self):
        self.answer_request()

    def answer_request(self):
        mock, role, path = self.server.mock, self.server.role, self.path
        if path.startswith("http://"):  # we are somebody's proxy
            host, path = re.fullmatch(r"http://([^/]+)(/.*)", path).groups()
            role = "content" if host.startswith(mock.settings.content_host) else "hub"
            mock.log(self, 0, "proxy")
        (self.content if role == "content" else self.hub)(mock, path)

    def reply(self, role, status, headers, body=b"", length=None):
        self.server.mock.log(self, status, role)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        if body and self.command != "HEAD":
            self.wfile.write(body)

    def refuse(self, status, code, message, headers={}):
        self.reply(
            "hub", status, {"X-Error-Code": code, "X-Error-Message": message} | headers)

    def hub(self, mock, path):
        settings = mock.settings
        if settings.hub_page:
            return self.reply("hub", 200, {"Content-Type": "text/html"}, PAGE)
        if settings.hub_stalls and mock.spend("hub_stalls"):
            time.sleep(20)
        if settings.hub_status and mock.spend("hub_failures"):
            return self.reply("hub", settings.hub_status, {"Retry-After": "0"})
        match = re.fullmatch(r"/(.+)/resolve/([^/]+)/(.+)", path)
        repository, revision, file = match.groups() if match else ("", "", "")
        if repository == OLD_ID:
            target = f"/{settings.repository}/resolve/{revision}/{file}"
            return self.reply("hub", 307, {"Location": target})
        known = self.headers.get("Authorization") == f"Bearer {settings.token}"
        if settings.token and not known:
            return self.refuse(401, "RepoNotFound", "Repository not found")
        if repository != settings.repository:
            return self.refuse(404, "RepoNotFound", "Repository not found")
        if settings.gated:
            return self.refuse(403, "GatedRepo", "Access to this model is restricted.")
        if revision not in ("main", "v1", settings.commit):
            return self.refuse(404, "RevisionNotFound", "Invalid rev id: " + revision)
        headers = {"X-Repo-Commit": settings.commit, "Accept-Ranges": "bytes"}
        if file in mock.repository.small:
            body = mock.repository.small[file]
            headers["ETag"] = f'"{mock.repository.git_name(body)}"'
            return self.reply("hub", 200, headers, body)
        if file in mock.repository.large:
            body = mock.repository.large[file]
            digest = hashlib.sha256(body).hexdigest()
            headers["X-Linked-Etag"] = f'"{digest}"'
            headers["X-Linked-Size"] = str(settings.claimed_size or len(body))
            headers["ETag"] = '"of the redirect"'
            headers["Location"] = mock.sign(digest)
            return self.reply("hub", 302, headers, b"Found. Redirecting")
        self.refuse(404, "EntryNotFound", "Entry not found", headers)

    def content(self, mock, path):
        settings = mock.settings
        if settings.content_status and mock.spend("content_failures"):
            return self.reply("content", settings.content_status, {})
        if settings.page:
            return self.reply("content", 200, {"Content-Type": "text/html"}, PAGE)
        path, _, signature = path.partition("?sig=")
        if settings.redirect and not path.startswith("/moved"):
            return self.reply("content", 302, {"Location": f"/moved{path}?sig={signature}"})
        if not mock.use(signature):
            return self.reply("content", 403, {"Content-Type": "application/xml"})
        body = mock.repository.by_digest[path.rpartition("/")[2]]
        if settings.short:
            body = body[: len(body) // 2]
        start, end, status = 0, len(body), 200
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range") or "")
        if asked and not settings.ignore_range:
            start, status = int(asked[1]), 206
            end = min(end, int(asked[2]) + 1 if asked[2] else end)
            if start >= len(body):
                return self.reply("content", 416, {"Content-Range": f"bytes */{len(body)}"})
        headers = {"Content-Range": f"bytes {start}-{end - 1}/{len(body)}"} if asked else {}
        self.reply("content", status, headers, length=end - start)
        if self.command != "HEAD":
            self.send_body(mock, bytearray(body[start:end]))

    def send_body(self, mock, body):
        settings, sent = mock.settings, 0
        if settings.corrupt and mock.spend("corrupt"):
            body[len(body) // 2] ^= 0xFF
        try:
            while sent < len(body):
                self.wfile.write(body[sent : sent + CHUNK])
                sent += CHUNK
                time.sleep(settings.throttle)
                if settings.drop_after and sent >= settings.drop_after and mock.spend("drops"):
                    self.wfile.flush()
                    self.close_connection = True
                    return self.connection.shutdown(2)
                if settings.stall_after and sent >= settings.stall_after and mock.spend("stalls"):
                    time.sleep(20)
        except OSError:
            self.close_connection = True


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that was killed, or lost patience, is what the tests are about."""


class Mock:
    def __init__(self, settings, log):
        self.settings, self.repository = settings, Repository(settings)
        self.file, self.guard, self.uses = open(log, "a", buffering=1), threading.Lock(), {}
        self.hub, self.host = self.serve("hub"), self.serve("content")

    def serve(self, role):
        server = Server(("127.0.0.1", 0), Handler)
        server.mock, server.role = self, role
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server.server_address[1]

    def log(self, request, status, role):
        entry = {"role": role, "method": request.command, "path": request.path, "status": status}
        for name in ("Range", "Authorization", "Accept-Encoding"):
            entry[name] = request.headers.get(name) or ""
        with self.guard:
            self.file.write(json.dumps(entry) + "\n")

    def spend(self, counter):
        """Whether a fault that happens a number of times happens once more."""
        with self.guard:
            left = getattr(self.settings, counter)
            setattr(self.settings, counter, left - 1)
            return left > 0

    def sign(self, digest):
        with self.guard:
            signature = f"a%2Fb{len(self.uses)}"
            self.uses[signature] = 0
        host = self.settings.content_host or f"127.0.0.1:{self.host}"
        return f"http://{host}/repos/aa/{digest}?sig={signature}"

    def use(self, signature):
        with self.guard:
            self.uses[signature] += 1
            return not self.settings.link_uses or self.uses[signature] <= self.settings.link_uses


if __name__ == "__main__":
    mock = Mock(Settings(**json.loads(sys.argv[1])), sys.argv[2])
    digests = {k: hashlib.sha256(v).hexdigest() for k, v in mock.repository.large.items()}
    digests |= {k: Repository.git_name(v) for k, v in mock.repository.small.items()}
    ready = {"hub": mock.hub, "content": mock.host, "commit": mock.settings.commit, "etags": digests}
    print(json.dumps(ready), flush=True)
    sys.stdin.read()
