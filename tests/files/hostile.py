"""Files as offices and attackers make them, made small and at test time."""

import io
import struct
import zipfile
import zlib

import pypdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NAMES = (
    f'xmlns:w="{WORD}" xmlns:r="{LINKS}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def p(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def part(tag: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {NAMES}>{content}</w:{tag}>'


def rels(*rows: tuple[str, str, bool], kind: str = LINKS) -> str:
    written = "".join(
        f'<Relationship Id="r{number}" Type="{kind}/{name}" Target="{target}"'
        + (' TargetMode="External"/>' if outside else "/>")
        for number, (name, target, outside) in enumerate(rows, start=1)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{package}">{written}</Relationships>'


def word(
    body: str = p("Kính gửi các đơn vị"),
    *,
    links: tuple[tuple[str, str, bool], ...] = (),
    parts: dict[str, str | bytes] | None = None,
    main: str = "word/document.xml",
    main_type: str = MAIN,
    document: str | None = None,
    kind: str = LINKS,
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A Word file from its body; `links` are those of the main part, `parts` stand beside it."""
    folder, _, name = main.rpartition("/")
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    every: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{types}">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{main_type}"/></Types>',
        "_rels/.rels": rels(("officeDocument", main, False), kind=kind),
        main: document or part("document", f"<w:body>{body}</w:body>"),
        f"{folder}/_rels/{name}.rels".lstrip("/"): rels(*links, kind=kind),
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for place, content in every.items():
            archive.writestr(place, content)
    return out.getvalue()


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def streamed_word(body: str) -> bytes:
    """A Word file written to a pipe: sizes follow the data, as some exporters do."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data) -> int:
            self.data += bytes(data)
            return len(data)

    pipe = Pipe()
    with (
        zipfile.ZipFile(io.BytesIO(word(body))) as source,
        zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive,  # type: ignore[call-overload]
    ):
        for entry in source.infolist():
            with archive.open(entry.filename, "w", force_zip64=True) as to:
                to.write(source.read(entry))
    return bytes(pipe.data)


def compound(streams: dict[str, bytes]) -> bytes:
    """An old office file (OLE) of large streams; «a/b» is `b` in the storage `a`."""
    rows: list[list] = [["Root Entry", 5, _NONE, _NONE, _NONE, _END, 0]]
    contents: list[tuple[list, bytes]] = []
    for name, data in streams.items():
        parent = rows[0]
        for part_name in name.split("/")[:-1]:
            parent = next((row for row in rows if row[0] == part_name), None) or _entry(
                rows, parent, part_name, 1
            )
        row = _entry(rows, parent, name.rpartition("/")[2], 2)
        contents.append((row, data.ljust(4096, b"\0")))
    directory = -(-len(rows) * 128 // 512)
    table, body = [0xFFFFFFFD, *range(2, directory + 1), _END], b""
    for row, data in contents:
        row[5], row[6] = len(table), len(data)
        count = -(-len(data) // 512)
        table += [*range(len(table) + 1, len(table) + count), _END]
        body += data.ljust(count * 512, b"\0")
    header = bytearray(512)
    header[:8] = OLE[:8]
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<8I", header, 44, 1, 1, 0, 4096, _END, 0, _END, 0)
    struct.pack_into("<109I", header, 76, 0, *[_NONE] * 108)
    lines = b"".join(map(_packed, rows)).ljust(directory * 512, b"\0")
    return bytes(header) + struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff") + lines + body


_NONE, _END = 0xFFFFFFFF, 0xFFFFFFFE


def _entry(rows: list[list], parent: list, name: str, kind: int) -> list:
    """A name under a parent: the last one comes first and points to the one before it."""
    row = [name, kind, _NONE, parent[4], _NONE, _END, 0]
    parent[4] = len(rows)
    rows.append(row)
    return row


def _packed(row: list) -> bytes:
    name, kind, left, right, child, start, size = row
    text = name.encode("utf-16-le")
    line = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    line += struct.pack("<3I", left, right, child) + b"\0" * 36
    return line + struct.pack("<IQ", start, size)


def old_word(*, flags: int = 0, **more: bytes) -> bytes:
    """The directory of a .doc and the head of its text; nothing that a reader could read."""
    head = struct.pack("<HHHHHHB", 0xA5EC, 0xC1, 0, 0x409, 0, flags, 0)
    return compound({"WordDocument": head, "1Table": b"", **more})


def locked_old_word() -> bytes:
    return old_word(flags=0x0100)


def old_word_with_macros() -> bytes:
    return old_word(**{"Macros/VBA": b"", "Macros/_VBA_PROJECT": b"\xcc\x61"})


def locked_word() -> bytes:
    return compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"})


def macro_word() -> bytes:
    return word(parts={"word/vbaProject.bin": b"\1" * 600})


def word_with_macros_in_a_sheet() -> bytes:
    sheet = zipped({"xl/vbaProject.bin": b"\1" * 600})
    return word(parts={"word/embeddings/sheet1.xlsx": sheet})


def laughing_word() -> bytes:
    """A billion laughs: ten entities, each ten times the one before."""
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11)]
    bomb = f"<!DOCTYPE w:document [{''.join(lines)}]>"
    return word(document=bomb + part("document", f"<w:body>{p('&a10;')}</w:body>"))


def word_bomb() -> bytes:
    return word("<w:p/>" + " " * (64 * 1024 * 1024))


def word_with_a_false_size() -> bytes:
    """The list of parts says a hundred bytes; there are more."""
    data = bytearray(word(p("a" * 5000)))
    place = data.rindex(b"PK\1\2", 0, data.rindex(b"word/document.xml"))
    data[place + 24 : place + 28] = struct.pack("<I", 100)
    return bytes(data)


def deep_word() -> bytes:
    return word("<w:sdt><w:sdtContent>" * 50_000 + p("đáy") + "</w:sdtContent></w:sdt>" * 50_000)


def pdf(*pages: str, size: tuple[float, float] = A4) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True)
    for text in pages:
        for number, line in enumerate(text.splitlines()):
            canvas.drawString(90, size[1] - 100 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked_pdf(*, password: str = "bí mật", owner: str | None = None) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("Noi dung")))
    writer.encrypt(password, owner, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def flate_bomb(megabytes: int = 300) -> bytes:
    """A PDF whose one page unpacks to hundreds of megabytes of drawing."""
    packer = zlib.compressobj(9)
    piece = b" " * (1024 * 1024)
    stream = b"".join(packer.compress(piece) for _ in range(megabytes)) + packer.flush()
    return raw_pdf(stream, b"/Filter /FlateDecode")


def raw_pdf(content: bytes, extra: bytes = b"", page: bytes = b"") -> bytes:
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R "
        + (page or b"/MediaBox [0 0 595 842]")
        + b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1"
        b" /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content),
    ]
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def pdf_with_letters(content: bytes, cmap: bytes) -> bytes:
    """A page whose font says itself which letters its signs are."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(raw_pdf(content)))
    letters = pypdf.generic.DecodedStreamObject()
    letters.set_data(cmap)
    font = writer.pages[0]["/Resources"]["/Font"]["/F1"]
    font[pypdf.generic.NameObject("/ToUnicode")] = writer._add_object(letters)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scanned_pdf() -> bytes:
    """A page that is one picture, as a scanner makes it."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (620, 877), (250, 248, 240)).save(out, "PDF", resolution=75)
    return out.getvalue()
