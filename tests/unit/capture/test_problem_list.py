"""The first problems of a source are kept each, those behind them gathered."""

from inspector.capture.problemlist import ProblemList

TEXT = b"".join(b"line %03d\n" % number for number in range(100))


def read_into(position: int, view: memoryview) -> int:
    found = TEXT[position : position + len(view)]
    view[: len(found)] = found
    return len(found)


def added(problems: ProblemList, *lines: int) -> None:
    for line in lines:
        problems.add(9 * line, 4, f"Reason {line}.")


def test_few_are_kept_as_they_are() -> None:
    problems = ProblemList(3, read_into, most=2)
    added(problems, 5, 7)
    first, second = problems.take()
    assert (first.source, first.offset, first.length, first.line) == (3, 45, 4, 6)
    assert (first.reason, first.excerpt) == ("Reason 5.", "line")
    assert second.line == 8
    assert problems.take() == []


def test_what_is_too_many_is_gathered_and_counted() -> None:
    problems = ProblemList(0, read_into, most=2)
    added(problems, 1, 2, 3, 4, 9)
    *kept, rest = problems.take()
    assert [each.line for each in kept] == [2, 3]
    assert (rest.offset, rest.length, rest.line) == (27, 9 * 6 + 4, 4)
    assert rest.reason == "3 problems begin here, the first of which is: Reason 3."
    assert rest.excerpt.startswith("line 003")


def test_each_part_of_a_text_tells_of_its_own() -> None:
    problems = ProblemList(0, read_into, most=0)
    added(problems, 1)
    assert [each.reason for each in problems.take()] == ["Reason 1."]
    added(problems, 8, 9)
    (rest,) = problems.take()
    assert (rest.line, rest.reason[:10]) == (9, "2 problems")
