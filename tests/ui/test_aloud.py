"""Reading aloud: the words go to the program's standard input and nowhere else; without a voice there is no button."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from referral_assistant.ui.aloud import PROGRAMS, Aloud
from tests.ui.speech import ESPEAK, Speech, until

SPD = """NAME                                 LANGUAGE           VARIANT
Khmer+voice two                            km              none
Farsi                                   fa-IR              none
"""
MAC = """Kanya               th_TH    # Hello
Ting-Ting (Premium) zh_CN    # Hello
"""
WORDS = "စာသင်ကျောင်း"


def ready(qapp: QApplication) -> Aloud:
    aloud = Aloud(qapp)
    aloud.look()
    until(lambda: not aloud.is_looking)
    return aloud


@pytest.mark.parametrize(("name", "voices", "tag"), [("espeak-ng", ESPEAK, "my"), ("spd-say", SPD, "km")])
def test_the_words_go_through_standard_input_alone(
    qapp: QApplication, speech: Speech, name: str, voices: str, tag: str
) -> None:
    folder = speech(name, voices)
    aloud = ready(qapp)
    assert aloud.read(f"{WORDS}\n!-! SET SELF\nquestion?", tag)
    assert aloud.is_speaking
    until(lambda: not aloud.is_speaking)
    told, arguments, line, environment = json.loads((folder / "told.json").read_text())
    assert told == f"{WORDS}.\nSET SELF.\nquestion?\n"
    assert tag in arguments
    for place in (*arguments, line, *environment):
        assert WORDS not in place
        assert "question" not in place


def test_it_is_silent_at_once(qapp: QApplication, speech: Speech) -> None:
    folder = speech("spd-say", SPD)
    aloud = ready(qapp)
    assert aloud.read("a long story", "km")
    until((folder / "pid").exists)
    pid = int((folder / "pid").read_text() or 0)
    aloud.stop()
    assert not aloud.is_speaking
    until(lambda: not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text())
    # What a speech server has begun to say is silenced too.
    until((folder / "cancelled").exists)


def test_one_text_at_a_time(qapp: QApplication, speech: Speech) -> None:
    folder = speech("espeak-ng", ESPEAK)
    aloud = ready(qapp)
    aloud.read("a long story", "my")
    until((folder / "pid").exists)
    aloud.read("short", "ar")
    until(lambda: not aloud.is_speaking)
    assert json.loads((folder / "told.json").read_text())[0] == "short.\n"


def test_voices_by_language(qapp: QApplication, speech: Speech) -> None:
    speech("espeak-ng", ESPEAK)
    speech("spd-say", SPD)
    aloud = ready(qapp)
    found = {tag: voice.program.name for tag in ("my", "ar", "th", "zh_Hans", "km", "fa", "vi")
             if (voice := aloud.voice_for(tag))}  # fmt: skip
    assert found == {"my": "espeak-ng", "ar": "espeak-ng", "zh_Hans": "espeak-ng", "km": "spd-say", "fa": "spd-say"}
    assert not aloud.read("text", "vi")
    assert not aloud.is_speaking


def test_listings_of_other_systems() -> None:
    by_name = {one.name: one for one in PROGRAMS}
    assert list(by_name["say"].heard(MAC)) == [("th_TH", "Kanya"), ("zh_CN", "Ting-Ting (Premium)")]
    assert list(by_name["powershell"].heard("th-TH|Microsoft Pattara\r\n\r\nnonsense\r\n")) == [
        ("th-TH", "Microsoft Pattara")
    ]
    # What a voice is called is an argument of its own or stands in the environment; no script is made from it.
    assert "-v" in by_name["say"].speak("evil'; rm")
    assert "evil'; rm" in by_name["say"].speak("evil'; rm")
    assert by_name["powershell"].speak("evil'; rm") == by_name["powershell"].speak("Microsoft Pattara")


def test_without_a_program_there_is_no_voice(qapp: QApplication, speech: object) -> None:
    aloud = ready(qapp)
    assert aloud.voice_for("my") is None
    assert not aloud.read("text", "my")
    aloud.stop()
