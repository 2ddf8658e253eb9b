"""Elements of a Word file by their plain names, whichever of the two standards it follows."""

from lxml import etree


def name_of(element: etree._Element) -> str:
    """The name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value_of(element: etree._Element, name: str) -> str | None:
    """An attribute by its plain name."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child with this plain name."""
    for one in element:
        if name_of(one) == name:
            return one
    return None


def children(element: etree._Element) -> list[etree._Element]:
    """The children that are elements."""
    return [one for one in element if isinstance(one.tag, str)]
