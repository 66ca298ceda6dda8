"""Files in S3, where Bedrock's jobs read and write."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from text2sql.aws.replies import content
from text2sql.errors import KnowledgeError, UsageError
from text2sql.tuning.clients import ObjectStore, translated

_URI = re.compile(r"s3://(?P<bucket>[a-z0-9][-.a-z0-9]{1,61}[a-z0-9])(?P<key>(?:/[-!_*'().a-zA-Z0-9]+)*)/?")
"""As Bedrock's own model of its operations allows it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file or folder in a bucket."""

    bucket: str
    key: str
    """Without a slash at either end; empty for the bucket itself."""

    @property
    def uri(self) -> str:
        """As AWS spells it."""
        return f"s3://{self.bucket}/{self.key}"

    @property
    def folder_uri(self) -> str:
        """As AWS spells a folder."""
        return f"{self.uri.rstrip('/')}/"

    def inside(self, name: str) -> "Place":
        """What is in this folder."""
        return Place(self.bucket, f"{self.key}/{name}".lstrip("/"))


def place_of(uri: str) -> Place:
    """The place that an ``s3://`` address names.

    Raises:
        UsageError: it is no such address, or holds what Bedrock does not take.
    """
    match = _URI.fullmatch(uri)
    if match is None:
        raise UsageError(f"{uri} is no place in S3 that Bedrock takes. Write it like s3://my-bucket/folder.")
    return Place(match["bucket"], match["key"].strip("/"))


def upload(store: ObjectStore, path: Path, place: Place) -> None:
    """Copy a file to S3, over what is there. The bucket's own encryption applies.

    Raises:
        KnowledgeError: the file cannot be read.
        ModelError: S3 refused it.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise KnowledgeError(f"{path} cannot be read ({error.strerror}). Check the path.") from error
    with file, translated():
        store.put_object(Bucket=place.bucket, Key=place.key, Body=file)


def read(store: ObjectStore, place: Place) -> bytes:
    """The content of an object.

    Raises:
        ModelError: it cannot be read.
    """
    with translated():
        return content(store.get_object(Bucket=place.bucket, Key=place.key).get("Body"))


def files_in(store: ObjectStore, folder: Place) -> Iterator[Place]:
    """Everything in a folder and the folders in it.

    Raises:
        ModelError: it cannot be listed.
    """
    token = ""
    while True:
        more = {"ContinuationToken": token} if token else {}
        with translated():
            page = store.list_objects_v2(Bucket=folder.bucket, Prefix=f"{folder.key}/", **more)
        contents = page.get("Contents")
        for each in contents if isinstance(contents, Sequence) else ():
            key = each.get("Key") if isinstance(each, Mapping) else None
            if isinstance(key, str):
                yield Place(folder.bucket, key)
        token = str(page.get("NextContinuationToken") or "")
        if not token:
            return
