"""Text of old fonts is read as it was meant, and Unicode is left as it is."""

import re
from functools import lru_cache
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs_mgmt.rules import legacy
from docs_mgmt.rules.legacy import (
    Decoded,
    Encoding,
    Run,
    decode,
    decode_runs,
    decode_text,
    detect,
    encoding_of_font,
    is_capitals_font,
)
from docs_mgmt.rules.syllable_list import everyday, is_marked_syllable, spellable
from docs_mgmt.rules.vietnamese import clean, fold, has_tone_marks, is_syllable
from tests.legacy_text import TCVN3, VNI, encode

OLD = [Encoding.TCVN3, Encoding.VNI]
LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
ARCHIVE = Path(__file__).resolve().parents[2] / "office" / "demo" / "archive"


@lru_cache(maxsize=1)
def lines() -> tuple[str, ...]:
    """Every line of the sample archive, and its pieces of three to six words."""
    found: dict[str, None] = {}
    for file in sorted(ARCHIVE.glob("*.docx")):
        document = docx.Document(str(file))
        cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
        for line in "\n".join([*(p.text for p in document.paragraphs), *cells]).split("\n"):
            words = clean(line).split()
            found |= dict.fromkeys([" ".join(words)])
            for length in (3, 4, 6):
                found |= dict.fromkeys(
                    " ".join(words[at : at + length]) for at in range(0, len(words), length)
                )
    return tuple(found)


def marked_words(line: str) -> int:
    words = {word.lower() for word in re.findall(r"[^\W\d_]{2,}", line)}
    return sum(is_marked_syllable(word) for word in words)


def test_the_tables_are_those_of_the_old_fonts():
    assert legacy.TCVN3_LETTERS == TCVN3
    assert legacy.VNI_LETTERS == VNI
    assert len(LETTERS) * 2 == len(VNI) == 134


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_goes_there_and_back(letter):
    for encoding in OLD:
        assert decode(encode(letter, encoding), encoding) == letter
    assert decode(encode(letter.upper(), Encoding.VNI), Encoding.VNI) == letter.upper()
    assert decode(encode(letter, Encoding.TCVN3), Encoding.TCVN3, capitals=True) == letter.upper()
    if letter.upper() in TCVN3:
        assert decode(TCVN3[letter.upper()], Encoding.TCVN3) == letter.upper()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ñy ban nh©n d©n ph\u00adêng", "ủy ban nhân dân phường"),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("QUYÕT §ÞNH", "QUYẾT ĐỊNH"),
        ("UBND X· HOµ THä", "UBND XÃ HOÀ THỌ"),
        ("C¨n cø LuËt §Êt ®ai n¨m 2003", "Căn cứ Luật Đất đai năm 2003"),
    ],
)
def test_tcvn3_is_read(written, meant):
    assert decode(written, Encoding.TCVN3) == meant
    assert decode_text(written) == Decoded(meant, frozenset({Encoding.TCVN3}))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
        ("UÛy ban nhaân daân phöôøng", "Ủy ban nhân dân phường"),
        ("Uûy ban nhaân daân tænh", "Ủy ban nhân dân tỉnh"),
        ("Nghò ñònh veà quaûn lyù kyõ thuaät", "Nghị định về quản lý kỹ thuật"),
    ],
)
def test_vni_is_read(written, meant):
    assert decode(written, Encoding.VNI) == meant
    assert decode_text(written) == Decoded(meant, frozenset({Encoding.VNI}))


@pytest.mark.parametrize("encoding", OLD)
def test_a_line_of_three_marked_words_is_known_for_what_it_is(encoding):
    asked = [line for line in lines() if marked_words(line) > 2]
    assert len(asked) > 3000
    wrong = [line for line in asked if detect(encode(line, encoding)) is not encoding]
    assert wrong == []


@pytest.mark.parametrize("encoding", OLD)
def test_what_is_found_out_reads_as_it_was_meant(encoding):
    for line in lines():
        read = decode_text(encode(line, encoding)).text
        if marked_words(line) > 2:
            assert read.lower() == line.lower()


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize(
    "title", ["Tờ trình", "Giấy mời", "Danh sách kèm theo", "Đăng ký khai sinh", "Tổ liên gia"]
)
def test_a_title_of_two_words_is_known_where_one_of_them_is_no_word_otherwise(title, encoding):
    assert decode_text(encode(title, encoding)).text == title


def test_unicode_text_is_never_decoded():
    assert [line for line in lines() if detect(line) is not Encoding.UNICODE] == []


WESTERN = """
Les élèves ont été reçus à l'hôtel de ville où le maire, très ému, a prononcé un discours.
Le garçon naïf a bu du thé glacé près de la forêt.
«Déjà vu», «à côté», le préfet dîne: ça coûte 12 € à Nîmes.
Où ça ? Là-bas, né à Tôn, thé, dé, blé, clé.
Die Bürger müssen für größere Häuser höhere Gebühren zahlen; schöne Grüße aus Köln.
Übermäßig viele Prüfungen über Öl- und Gasflächen in Österreich führten zu Ärger.
El niño pequeño soñó con España, mañana habrá un año más y la señora lo verá.
São João não está à venda; ações, corações e mães.
Må Øystein få på små blåbær i sjøen på Lågen?
The committee's résumé, 25 µm, 10 µm and 3 µm wide, ± 0.5 °C, § 5, § 6, § 7, ½ and ¾ cups.
© 2025 Acme® – all rights reserved · privacy · terms · contact
3 × 4 × 5 ÷ 6 ¬ 7 ª º ¹ ² ³ ¶ ¸ ¨ «» ¿qué? ¡no!
buero@müller.example, https://exämple.example/größe?q=übung&ä=ö
1.450.000 đồng; 07/QĐ-UBND; 45/2014/NQ-HĐND; a@b.vn; 0912 345 678
Ver\u00adwaltungs\u00adgericht für öffentliches Recht
có số một mét công là cá áo không
""".strip().split("\n")


@pytest.mark.parametrize("line", WESTERN)
def test_other_languages_and_signs_are_never_decoded(line):
    assert decode_text(line).text == line
    for word in line.split():
        assert decode_text(word).text == word


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_text_is_never_decoded(text):
    assert decode_text(text).text == text


@given(st.lists(st.sampled_from(sorted(everyday())), min_size=1, max_size=12))
def test_words_in_unicode_are_never_decoded(words):
    assert decode_text(" ".join(words)).text == " ".join(words)


@given(
    st.lists(st.sampled_from(sorted(everyday())), min_size=3, max_size=12, unique=True),
    st.sampled_from(OLD),
)
def test_words_of_old_fonts_are_read_whenever_their_font_is_known(words, encoding):
    font = {Encoding.TCVN3: ".VnTime", Encoding.VNI: "VNI-Times"}[encoding]
    line = " ".join(words)
    assert decode_runs([Run(encode(line, encoding), font)]).text == line


# Fonts


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", Encoding.TCVN3, False),
        (".VnTimeH", Encoding.TCVN3, True),
        (".VnArial NarrowH", Encoding.TCVN3, True),
        (".VnArial;Arial", Encoding.TCVN3, False),
        (".vntimeh", Encoding.TCVN3, True),
        (".VnOldEnglish", Encoding.TCVN3, False),
        ("VNI-Times", Encoding.VNI, False),
        ("VNI-Helve", Encoding.VNI, False),
        ("Times New Roman", None, False),
        ("Vnikos H", None, False),
        ("", None, False),
        (None, None, False),
    ],
)
def test_a_font_tells_its_encoding(font, encoding, capitals):
    assert encoding_of_font(font) is encoding
    assert is_capitals_font(font) is capitals


def old(text: str, font: str = ".VnTime") -> Run:
    return Run(encode(text, Encoding.VNI if font.startswith("VNI") else Encoding.TCVN3), font)


def test_a_paragraph_of_several_fonts_is_read_run_by_run():
    runs = [
        old("ủy ban nhân dân", ".VnTimeH"),
        Run(" ", "Times New Roman"),
        old("phường Hòa Minh "),
        Run("đã họp ngày 5/3", "Times New Roman"),
        Run(" ", ".VnTime"),
        old("tại trụ sở", "VNI-Times"),
    ]
    assert decode_runs(runs) == Decoded(
        "ỦY BAN NHÂN DÂN phường Hòa Minh đã họp ngày 5/3 tại trụ sở", frozenset(Encoding)
    )


def test_capitals_fonts_show_plain_letters_as_capitals_too():
    assert decode_runs([Run("ban ", ".VnTimeH"), Run("hµnh", ".VnTimeH")]).text == "BAN HÀNH"


def test_a_word_cut_into_runs_is_one_word():
    cut = [Run("nh", ".VnTime"), Run("©", ".VnTime"), Run("n d©n", ".VnTime")]
    assert decode_runs(cut).text == "nhân dân"
    assert decode_runs([Run("nha", "VNI-Times"), Run("ân", "VNI-Times")]).text == "nhân"


def test_a_font_alone_proves_nothing():
    blanks = [Run("  ", ".VnTime"), Run("2011 - 12/3", ".VnTimeH"), Run("\t", "VNI-Times")]
    assert decode_runs(blanks) == Decoded("  2011 - 12/3\t")
    assert decode_runs([]) == Decoded("")


def test_unicode_text_pasted_under_an_old_font_stays():
    for text in ("Ủy ban nhân dân", "và có là công hành", "không có công văn"):
        assert decode_runs([Run(text, ".VnTime")]) == Decoded(text, frozenset({Encoding.UNICODE}))
    assert decode_runs([Run("và có là công", "VNI-Times")]).text == "và có là công"


def test_without_a_font_the_syllables_tell():
    line = "Căn cứ Luật Tổ chức chính quyền địa phương"
    for encoding in OLD:
        assert decode_runs([Run(encode(line, encoding))]).text == line
        assert decode_runs([Run(encode(line, encoding), "Times New Roman")]).text == line


def test_a_text_may_change_its_encoding_from_line_to_line():
    line = "Điều lệ hội nông dân phường"
    text = "\n".join([line, encode(line, Encoding.TCVN3), encode(line, Encoding.VNI), "1. 2."])
    assert decode_text(text).text == "\n".join(
        [line, decode(encode(line, Encoding.TCVN3), Encoding.TCVN3), line, "1. 2."]
    )
    assert decode_text(text).encodings == frozenset(Encoding)


@pytest.mark.parametrize("encoding", OLD)
def test_a_line_too_short_to_tell_is_what_the_lines_beside_it_are(encoding):
    text = "\n".join(["Số: 12", "", "Căn cứ Luật Tổ chức chính quyền", "Nơi nhận", "Điều 1"])
    assert decode_text(encode(text, encoding)).text.lower() == text.lower()
    mixed = ["Số: 12", "Ủy ban nhân dân phường", encode("Căn cứ Luật Tổ chức", encoding), "có công"]
    assert decode_text("\n".join(mixed)).text.split("\n")[0::3] == ["Số: 12", "có công"]


def test_a_whole_text_is_read_to_its_last_line():
    for encoding in OLD:
        text = "\n".join(line for line in lines() if line.strip())
        read = decode_text(encode(text, encoding)).text.lower().split("\n")
        missed = [
            one for one, two in zip(text.lower().split("\n"), read, strict=True) if one != two
        ]
        assert len(missed) <= len(read) / 1000, missed


@pytest.mark.parametrize("encoding", OLD)
def test_words_that_are_surely_unicode_stay_beside_old_ones(encoding):
    old, new = "Căn cứ Luật Tổ chức chính quyền", "Ủy ban nhân dân phường đã họp"
    for line in (f"{old}|{new}", f"{new}|{old}"):
        mixed = line.replace(old, encode(old, encoding)).replace("|", " ")
        assert decode_text(mixed).text == line.replace("|", " ")
        assert decode_text(mixed).encodings >= {encoding}


# Syllables


SPELT = "nghiêng quyết giường quốc gìn giết hòa hoà thuỷ ủy uỷ yến kỷ lý buýt"
MISSPELT = "kà ngiêng qúy cết đặf hoàg tịg ghà zó fả thưở ưở hành2 nhân_ khuya"


@pytest.mark.parametrize("word", SPELT.split())
def test_what_can_be_spelt_is_a_syllable(word):
    assert is_marked_syllable(word)


@pytest.mark.parametrize("word", MISSPELT.split())
def test_what_cannot_be_spelt_or_has_no_mark_is_none(word):
    assert not is_marked_syllable(word)


def test_every_syllable_is_one_without_its_marks_too():
    few = {
        "nie",
        "phuy",
        "buyt",
        "phuyt",
        "moay",
        "xoong",
        "goong",
        "loong",
        "toong",
        "boong",
        "soong",
    }
    for word in spellable():
        assert is_syllable(fold(word)) or fold(word) in few, word
    marked = sum(map(has_tone_marks, spellable()))
    assert 6500 < marked < 14000
    assert len(everyday()) > 1500
