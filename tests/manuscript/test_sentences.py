"""Where sentences end. The sentences are our own; people and clinics in them are invented."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.manuscript.sentences import split_sentences

# “|” stands where one sentence ends and the next begins.
CASES = """
Dr. Vale looked at the scan.|She smiled.
Mr. and Mrs. Poe came early.|They had questions.
Prof. Lindqvist teaches in Lund.|She also sees patients.
We compared rest vs. walking.|Both helped a little.
The plan was Group A vs. Group B all along.|Nobody minded.
Use a support, e.g. a cane.|Rest when you need to.
Use a support, e.g., a cane.|Rest when you need to.
One ligament, i.e. the yellow one, can thicken.|It has a Latin name.
Brown et al. looked at scans.|Their group was small.
Brown et al. (2019) looked at scans.|Their group was small.
This was shown by Brown et al.|Nobody has repeated it.
The gap was 5.1 mm wide.|Later it was wider.
The tube is 5.1 mm. wide in all.|It is thin.
See No. 3 in the list.|It is short.
We asked, and he said no.|We left.
Turn to p. 12 for the drawing.|It is in color.
Figs. 2 and 3 show the canal.|Look at both.
Sec. 4 has more.|Skip it if you like.
The scan of Sept. 4 was clear.|The next one was not.
We met in Sept.|The leaves had turned.
It rained all through Dec.|Nobody walked far.
J. R. Hollis wrote the leaflet.|It is free.
Olga P. Vale runs the group.|Anyone may join.
The note was signed by E. Poe.|He is our nurse.
The note was signed by V. Poe.|He is our nurse.
It was I.|Nobody else knew.
She takes vitamin D.|Her doctor knows.
Medicare Part B.|It is one of several parts.
He was in group B.|She was in the other one.
She lives in the U.S. with her son.|He drives her.
She lives in the U.S.|Her son lives in Peru.
The U.S. Food and Drug Administration looked at it.|A letter followed.
The U.K. Health Board wrote back.|It took a month.
Come at 5 p.m. on Monday.|Bring your list.
Come at 5 p.m.|The door is open.
Rosa Vale, M.D., will see you.|She is kind.
Rosa Vale, Ph.D.|Head of the library
Ask for Poe Jr. at the desk.|He knows the way.
Expect numbness, tingling, etc. in one leg.|Both legs are rarer.
Expect numbness, tingling, etc.|Tell us if it gets worse.
St. Anne's Clinic is near.|It has a garden.
Mt. Alder Hospital is far.|It has parking.
Approx. 40 people came.|They sat down.
He can walk 5 ft. without a rest.|Then he stops.
He can walk 5 ft.|Then he stops.
It lasted 40 min.|The nurse stayed.
Call 911.|Do not wait.
The spine has five of them.|3 were treated.
p < .05 was the bar.|It was met.
The bar was 0.5.|It was met.
“Walk on.”|She did.
"Walk on."|She did.
She asked, “Why?”|He did not know.
“Why?” she asked.|He did not know.
“Stop!” said the nurse.|We stopped.
She said “no.”|Then she left.
It hurt (a little).|Then it stopped.
It hurt.|(It stopped soon after.)|Then came rest.
It hurt (Dr. Poe was there.)|Then it stopped.
What now?|Call us!|We are here.
Is it safe?!|Ask your doctor.
Wait… it came back.|Good.
Wait… |It came back.
Wait... it came back.|Good.
The mild® procedure is short.|mild® is also the name of a kit.
Read example.org/walk.html first.|Then call.
Version 2.0 of the leaflet is out.|Take one.
Watch L4.|It is the fourth one.
¿Duele?|¡Sí!|Vale.
No stop at the end
One sentence only.
"""
ROWS = [row for row in CASES.splitlines() if row]


@pytest.mark.parametrize("row", ROWS)
def test_sentences_end_where_a_reader_ends_them(row: str) -> None:
    expected = [part.strip() for part in row.split("|")]
    text = " ".join(expected)
    assert [sentence.text for sentence in split_sentences(text)] == expected


# Nothing in the words tells these apart from a name or a measure; we would rather join two sentences than
# tear one. Each is here so that a change of this is noticed.
@pytest.mark.parametrize(
    "text", ["He lives on Main St. The sun was out.", "The board was 12 in. 4 people saw it."]
)
def test_what_cannot_be_told_stays_one_sentence(text: str) -> None:
    assert len(split_sentences(text)) == 1


@pytest.mark.parametrize("text", ["", " ", "\u00a0\t"])
def test_where_there_are_no_words_there_are_no_sentences(text: str) -> None:
    assert split_sentences(text) == ()


PIECES = st.sampled_from(
    [
        "Dr.", "vs.", "e.g.", "et al.", "5.1 mm", "No. 3", "J. R. Poe", "(so)", "“Why?”", "U.S.",
        "p.m.", "I.",
        "mild®", "word", "Word", "...", "…", "?!", ".", "!", "”", ")", "3", "Part B.", "é.", "St.", " ", "\n",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=20).map(" ".join) | st.text(alphabet="aB1.!?… \n\"')”®", max_size=60)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_splitting_loses_no_visible_character(text: str) -> None:
    kept = "".join(sentence.text for sentence in split_sentences(text))
    assert "".join(kept.split()) == "".join(text.split())


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_sentence_is_what_stands_at_its_place(text: str) -> None:
    for sentence in split_sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sentences_follow_one_another_without_overlap(text: str) -> None:
    ends = [0]
    for sentence in split_sentences(text):
        assert ends[-1] <= sentence.start < sentence.end
        ends.append(sentence.end)


@pytest.mark.parametrize("piece", [".", ". ", "?”", "A. ", "Dr. ", "...x", "No. ", "Part B. "])
def test_ten_times_the_text_takes_about_ten_times_as_long(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length] + "x"
        return min(_timed(text) for _ in range(3))

    assert seconds(40_000) < 40 * seconds(4_000) + 0.05


def _timed(text: str) -> float:
    start = time.process_time()
    split_sentences(text)
    return time.process_time() - start
