"""Text as it stood in Word files before Unicode, for tests and benches: the way back of a decoder.

The tables are written out here once more, so that a wrong letter in the rules is found.
"""

import unicodedata

from docs_mgmt.rules.legacy import Encoding

_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
_TCVN3 = bytes.fromhex(
    "b5b6b7b8b9 a8bbbcbdbec6 a9c7c8c9cacb ae cccecfd0d1 aad2d3d4d5d6 d7d8dcddde"
    "dfe1e2e3e4 abe5e6e7e8e9 aceaebecedee eff1f2f3f4 adf5f6f7f8f9 fafbfcfdfe"
).decode("cp1252")
_VNI = (  # noqa: SIM905 -- rows as in the letters above
    "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ eø eû eõ eù eï eâ eà eå eã eá eä "
    "ì æ ó í ò oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï "
    "yø yû yõ yù î"
).split()
TCVN3 = dict(zip(_LETTERS, _TCVN3, strict=True)) | dict(
    zip("ĂÂÊÔƠƯĐ", bytes.fromhex("a1a2a3a4a5a6a7").decode("cp1252"), strict=True)
)
VNI = dict(zip(_LETTERS, _VNI, strict=True))
VNI |= {letter.upper(): written.upper() for letter, written in VNI.items()}


def encode(text: str, encoding: Encoding) -> str:
    """Vietnamese text as an old font wants it. TCVN3 has no marked capitals: they become small."""
    text = unicodedata.normalize("NFC", text)
    if encoding is Encoding.TCVN3:
        return "".join(TCVN3.get(letter, TCVN3.get(letter.lower(), letter)) for letter in text)
    if encoding is Encoding.VNI:
        return "".join(VNI.get(letter, letter) for letter in text)
    return text
