"""Files: outputs that are whole or absent, odd places and names, what leads out of a folder, and no network."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookpages import ROOT, run_code
from kaoju.book import build
from kaoju.errors import KaojuError, RegisterError
from kaoju.files import whole_file, write_folder, write_whole
from kaoju.ledger import read_rows
from kaoju.text.load import load_documents
from test_cli import kaoju, records

TEXT = "2025年9月，比亚迪销量达39.6万辆，同比下降5.5%，是全国第一。其中，海外销量7.1万辆，占比17.9%。\n"
FIRST = f"b-{TEXT.index('39.6')}"
COMMANDS = ("extract", "firsts", "compare", "audit", "sources", "reviews", "check")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "新 闻 稿"
    made.mkdir()
    (made / "九月 销量.txt").write_text(TEXT, encoding="utf-8")
    (made / "b.md").write_text(TEXT.replace("39.6", "38.6"), encoding="utf-8")
    return made


def hidden(folder: Path) -> list[str]:
    return [p.name for p in folder.iterdir() if p.name.startswith(".")]


class TestWholeOrAbsent:
    """What stood there before is there still when writing fails, and nothing else is."""

    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
    def test_a_disk_that_is_full(self, tmp_path: Path, number: int) -> None:
        place = tmp_path / "a.csv"
        place.write_bytes(b"old")
        with (
            pytest.raises(KaojuError, match="cannot be written"),
            whole_file(place) as f,
        ):
            f.write(b"new")
            raise OSError(number, os.strerror(number))
        assert place.read_bytes() == b"old" and hidden(tmp_path) == []

    @pytest.mark.parametrize("command", COMMANDS)
    def test_a_limit_on_the_size_of_files(self, folder: Path, tmp_path: Path, command: str) -> None:
        out = tmp_path / "out.jsonl"
        out.write_bytes(b"old")
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20, hard))
        try:
            done = kaoju(command, folder, "--format", "jsonl", "-o", out)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        if out.read_bytes() != b"old":  # a command that has nothing to say wrote nothing
            assert out.read_bytes() == b""
        else:
            assert done.returncode == 2 and "cannot be written" in done.stderr.decode()
        assert hidden(tmp_path) == []

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
    @pytest.mark.parametrize("kind", ["jsonl", "parquet", None])
    @pytest.mark.parametrize("command", ["extract", "check"])
    def test_standard_output_on_a_full_disk(self, folder: Path, command: str, kind: str | None) -> None:
        if (command, kind) == ("check", "parquet"):
            kind = "sarif"
        line = [sys.executable, "-m", "kaoju", command, str(folder), *(["--format", kind] if kind else [])]
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode == 2, done.stderr
        assert done.stderr.count("cannot be written (No space left on device)") == 1
        assert "Traceback" not in done.stderr and "Exception" not in done.stderr

    def test_standard_output_that_is_closed(self, folder: Path) -> None:
        line = ["sh", "-c", '"$0" -m kaoju extract "$1" >&-', sys.executable, str(folder)]
        done = subprocess.run(line, capture_output=True, text=True, check=False)
        assert done.returncode == 0 and "Traceback" not in done.stderr

    def test_killed_in_the_middle(self, tmp_path: Path) -> None:
        place = tmp_path / "a.jsonl"
        place.write_bytes(b"old")
        code = (
            "import sys, time; from pathlib import Path; from kaoju.files import whole_file\n"
            "with whole_file(Path(sys.argv[1])) as f:\n"
            "    f.write(b'half' * 100000); f.flush(); print('now', flush=True); time.sleep(60)"
        )
        process = subprocess.Popen([sys.executable, "-c", code, str(place)], stdout=subprocess.PIPE)
        assert process.stdout and process.stdout.readline() == b"now\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert place.read_bytes() == b"old"
        write_whole(place, b"new")  # what the killed run left behind is in nobody's way
        assert place.read_bytes() == b"new"

    @pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit, MemoryError])
    def test_interrupted(self, tmp_path: Path, interruption: type[BaseException]) -> None:
        with pytest.raises(interruption), whole_file(tmp_path / "a") as f:
            f.write(b"half")
            raise interruption
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_keeps_what_it_held(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        place = tmp_path / "data"
        write_folder(place, {"a": b"old"})
        monkeypatch.setattr(
            Path, "write_bytes", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left"))
        )
        with pytest.raises(KaojuError, match="No space left"):
            write_folder(place, {"a": b"new", "b": b"new"})
        assert [(p.name, p.read_bytes()) for p in place.iterdir()] == [("a", b"old")]
        assert hidden(tmp_path) == []

    def test_two_runs_into_one_place(self, folder: Path, tmp_path: Path) -> None:
        """Each of them is whole, and the last one stays."""
        out = tmp_path / "out.jsonl"
        command = [sys.executable, "-m", "kaoju", "extract", str(folder), "-o", str(out)]
        for process in [subprocess.Popen(command) for _ in range(2)]:
            assert process.wait() == 0
        assert (
            out.read_bytes() == kaoju("extract", folder, "--format", "jsonl").stdout
            and hidden(tmp_path) == []
        )

    def test_two_folders_into_one_place(self, tmp_path: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from kaoju.files import write_folder\n"
            "for _ in range(200): write_folder(Path(sys.argv[1]), {n: sys.argv[2].encode() for n in 'abc'})"
        )
        place = tmp_path / "data"
        both = [subprocess.Popen([sys.executable, "-c", code, str(place), str(n)]) for n in range(2)]
        assert [process.wait() for process in both] == [0, 0]
        assert sorted(p.name for p in place.iterdir()) == ["a", "b", "c"]
        assert len({p.read_bytes() for p in place.iterdir()}) == 1 and hidden(tmp_path) == []

    def test_permissions_and_links_stay(self, tmp_path: Path) -> None:
        place, link = tmp_path / "a", tmp_path / "link"
        place.write_bytes(b"old")
        place.chmod(0o640)
        link.symlink_to(place)
        write_whole(link, b"new")
        assert link.is_symlink() and place.read_bytes() == b"new" and place.stat().st_mode & 0o777 == 0o640


class TestPlaces:
    @pytest.mark.parametrize("command", COMMANDS)
    def test_blanks_and_chinese_in_names(self, folder: Path, tmp_path: Path, command: str) -> None:
        out = tmp_path / "结 果" / f"{'很长的名字' * 16}.jsonl"
        out.parent.mkdir()
        done = kaoju(command, folder / "九月 销量.txt", "--format", "jsonl", "-o", out)
        assert done.returncode in (0, 1) and out.exists()
        assert all(json.loads(line) for line in out.read_text("utf-8").splitlines())
        if command == "extract":
            assert {json.loads(line)["source"] for line in out.read_text("utf-8").splitlines()} == {
                "九月 销量"
            }

    @pytest.mark.parametrize("place", ["gone/out.jsonl", "b.md/out.jsonl", "x" * 300])
    @pytest.mark.parametrize("command", ["extract", "compare", "check"])
    def test_a_place_that_cannot_be_written(self, folder: Path, command: str, place: str) -> None:
        done = kaoju(command, folder, "--format", "jsonl", "-o", folder / place)
        assert done.returncode == 2
        assert "cannot be written" in done.stderr.decode() and "Traceback" not in done.stderr.decode()
        assert sorted(p.name for p in folder.iterdir()) == ["b.md", "九月 销量.txt"]

    @pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")
    def test_a_folder_without_permission(self, folder: Path) -> None:
        folder.chmod(0o500)
        try:
            assert kaoju("extract", folder, "-o", folder / "out.jsonl").returncode == 2
            assert kaoju("extract", folder).returncode == 0
        finally:
            folder.chmod(0o700)

    def test_a_file_without_permission_is_named(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        read = Path.read_bytes

        def refuse(path: Path) -> bytes:
            if path.name == "b.md":
                raise PermissionError(errno.EACCES, "Permission denied")
            return read(path)

        monkeypatch.setattr(Path, "read_bytes", refuse)
        done = kaoju("extract", folder, "--format", "jsonl", "--jobs", "1")
        assert done.returncode == 2 and "b.md: Permission denied" in done.stderr.decode()
        assert {r["source"] for r in records(done)} == {"九月 销量"}

    def test_a_folder_in_the_folder_that_must_not_be_opened_is_named(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (folder / "secret").mkdir()
        scan = os.scandir

        def refuse(path: str) -> object:
            if Path(path).name == "secret":
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return scan(path)

        monkeypatch.setattr(os, "scandir", refuse)
        documents, errors = load_documents([folder])
        assert len(documents) == 2 and [str(e) for e in errors] == [f"{folder / 'secret'}: Permission denied"]

    @pytest.mark.parametrize("command", [*COMMANDS, "package"])
    def test_a_name_that_is_no_text_costs_its_document_only(
        self, folder: Path, tmp_path: Path, command: str
    ) -> None:
        """Names are bytes on many a disk: of another encoding, or with a line break that would forge a line."""
        try:
            (folder / os.fsdecode(b"\xcf\xfa\xc1\xbf.txt")).write_text(TEXT, "utf-8")
        except (OSError, UnicodeError):
            pytest.skip("this disk takes UTF-8 alone")
        (folder / "a\nforged.txt:1:1: KJ101.txt").write_text(TEXT, "utf-8")
        done = kaoju(command, folder, *(["-o", tmp_path / "data"] if command == "package" else []))
        assert done.returncode == 2 and done.stderr.decode().count("its name is no UTF-8; rename it") == 1
        assert b"\nforged" not in done.stdout and "\nforged" not in done.stderr.decode()

    @pytest.mark.parametrize("command", [*COMMANDS, "show", "rule"])
    def test_a_checkout_that_is_read_only(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
    ) -> None:
        """Commands write nothing but what they are asked for: not beside the documents, nor into a cache."""
        open_file = io.open

        def reading(file: object, mode: str = "r", *args: object, **kw: object) -> object:
            assert not set(mode) & set("wax+") or file == os.devnull or isinstance(file, int), (
                f"writes {file}"
            )
            return open_file(file, mode, *args, **kw)  # type: ignore[call-overload]

        monkeypatch.setattr("io.open", reading)
        monkeypatch.setattr("builtins.open", reading)
        for name in ("mkdir", "touch", "write_bytes", "write_text"):
            monkeypatch.setattr(Path, name, lambda *a, **k: pytest.fail(f"writes {a[0]}"))
        args = {"show": (FIRST, folder), "rule": ("KJ105",)}.get(command, (folder,))
        assert kaoju(command, *args).returncode in (0, 1, 2)

    @pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
    def test_the_build_says_what_it_cannot_write(
        self,
        folder: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        number: int,
    ) -> None:
        def refuse(path: Path) -> None:
            raise OSError(number, os.strerror(number), str(path / "_toc.yml"))

        monkeypatch.setattr(build, "copy_book", refuse)
        monkeypatch.setenv("KAOJU_SEEDS", "")
        assert build.main(["--seeds", str(folder), "--out", str(tmp_path / "out")]) == 2
        said = capsys.readouterr().err
        assert f"{tmp_path / 'out' / '_toc.yml'}: cannot be written" in said and "--out" in said


class TestWhatLeadsOut:
    @pytest.mark.parametrize("target", ["secret.txt", "/etc/hostname", "../secret.txt"])
    def test_links(self, tmp_path: Path, target: str) -> None:
        inside = tmp_path / "in" / "deep"
        inside.mkdir(parents=True)
        (tmp_path / "secret.txt").write_text(TEXT, "utf-8")
        (tmp_path / "in" / "secret.txt").write_text(TEXT, "utf-8")
        (inside / "a.txt").symlink_to(tmp_path / target if target == "secret.txt" else target)
        documents, errors = load_documents([tmp_path / "in"])
        leads_out = target != "../secret.txt"  # which stays in the folder that was asked for
        assert [str(e) for e in errors if "leads out" in str(e)] == [str(e) for e in errors]
        assert (len(documents), len(errors)) == ((1, 1) if leads_out else (2, 0))

    def test_a_linked_folder_and_a_loop(self, tmp_path: Path) -> None:
        inside = tmp_path / "in"
        inside.mkdir()
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "secret.txt").write_text(TEXT, "utf-8")
        (inside / "folder").symlink_to(tmp_path / "out")
        (inside / "loop").symlink_to(inside)
        (inside / "self.txt").symlink_to(inside / "self.txt")
        (inside / "a.txt").write_text(TEXT, "utf-8")
        documents, _ = load_documents([inside])
        assert [d.id for d in documents] == ["a"]

    @pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "deep/a.txt", "..", "link.txt"])
    def test_a_register_that_points_outside(self, folder: Path, name: str) -> None:
        (folder.parent / "secret.txt").write_text(TEXT, "utf-8")
        (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
        (folder / "sources.csv").write_text(f"id,file\nA,{name}\n", "utf-8")
        documents, errors = load_documents([folder])
        assert {d.id for d in documents} == {"九月 销量", "b"}
        assert any("row 1" in str(e) and "outside the folder" in str(e) for e in errors)


class TestRegisters:
    """One reader for the registers of sources, reviews and translations."""

    @pytest.fixture(autouse=True)
    def own_limit(self) -> Iterator[None]:
        # frictionless, which test_package.py loads, lifts the limit of the whole process.
        before = csv.field_size_limit(131_072)
        yield
        csv.field_size_limit(before)

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"id,name\na,b\n", "no column file; it has to have id, file"),
            (b"", "no column id, file"),
            (b"id,file\na,\n", "row 1 has no file"),
            (b"id,file\na\n", "row 1 has no file"),
            (b"id,file\na,b\n\nc,d\na,e\n", "row 3: a stands twice"),
            (b"id,file\na,b\nc,b\n", "row 2: b stands twice"),
            (b"id,file\na,b\xff\n", "--encoding"),
            (b'id,file\na,"' + b"x" * 200_000 + b'"\n', "is no CSV"),
            (b"id,file\na,b\0\n", "NUL"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_named(self, tmp_path: Path, data: bytes, said: str) -> None:
        place = tmp_path / "sources.csv"
        place.write_bytes(data)
        with pytest.raises(RegisterError) as caught:
            list(read_rows(place, ("id", "file"), unique=("id", "file")))
        assert said in str(caught.value) and str(caught.value).startswith(str(place))

    @pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_a_spreadsheet_may_save_it_in_its_own_encoding(self, tmp_path: Path, codec: str) -> None:
        place = tmp_path / "sources.csv"
        place.write_bytes("id,file,title\r\n甲, 新闻.txt ,市场规模的增长\r\n".encode(codec))
        ((_, row),) = read_rows(place, ("id", "file"), unique=("id",))
        assert row == {"id": "甲", "file": "新闻.txt", "title": "市场规模的增长"}

    def test_a_folder_in_place_of_a_register(self, tmp_path: Path) -> None:
        with pytest.raises(RegisterError, match="cannot be read"):
            list(read_rows(tmp_path, ("id",), unique=()))


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **_: object) -> None:
        raise AssertionError(f"asks the network: {args}")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("command", [*COMMANDS, "package", "show", "rule"])
def test_no_command_asks_the_network(folder: Path, tmp_path: Path, command: str) -> None:
    cited = f"{TEXT}据[统计](http://www.stats.gov.cn/a?utm_source=b)，占5%[1]。\n\n## 参考资料\n[1] 甲 https://a.com.cn/b\n"
    (folder / "c.md").write_text(cited, "utf-8")
    args: dict[str, tuple[str | Path, ...]] = {
        "package": (folder, "-o", tmp_path / "data"), "show": (FIRST, folder), "rule": ("KJ105",),
    }  # fmt: skip
    done = kaoju(command, *args.get(command, (folder,)))
    assert done.returncode in (0, 1) and b"Traceback" not in done.stderr


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(
    "chapter", ["01_sources", "03_claims", "05_arithmetic", "08_provenance", "11_primary"]
)
def test_no_chapter_asks_the_network(chapter: str) -> None:
    """Its code runs as it stands there, without a kernel, whose own talk goes through sockets."""
    assert len(run_code(ROOT / "chapters" / f"{chapter}.ipynb")) > 2


@pytest.mark.usefixtures("no_network")
def test_a_socket_would_be_seen() -> None:
    with pytest.raises(AssertionError, match="asks the network"):
        socket.create_connection(("127.0.0.1", 9))
