"""Bytes become text, and every guess is noted."""

import codecs

import pytest

from sayso.errors import BadInput
from sayso.model import Reason
from sayso.readers.decoding import decode, to_utf8, wide

ENGLISH = "“Nobody was hurt – that would be naïve,” said the owner of Ana’s café at the bridge on Tuesday.\n"
FRENCH = (
    "Le pont a été fermé mardi matin, a déclaré le maire, et personne n’a été blessé à l’hôtel de ville.\n"
)
RUSSIAN = (
    "Мост в Тельмаре закрыт после обстрела, сообщил мэр города во вторник утром журналистам агентства.\n"
)
POLISH = "Most w Telmarze został zamknięty we wtorek – powiedział burmistrz dziennikarzom. Nikt nie został ranny.\n"
CHINESE = "特尔马尔大桥星期二被关闭，市长对记者说。没有人受伤，她补充道。\n"
ARABIC = "قال رئيس البلدية إن الجنود أغلقوا الجسر صباح الثلاثاء ولم يصب أحد بأذى في المدينة القديمة\n"


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, RUSSIAN, ARABIC])
def test_utf8_is_taken_as_it_is_whatever_is_declared(text):
    assert decode(text.encode()) == (text, ())
    assert decode(text.encode(), "windows-1252") == (text, ())


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_taken_off(mark, encoding):
    assert decode(mark + RUSSIAN.encode(encoding), "windows-1251") == (RUSSIAN, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_characters_without_a_mark_are_told_by_their_zeros(encoding):
    text, notes = decode(ENGLISH.encode(encoding))
    assert text == ENGLISH
    assert encoding in notes[0]


@pytest.mark.parametrize("data", [b"", b"a", b"abc\0def", b"\0" * 40, bytes(range(256)), ENGLISH.encode()])
def test_a_few_zeros_do_not_make_wide_characters(data):
    assert wide(data) is None


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "windows-1252"),
        (FRENCH, "ISO-8859-1"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, " 'KOI8-R' "),
        (ARABIC, "cp1256"),
    ],
)
def test_what_is_declared_is_believed_if_it_fits(text, encoding):
    data = text.encode("cp1252" if encoding == "ISO-8859-1" else encoding.strip(" '"))
    assert decode(data, encoding) == (text, ())


@pytest.mark.parametrize("encoding", ["gbk", "big5", "shift_jis", "euc-kr", "iso-2022-jp"])
def test_declared_encodings_of_two_bytes_a_character_are_believed(encoding):
    text = "東京 2022 " if encoding != "euc-kr" else "서울 2022 "
    assert decode((text * 20).encode(encoding), encoding) == (text * 20, ())


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        pytest.param(ENGLISH, "cp1252", "windows-1252", id="English quotation marks"),
        pytest.param(
            "It was naïve, the mayor said to reporters on Tuesday.", "cp1252", "windows-1252", id="one letter"
        ),
        pytest.param(FRENCH, "cp1252", "windows-1252", id="French"),
        pytest.param(RUSSIAN, "cp1251", "cp1251", id="Russian"),
        pytest.param(RUSSIAN, "koi8-r", "koi8_r", id="Russian of old mail"),
        pytest.param(ARABIC, "cp1256", "cp1256", id="Arabic"),
        pytest.param(POLISH, "cp1250", "cp1250", id="Polish"),
        pytest.param(CHINESE, "gb18030", "gb18030", id="Chinese"),
        pytest.param(ENGLISH, "mac_roman", "mac", id="English of an old Mac"),
    ],
)
def test_what_is_not_declared_is_guessed_and_the_guess_noted(text, encoding, named):
    found, notes = decode(text.encode(encoding))
    assert found == text
    assert len(notes) == 1
    assert named in notes[0]


@pytest.mark.parametrize("declared", ["utf-8", "no-such-code", "hex", "zip", "", "\0"])
def test_what_is_declared_wrongly_is_not_believed(declared):
    assert decode(FRENCH.encode("cp1252"), declared)[0] == FRENCH


def test_a_few_bytes_of_windows_in_utf8_are_read_as_such_and_counted():
    text, notes = decode((FRENCH * 3).encode() + "It was “naïve”.".encode("cp1252"))
    assert text == FRENCH * 3 + "It was “naïve”."
    assert notes == ("3 bytes that are not UTF-8 read as windows-1252",)


def test_a_replacement_character_in_the_text_does_not_hinder_that():
    assert decode("caf\ufffd – naïve ".encode() + b"\x93here\x94")[0] == "caf\ufffd – naïve “here”"


def test_mojibake_is_mended_in_its_lines_alone_and_noted():
    wrong = "â€œNobody was hurt,â€\x9d she said at the cafÃ©.\n"
    text, notes = decode((RUSSIAN + wrong + ARABIC).encode())
    assert text == RUSSIAN + "“Nobody was hurt,” she said at the café.\n" + ARABIC
    assert "mojibake" in notes[0]


@pytest.mark.parametrize("text", ["SÃO PAULO", "L’Â, dit-elle", "ØÅÆ «KØ» Ñandú", "Â£ is no £"[3:]])
def test_rare_letters_alone_are_no_mojibake(text):
    assert decode(text.encode()) == (text, ())


def test_a_character_cut_off_at_the_end_is_left_out_and_noted():
    text, notes = decode(FRENCH.encode() + "é".encode()[:1])
    assert text == FRENCH
    assert "cut off" in notes[0]


@pytest.mark.parametrize(
    "data", [b"\x81 \x8d", b"\x81\x8d\x8f\x90\x9d" * 9, b"\xff\xfe\x00\xd8" * 20 + b"\xff"]
)
def test_bytes_that_fit_nothing_surely_are_refused(data):
    with pytest.raises(BadInput) as caught:
        decode(data)
    assert caught.value.reason == Reason.WRONG_ENCODING
    assert "UTF-8" in caught.value.detail


def test_utf8_is_handed_on_to_the_byte():
    assert to_utf8(FRENCH.encode()) == (FRENCH.encode(), ())
    assert to_utf8(codecs.BOM_UTF8 + b"x") == (b"x", ())
    assert to_utf8(ENGLISH.encode("cp1252"))[0] == ENGLISH.encode()
