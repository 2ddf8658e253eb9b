"""The font in which a run of a Word file is shown: its own, its styles', or the file's default."""

import zipfile
from dataclasses import dataclass, field

from lxml import etree

from docs_mgmt.files.inside import package
from docs_mgmt.files.inside.markup import child, children, name_of, value_of
from docs_mgmt.rules.legacy import encoding_of_font

#: Which of the four fonts of a run shows western letters, the letters of the old encodings.
_SLOTS = ("hAnsi", "ascii")
_DEEPEST = 30


@dataclass(frozen=True)
class Pair:
    """Two fonts of one run: for western letters beyond ASCII and for ASCII; None: inherited."""

    western: str | None = None
    plain: str | None = None

    def over(self, other: "Pair") -> "Pair":
        """These fonts, and what is missing from the other."""
        return Pair(self.western or other.western, self.plain or other.plain)

    @property
    def telling(self) -> str | None:
        """The one that says how the letters were written."""
        if encoding_of_font(self.western) is None and encoding_of_font(self.plain) is not None:
            return self.plain
        return self.western or self.plain


@dataclass
class _Style:
    fonts: Pair
    parent: str | None


@dataclass
class Fonts:
    """The styles of one Word file, asked by run and paragraph."""

    styles: dict[str, _Style] = field(default_factory=dict)
    default: Pair = field(default_factory=Pair)
    paragraph_style: str | None = None
    theme: dict[str, str] = field(default_factory=dict)
    _known: dict[str, Pair] = field(default_factory=dict)

    def of_paragraph(self, paragraph: etree._Element) -> Pair:
        """What the runs of a paragraph inherit."""
        properties = child(paragraph, "pPr")
        style = None if properties is None else child(properties, "pStyle")
        name = None if style is None else value_of(style, "val")
        if name not in self.styles:
            name = self.paragraph_style
        return self._of_style(name).over(self.default)

    def of_run(self, run: etree._Element, inherited: Pair) -> Pair:
        """The fonts of a run of a paragraph."""
        properties = child(run, "rPr")
        if properties is None:
            return inherited
        fonts = self.own(properties)
        style = child(properties, "rStyle")
        if style is not None:
            fonts = fonts.over(self._of_style(value_of(style, "val")))
        return fonts.over(inherited)

    def _of_style(self, name: str | None) -> Pair:
        if name is None:
            return Pair()
        if name not in self._known:
            fonts, place = Pair(), name
            for _step in range(_DEEPEST):  # some files hold styles that are based on each other
                style = self.styles.get(place)
                if style is None:
                    break
                fonts, place = fonts.over(style.fonts), style.parent or ""
            self._known[name] = fonts
        return self._known[name]

    def own(self, properties: etree._Element) -> Pair:
        """The fonts that properties name themselves."""
        fonts = child(properties, "rFonts")
        if fonts is None:
            return Pair()
        return Pair(*(self._slot(fonts, slot) for slot in _SLOTS))

    def _slot(self, fonts: etree._Element, slot: str) -> str | None:
        theme = value_of(fonts, f"{slot}Theme")
        named = self.theme.get(theme) if theme else None
        return named or value_of(fonts, slot) or None


def fonts_of(archive: zipfile.ZipFile, links: list[package.Link]) -> Fonts:
    """Read styles and theme of a Word file; a file without them has no fonts to tell."""
    fonts = Fonts(theme=_theme(archive, links))
    root = _part(archive, links, "styles")
    if root is None:
        return fonts
    for element in children(root):
        if name_of(element) == "docDefaults":
            fonts.default = _defaults(fonts, element)
        elif name_of(element) == "style":
            _add_style(fonts, element)
    return fonts


def _add_style(fonts: Fonts, element: etree._Element) -> None:
    identity = value_of(element, "styleId")
    if identity is None:
        return
    properties, parent = child(element, "rPr"), child(element, "basedOn")
    fonts.styles[identity] = _Style(
        Pair() if properties is None else fonts.own(properties),
        None if parent is None else value_of(parent, "val"),
    )
    is_default = value_of(element, "default") in ("1", "true", "on")
    if is_default and value_of(element, "type") == "paragraph":
        fonts.paragraph_style = identity


def _defaults(fonts: Fonts, element: etree._Element) -> Pair:
    outer = child(element, "rPrDefault")
    inner = None if outer is None else child(outer, "rPr")
    return Pair() if inner is None else fonts.own(inner)


def _theme(archive: zipfile.ZipFile, links: list[package.Link]) -> dict[str, str]:
    root = _part(archive, links, "theme")
    named: dict[str, str] = {}
    for element in [] if root is None else root.iter("{*}majorFont", "{*}minorFont"):
        latin = child(element, "latin")
        face = None if latin is None else value_of(latin, "typeface")
        if face:
            kind = name_of(element).removesuffix("Font")
            named |= {f"{kind}Ascii": face, f"{kind}HAnsi": face}
    return named


def _part(archive: zipfile.ZipFile, links: list[package.Link], kind: str) -> etree._Element | None:
    link = next((link for link in links if link.kind.endswith("/" + kind)), None)
    return None if link is None else package.tree_of(archive, link.target)
