import pytest

from inspector.calls.labels import duration_text, few_words, lower_first


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0, "0 ms"),
        (0.085, "85 ms"),
        (4.1, "4.1 s"),
        (59.94, "59.9 s"),
        (59.96, "1 m 0 s"),
        (71.8, "1 m 12 s"),
        (3900, "1 h 05 m"),
    ],
)
def test_durations_read_as_people_write_them(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text


def test_only_plain_words_begin_small() -> None:
    assert lower_first("No input") == "no input"
    assert lower_first("DTMF tone") == "DTMF tone"
    assert lower_first("PlayWhatever") == "PlayWhatever"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Twenty-four characters x", "Twenty-four characters x"),
        ("Custom speech model not supported", "Custom speech model not…"),
        ("Transfer could not agree on media", "Transfer could not…"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsg…"),
        ("", ""),
    ],
)
def test_many_words_are_cut_between_two(text: str, cut: str) -> None:
    assert few_words(text) == cut
