#!/usr/bin/env python3
"""Shares one cache between our downloader and Python's huggingface_hub, in both directions.

    interop.py PROBE

PROBE is the built program `hub-fetch-probe`. Needs huggingface_hub and no network: both talk to
the mock hub beside this script. Ends with a count, and with status 1 if something was wrong.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

MOCK = pathlib.Path(__file__).parent.parent / "Mock" / "hub.py"
REPOSITORY = "openai-community/gpt2"
FILES = ["config.json", "vocab.json", "merges.txt", "model.safetensors"]
FETCH = """
import sys, huggingface_hub
for file in sys.argv[2:]:
    print(huggingface_hub.hf_hub_download(sys.argv[1], file))
"""
SCAN = """
import json, huggingface_hub
found = huggingface_hub.scan_cache_dir()
print(json.dumps({
    "warnings": [str(w) for w in found.warnings],
    "repos": {r.repo_id: [r.nb_files, sorted(r.refs)] for r in found.repos},
}))
"""
ABSENT = """
import sys, huggingface_hub
from huggingface_hub.file_download import _CACHED_NO_EXIST
print(huggingface_hub.try_to_load_from_cache(sys.argv[1], sys.argv[2]) is _CACHED_NO_EXIST)
"""


class Hub:
    """The mock with a fresh cache, and the two programs that use them."""

    def __init__(self, probe, **settings):
        self.probe, self.scratch = probe, tempfile.TemporaryDirectory(prefix="actadd-interop-")
        self.log = pathlib.Path(self.scratch.name) / "requests"
        self.log.touch()
        self.server = subprocess.Popen(
            [sys.executable, MOCK, json.dumps(settings), self.log],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.ready = json.loads(self.server.stdout.readline())
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": self.scratch.name,
            "HF_HOME": f"{self.scratch.name}/home",
            "HF_ENDPOINT": f"http://127.0.0.1:{self.ready['hub']}",
            "HF_HUB_DISABLE_PROGRESS_BARS": "1", "HF_HUB_DISABLE_XET": "1",
        }

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.server.stdin.close()
        self.server.wait()
        self.server.stdout.close()
        self.scratch.cleanup()

    def start(self, command, **extra):
        return subprocess.Popen(
            command, env=self.environment | extra, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)

    def python(self, code, *arguments, **extra):
        return self.start([sys.executable, "-c", code, *arguments], **extra)

    def ours(self, name="gpt2-small", **extra):
        return self.start([self.probe, name], **extra)

    def downloads(self):
        """The requests for bytes; Python also asks the hub about itself now and then."""
        lines = [json.loads(line) for line in self.log.read_text().splitlines()]
        return [
            line for line in lines if line["method"] == "GET"
            and (line["role"] == "content" or "/resolve/" in line["path"])]

    def content(self):
        return [line for line in self.downloads() if line["role"] == "content"]

    def snapshot(self, folder="models--openai-community--gpt2"):
        return f"{self.scratch.name}/home/hub/{folder}/snapshots/{self.ready['commit']}"


def done(process):
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0, output
    return output.strip()


def python_reads_ours(probe):
    with Hub(probe) as hub:
        done(hub.ours())
        paths = done(hub.python(FETCH, REPOSITORY, *FILES, HF_HUB_OFFLINE="1")).splitlines()
        assert paths == [f"{hub.snapshot()}/{file}" for file in FILES], paths
        found = json.loads(done(hub.python(SCAN)))
        assert found == {"warnings": [], "repos": {REPOSITORY: [4, ["main"]]}}, found


def python_downloads_nothing_again(probe):
    with Hub(probe) as hub:
        done(hub.ours())
        before = len(hub.downloads())
        done(hub.python(FETCH, REPOSITORY, *FILES))
        assert len(hub.downloads()) == before, hub.downloads()[before:]


def python_knows_what_we_found_absent(probe):
    with Hub(probe, parts=2) as hub:
        done(hub.ours())
        assert done(hub.python(ABSENT, REPOSITORY, "model.safetensors")) == "True"
        assert json.loads(done(hub.python(SCAN)))["warnings"] == []


def python_is_not_disturbed_by_a_part(probe):
    with Hub(probe, throttle=0.05) as hub:
        process = hub.ours()
        while not hub.content():
            time.sleep(0.05)
        time.sleep(0.3)
        process.kill()
        process.communicate()
        assert json.loads(done(hub.python(SCAN)))["warnings"] == []
        done(hub.python(FETCH, REPOSITORY, *FILES))
        assert done(hub.ours()) == f"fetched: {hub.snapshot()}"


def we_read_what_python_fetched(probe):
    with Hub(probe) as hub:
        done(hub.python(FETCH, REPOSITORY, *FILES))
        before = len(hub.downloads())
        for extra in [{}, {"HF_HUB_OFFLINE": "1"}]:
            assert done(hub.ours(**extra)) == f"fetched: {hub.snapshot()}"
        assert len(hub.downloads()) == before, hub.downloads()[before:]
        output = done(hub.ours(HF_ENDPOINT="http://127.0.0.1:9"))
        assert output.endswith(f"Using the copy in the cache.\nfetched: {hub.snapshot()}"), output


def we_read_what_python_fetched_by_the_old_id(probe):
    with Hub(probe) as hub:
        done(hub.python(FETCH, "gpt2", *FILES))
        output = done(hub.ours(HF_HUB_OFFLINE="1"))
        assert output == f"fetched: {hub.snapshot('models--gpt2')}", output


def we_wait_for_python(probe):
    with Hub(probe, throttle=0.05) as hub:
        first = hub.python(FETCH, REPOSITORY, *FILES)
        while not hub.content():
            time.sleep(0.05)
        second = hub.ours()
        done(first)
        assert "Waiting for another program" in done(second)
        assert len(hub.content()) == 1, hub.content()


def python_waits_for_us(probe):
    with Hub(probe, throttle=0.05) as hub:
        first = hub.ours()
        while not hub.content():
            time.sleep(0.05)
        second = hub.python(FETCH, REPOSITORY, *FILES)
        done(first)
        done(second)
        assert len(hub.content()) == 3, hub.content()  # one for each window of a megabyte


CHECKS = [
    python_reads_ours,
    python_downloads_nothing_again,
    python_knows_what_we_found_absent,
    python_is_not_disturbed_by_a_part,
    we_read_what_python_fetched,
    we_read_what_python_fetched_by_the_old_id,
    we_wait_for_python,
    python_waits_for_us,
]


def main():
    import huggingface_hub

    print(f"huggingface_hub {huggingface_hub.__version__}")
    failed = 0
    for check in CHECKS:
        try:
            check(sys.argv[1])
            print(f"passed: {check.__name__}")
        except AssertionError as error:
            failed += 1
            print(f"failed: {check.__name__}: {error}")
    print(f"{len(CHECKS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
