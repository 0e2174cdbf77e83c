"""A push service as browsers' makers run them: RFC 8030 over TLS on this machine, strict about what it takes."""

import base64
import json
import ssl
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import http_ece
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.x509.oid import NameOID


def coded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Browser:
    """Holds the private half of a subscription, as a browser does."""

    def __init__(self, number: str = "1") -> None:
        self.number = number
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._secret = b"0123456789abcdef"

    def subscription(self, service: "PushService") -> dict[str, str]:
        point = self._key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return {
            "endpoint": f"https://localhost:{service.port}/push/{self.number}",
            "p256dh": coded(point),
            "auth": coded(self._secret),
        }

    def read(self, body: bytes) -> dict[str, str]:
        plain = http_ece.decrypt(body, private_key=self._key, auth_secret=self._secret, version="aes128gcm")
        return json.loads(plain)


@dataclass
class PushService:
    """What it took, what was wrong with what it refused, and what it answers."""

    folder: Path
    known_key: str
    answer: int = 201
    location: str = ""
    taken: list[tuple[str, bytes, dict[str, str]]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def __enter__(self) -> "PushService":
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.port = self._server.server_address[1]
        self.certificate = self._certificate()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_args: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def problem_with(self, headers: dict[str, str]) -> str:
        """What RFC 8030, 8188 and 8292 ask of a message; empty when it is sound."""
        if not headers.get("ttl", "").isdigit():
            return "no TTL"
        if headers.get("content-encoding") != "aes128gcm":
            return "not aes128gcm"
        scheme, _, parameters = headers.get("authorization", "").partition(" ")
        if scheme != "vapid":
            return "no VAPID"
        given = dict(part.strip().split("=", 1) for part in parameters.split(","))
        if given["k"].rstrip("=") != self.known_key:
            return "not the key that subscribed"
        signed, _, signature = given["t"].rpartition(".")
        raw = decoded(signature)
        numbers = (int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(given["k"]))
        key.verify(encode_dss_signature(*numbers), signed.encode(), ec.ECDSA(hashes.SHA256()))
        claims = json.loads(decoded(signed.split(".")[1]))
        if claims["aud"] != f"https://localhost:{self.port}" or not claims["sub"].startswith("mailto:"):
            return "claims of somebody else"
        return ""

    def _handler(service) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                service.seen.append(self.path)
                headers = {name.lower(): value for name, value in self.headers.items()}
                body = self.rfile.read(int(headers.get("content-length", 0)))
                try:
                    problem = service.problem_with(headers)
                except Exception as error:
                    problem = repr(error)
                if problem:
                    service.refused.append(problem)
                elif service.answer == 201:
                    service.taken.append((self.path, body, headers))
                self.send_response(400 if problem else service.answer)
                if service.location:
                    self.send_header("Location", service.location)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST

            def log_message(self, *_args: object) -> None:
                pass

        return Handler

    def _certificate(self) -> str:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=3650))
            .not_valid_after(now + timedelta(days=3650))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(key, hashes.SHA256())
        )
        path = self.folder / f"push-{self.port}.pem"
        path.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return str(path)
