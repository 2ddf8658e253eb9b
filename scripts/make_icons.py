"""Make static/icons.svg, the one sprite of the house, out of the bootstrap-icons package.

Usage: npm pack bootstrap-icons@1.13 && tar xzf bootstrap-icons-*.tgz
       python scripts/make_icons.py package/icons
To add an icon, add its name to scripts/icons.txt and run this again. The licence of the icons
stands in static/vendor/bootstrap-icons/.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).parent

# Our own mark: a sheet of paper, blue ink, a red seal. Its colours are those of tokens.css.
MARK = (
    '<symbol id="mark" viewBox="0 0 28 28"><rect x="5" y="2" width="18" height="24" rx="1.5"'
    ' fill="#fff" stroke="#1b1e23" stroke-width="1.6"/>'
    '<path d="M9 8h10M9 11.5h10M9 15h6" stroke="#1b1e23" stroke-width="1.4"/>'
    '<path d="M12 21.5c1.6-2.6 2.6-2.6 3 0 .6 1 1.6.2 2.4-1.2" fill="none" stroke="#1e4b9b"'
    ' stroke-width="1.6" stroke-linecap="round"/>'
    '<circle cx="19.5" cy="20.5" r="4.2" fill="none" stroke="#b3241b" stroke-width="1.5"/></symbol>'
)


def symbol_of(name: str, folder: Path) -> str:
    """The drawing of one icon as a symbol."""
    source = (folder / f"{name}.svg").read_text(encoding="utf-8")
    body = re.sub(r"^\s*<svg[^>]*>|</svg>\s*$", "", source)
    body = re.sub(r">\s+<", "><", body).strip()
    return f'<symbol id="{name}" viewBox="0 0 16 16">{body}</symbol>'


def main(folder: Path) -> None:
    """Write the sprite."""
    names = (HERE / "icons.txt").read_text(encoding="utf-8").split()
    symbols = [MARK, *(symbol_of(name, folder) for name in names)]
    target = HERE.parent / "static" / "icons.svg"
    sprite = "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>"])
    target.write_text(f"{sprite}\n", encoding="utf-8")
    print(f"{len(symbols)} symbols, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
