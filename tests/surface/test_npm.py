"""The surface out of ZITADEL's npm package: what the prepared clients installed, and folders that are none."""

import base64
import io
import tarfile
from pathlib import Path

import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorProto

from mockserver.surface import keep, library, npm
from tests.surface.packaged import kept_version, package

BASE64 = base64.b64encode(FileDescriptorProto(name="zitadel/a.proto", dependency=[]).SerializeToString()).decode()


def script(encoded: str, imports: str = "") -> str:
    """A module as the package holds it."""
    return f'export const file_zitadel_a = /*@__PURE__*/\n  fileDesc("{encoded}"{imports});\n'


def test_the_version_at_hand_is_what_the_package_says() -> None:
    """The version of the clients' package is at hand, and nothing of it was lost, added or left from another."""
    kept = library.surface(kept_version())
    assert npm.packages(package()) == tuple(kept.package(name) for name in kept.packages)


@pytest.mark.parametrize("kind", ["es", "cjs"])
def test_each_kind_of_modules_is_enough(kind: str) -> None:
    """ES modules and CommonJS hold the same."""
    assert npm.packages(package() / kind) == npm.packages(package())


def test_a_tarball_is_kept_under_its_version(tmp_path: Path) -> None:
    """What `npm pack` writes becomes a folder that is named by the version."""
    tarball = tmp_path / "zitadel-proto-7.8.9.tgz"
    with tarfile.open(tarball, "w:gz") as archive:
        archive.add(package() / "es", "package/es")
    folder = keep.keep(tarball, tmp_path / "versions")
    assert folder.name == "proto-7.8.9"
    read = library.from_folder(folder)
    assert tuple(read.package(name) for name in read.packages) == npm.packages(package())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "it holds no descriptors"),
        (script(BASE64), "it holds no descriptors"),
        (script("abcde"), "base64"),
        (script("AAAA"), "parsing"),
        (script(BASE64, ", [file_zitadel_missing]"), "file_zitadel_missing"),
    ],
    ids=["empty", "without-packages", "no-base64", "no-descriptor", "import-missing"],
)
def test_a_folder_that_is_no_version(tmp_path: Path, content: str, said: str) -> None:
    """The error names the folder and says what is wrong with it."""
    (tmp_path / "a_pb.js").write_text(content)
    with pytest.raises(npm.BadPackage, match=rf"{tmp_path} is no version of @zitadel/proto: .*{said}"):
        npm.packages(tmp_path)


def test_a_file_that_is_no_tarball(tmp_path: Path) -> None:
    """Neither other files nor tarballs that are damaged or end too early are taken for a version."""
    other, short, damaged = (tmp_path / f"{name}.tgz" for name in ("other", "short", "damaged"))
    other.write_text("something else")
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as archive:
        member = tarfile.TarInfo("package/es/a_pb.js")
        member.size = 100_000
        archive.addfile(member, io.BytesIO(base64.b64encode(bytes(range(250)) * 400)))
    short.write_bytes(content.getvalue()[:-200])
    damaged.write_bytes(content.getvalue()[:200] + bytes(100) + content.getvalue()[300:])
    for file in (other, short, damaged):
        with pytest.raises(npm.BadPackage, match="is no version of @zitadel/proto"):
            npm.packages(file)
