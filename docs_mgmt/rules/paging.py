"""On which page of a rendition each paragraph of its Word file begins: pure Python over words."""

from collections.abc import Sequence

#: How much of a paragraph is looked for: enough to be its own, little enough to stand on one page.
_HEAD = 48


def _plain(text: str) -> str:
    return "".join(text.split())


def page_starts(paragraphs: Sequence[str], pages: Sequence[str]) -> tuple[int, ...]:
    """Give for each page the place of its first paragraph; one that is not found stays where it is.

    The order of the paragraphs is the order of the pages, so the search never goes back.
    """
    texts = [_plain(page) for page in pages]
    starts = [0] * min(1, len(texts))
    page = 0
    for place, paragraph in enumerate(paragraphs):
        head = _plain(paragraph)[:_HEAD]
        found = next((n for n in range(page, len(texts)) if head and head in texts[n]), page)
        while page < found:
            page += 1
            starts.append(place)
    starts += [len(paragraphs)] * (len(texts) - len(starts))
    return tuple(starts)
