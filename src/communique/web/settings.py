"""What the server is told: where to listen, which store, under which address it is seen."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from communique.errors import UsageError

UPLOAD_BYTES = 64_000_000  # of all files of one upload together


@dataclass(frozen=True, slots=True)
class Settings:
    """How the app is served."""

    host: str = "127.0.0.1"
    port: int = 8765
    base_url: str | None = None  # https://archive.example/communique: how browsers see it, behind a proxy
    upload_bytes: int = UPLOAD_BYTES

    @property
    def prefix(self) -> str:
        """The path that all addresses begin with, without a slash at its end."""
        return urlsplit(self.base_url).path.rstrip("/") if self.base_url else ""

    @property
    def origin(self) -> str:
        """Scheme, host and port as browsers see them."""
        if self.base_url:
            parts = urlsplit(self.base_url)
            return f"{parts.scheme}://{parts.netloc}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    def seen_from(self, host: str | None) -> str:
        """The origin for links that leave the app: the base URL, else the host that was asked."""
        return f"http://{host}" if host and self.base_url is None else self.origin

    @property
    def is_secure(self) -> bool:
        """Browsers reach it by https only."""
        return self.origin.startswith("https:")

    @property
    def is_local(self) -> bool:
        """Only this machine can reach it: it listens on loopback and is not said to be seen from elsewhere."""
        seen = urlsplit(self.origin).hostname or ""
        return is_loopback(self.host) and is_loopback(seen)

    def __post_init__(self) -> None:
        if not 0 <= self.port < 65536:
            raise UsageError(f"--port {self.port}: expected a number from 1 to 65535.")
        if self.base_url is not None:
            parts = urlsplit(self.base_url)
            if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
                raise UsageError(
                    f"--base-url {self.base_url}: expected an address like https://archive.example/communique."
                )


def is_loopback(host: str) -> bool:
    """This machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def from_environment(**given: object) -> Settings:
    """Settings from options; what is not given comes from ``COMMUNIQUE_HOST``, ``COMMUNIQUE_PORT``, ``COMMUNIQUE_BASE_URL``."""
    port = given.get("port") or os.environ.get("COMMUNIQUE_PORT") or 8765
    try:
        number = int(str(port))
    except ValueError as error:
        raise UsageError(f"port {port}: expected a number.") from error
    return Settings(
        host=str(given.get("host") or os.environ.get("COMMUNIQUE_HOST") or "127.0.0.1"),
        port=number,
        base_url=str(given["base_url"]) if given.get("base_url") else os.environ.get("COMMUNIQUE_BASE_URL") or None,
    )
