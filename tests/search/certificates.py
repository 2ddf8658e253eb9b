"""An Elasticsearch that speaks TLS, known by an authority of its own, as an office's cluster is."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from types import MappingProxyType

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from scripts import elasticsearch


class TlsServer(elasticsearch.Server):
    """Takes nothing but TLS; `ca_file` names who signed its certificate."""

    settings = MappingProxyType(
        {
            f"xpack.security.http.ssl.{name}": value
            for name, value in (("enabled", "true"), ("key", "es.key"), ("certificate", "es.crt"))
        }
    )

    @property
    def ca_file(self) -> str:
        return str(self.folder / "conf" / "ca.crt")

    def _write_settings(self) -> None:
        (self.folder / "conf").mkdir(exist_ok=True)
        if self.context is None:
            for name, content in _papers().items():
                (self.folder / "conf" / name).write_bytes(content)
            self.context = ssl.create_default_context(cafile=self.ca_file)
        super()._write_settings()


def _papers() -> dict[str, bytes]:
    authority, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    issuer = _named("Authority of the tests")
    signed = {
        "ca.crt": _certificate(issuer, issuer, authority, authority),
        "es.crt": _certificate(_named("Elasticsearch"), issuer, key, authority),
    }
    told = {name: one.public_bytes(Encoding.PEM) for name, one in signed.items()}
    told["es.key"] = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return told


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(subject, issuer, key, authority) -> x509.Certificate:
    now = datetime.now(UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    is_authority = x509.BasicConstraints(ca=subject == issuer, path_length=None)
    return (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(is_authority, critical=True)
        .add_extension(address, critical=False)
        .sign(authority, hashes.SHA256())
    )
