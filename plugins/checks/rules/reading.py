"""PLN501, PLN502 and PLN508: texts and sentences that are hard to read."""

from collections.abc import Iterator

from plugins.checks.finding import Severity
from plugins.checks.prose import prose_of, sentences_of
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.manuscript.passages import Form, Part
from plugins.manuscript.readability import WORD, Reading, measure
from plugins.manuscript.source import Span

HARD, TOO_HARD = 8.0, 10.0
# A grade of fewer words says more about chance than about the writer.
FEWEST_WORDS = 100
LONGEST_SENTENCE = 25
EASIER = "Split long sentences and take shorter words. Say first what the reader needs most."


@rule("PLN501", Severity.WARNING, Subject.ARTICLE, english_only=True)
def hard_to_read(review: Review) -> Iterator[Hit]:
    """An article and each of its sections read at grade 8 or below.

    Why:
        Many adults read less well than that, and illness makes reading harder. Names of
        conditions and products, which nobody can replace, count as long words only once. Texts of fewer
        than 100 words are not measured.
    Flagged:
        Title: ⟦A narrow canal⟧

        The nerves of the lower back travel through a narrow passage that is made of bone and strong bands.
        When the bands become thicker over the years, the passage has less room, and the nerves are pressed
        whenever somebody stands or walks. People then notice a heavy feeling in the legs, which usually
        becomes easier when they sit down or lean on a cart. A doctor who listens to this story will often
        examine the legs, the reflexes and the balance before ordering a scan. The picture shows how wide
        the passage is, but it cannot show how much pain a person has during the day.
    ---
        Title: The exam

        ## ⟦What is behind it⟧

        The nerves of the lower back travel through a narrow passage that is made of bone and strong bands.
        When the bands become thicker over the years, the passage has less room, and the nerves are pressed
        whenever somebody stands or walks. People then notice a heavy feeling in the legs, which usually
        becomes easier when they sit down or lean on a cart. A doctor who listens to this story will often
        examine the legs, the reflexes and the balance before ordering a scan. The picture shows how wide
        the passage is, but it cannot show how much pain a person has during the day.

        ## What happens

        You sit down. The doctor asks you where it hurts and for how long. Then you walk up and down the
        room. You stand on your toes and on your heels. The doctor taps your knee. Say so if it hurts. You
        can stop at any time. Next comes the scan. You lie still on a table. It is loud, so you wear ear
        plugs. It takes some time. You can press a button if you feel ill. Then you get up and dress. Wait
        for the call. It may take a few days. Bring a friend to the talk. Write down what you want to ask.
        Ask for the plan in plain words, and go home.
    Accepted:
        Title: The exam

        You sit down. The doctor asks you where it hurts and for how long. Then you walk up and down the
        room. You stand on your toes and on your heels. The doctor taps your knee. Say so if it hurts. You
        can stop at any time. Next comes the scan. You lie still on a table. It is loud, so you wear ear
        plugs. It takes some time. You can press a button if you feel ill. Then you get up and dress. Wait
        for the call. It may take a few days. Bring a friend to the talk. Write down what you want to ask.
        Ask for the plan in plain words, and go home.
    ---
        Title: A narrow canal

        Comprehensive investigations demonstrate anatomical alterations. This is short enough to pass.
    Source:
        AMA Manual of Style, 11th ed.; National Institutes of Health, on plain language. The grade is that of
        Kincaid and others, 1975.
    """
    yield from _over(review, HARD, TOO_HARD)


@rule("PLN508", Severity.ERROR, Subject.ARTICLE, english_only=True)
def too_hard_to_read(review: Review) -> Iterator[Hit]:
    """No article and no section of one reads above grade 10.

    Why:
        A text at that level is written for colleagues; patients will not finish it, or misread it. It is
        counted as for PLN501, which stands for grades over 8.
    Flagged:
        Title: ⟦A narrow canal⟧

        The examination generally begins with a conversation about previous illnesses, medication and
        everyday activities. Physicians subsequently evaluate muscular strength, sensation and coordination,
        because similar difficulties occasionally originate elsewhere. Additional investigations become
        necessary whenever the examination remains inconclusive or an operation is under consideration.
        Imaging demonstrates anatomical alterations with considerable precision, although the correlation
        between the appearance and the individual experience is frequently disappointing. Specialists
        consequently recommend interpreting every photograph together with the complete history, and they
        discourage decisions that rely exclusively on measurements. Comprehensive information nevertheless
        enables patients to participate in deliberations about alternatives, expectations and
        responsibilities before treatment is arranged at an appropriate institution nearby. Everybody may
        request another opinion beforehand.
    ---
        Title: ⟦The exam⟧

        ## ⟦What is behind it⟧

        The examination generally begins with a conversation about previous illnesses, medication and
        everyday activities. Physicians subsequently evaluate muscular strength, sensation and coordination,
        because similar difficulties occasionally originate elsewhere. Additional investigations become
        necessary whenever the examination remains inconclusive or an operation is under consideration.
        Imaging demonstrates anatomical alterations with considerable precision, although the correlation
        between the appearance and the individual experience is frequently disappointing. Specialists
        consequently recommend interpreting every photograph together with the complete history, and they
        discourage decisions that rely exclusively on measurements. Comprehensive information nevertheless
        enables patients to participate in deliberations about alternatives, expectations and
        responsibilities before treatment is arranged at an appropriate institution nearby. Everybody may
        request another opinion beforehand.

        ## What happens

        You sit down. The doctor asks you where it hurts and for how long. Then you walk up and down the
        room. You stand on your toes and on your heels. The doctor taps your knee. Say so if it hurts. You
        can stop at any time. Next comes the scan. You lie still on a table. It is loud, so you wear ear
        plugs. It takes some time. You can press a button if you feel ill. Then you get up and dress. Wait
        for the call. It may take a few days. Bring a friend to the talk. Write down what you want to ask.
        Ask for the plan in plain words, and go home.
    Accepted:
        Title: A narrow canal

        The nerves of the lower back travel through a narrow passage that is made of bone and strong bands.
        When the bands become thicker over the years, the passage has less room, and the nerves are pressed
        whenever somebody stands or walks. People then notice a heavy feeling in the legs, which usually
        becomes easier when they sit down or lean on a cart. A doctor who listens to this story will often
        examine the legs, the reflexes and the balance before ordering a scan. The picture shows how wide
        the passage is, but it cannot show how much pain a person has during the day.
    ---
        Title: A narrow canal

        Comprehensive investigations demonstrate anatomical alterations. This is short enough to pass.
    Source:
        AMA Manual of Style, 11th ed.; National Institutes of Health, on plain language. The grade is that of
        Kincaid and others, 1975.
    """
    yield from _over(review, TOO_HARD, None)


@rule("PLN502", Severity.WARNING, Subject.ARTICLE)
def long_sentence(review: Review) -> Iterator[Hit]:
    """A sentence has at most 25 words.

    Why:
        Whoever reads slowly has forgotten its beginning before the end. Tables, headings and quotations are
        not counted.
    Flagged:
        ⟦The nerves that go to your legs, your bladder and your bowels all run through one narrow canal, and
        it is made of bone in front and of a strong band at the back.⟧
    ---
        You may sit. ⟦If you have a fever, a cough, a sore on your skin or an infection of any kind, call
        the nurse at the office on the day before you come.⟧
    Accepted:
        The nerves that go to your legs all run through one narrow canal. It is made of bone in front and of a
        strong band at the back.
    ---
        > The nerves that go to your legs, your bladder and your bowels all run through one narrow canal, and
        > it is made of bone in front and of a strong band at the back, as she said.
    Source:
        CDC Clear Communication Index; plain-language guidance of the US government.
    """
    for passage in prose_of(review.document):
        for sentence in sentences_of(passage):
            words = len(WORD.findall(sentence.text))
            if words > LONGEST_SENTENCE:
                yield Hit(
                    f"This sentence has {words} words.",
                    f"Make two of it; {LONGEST_SENTENCE} words are the most.",
                    passage.span(sentence.start, sentence.end),
                )


def _over(review: Review, above: float, up_to: float | None) -> Iterator[Hit]:
    for what, reading, span in _measured(review):
        # Rounded as it is shown, so that nobody is told that 8.0 is over 8.
        grade = round(reading.grade, 1)
        if reading.words >= FEWEST_WORDS and grade > above and (up_to is None or grade <= up_to):
            per_sentence = round(reading.words / reading.sentences)
            yield Hit(
                f"{what} reads at grade {grade} of school; more than {above:.0f} is too hard for many. Its "
                f"sentences have {per_sentence} words on average.",
                EASIER,
                span,
            )


def _measured(review: Review) -> Iterator[tuple[str, Reading, Span]]:
    """Yield the reading of the text as a whole, then of each section under a heading."""
    document, names = review.document, review.standard.terms.names
    told = [(passage, sentence.text) for passage in prose_of(document) for sentence in sentences_of(passage)]
    title = document.header.get("title")
    top = title.span if title else document.source.line_span(1)
    yield f"This {'page' if review.is_page else 'article'}", measure((text for _, text in told), names), top
    headings = [
        passage
        for passage in document.passages
        if passage.form is Form.HEADING and passage.part is Part.BODY and passage.text
    ]
    for number, heading in enumerate(headings):
        start = heading.offsets[0]
        end = headings[number + 1].offsets[0] if number + 1 < len(headings) else len(document.source.text)
        section = [text for passage, text in told if passage.offsets and start < passage.offsets[0] < end]
        yield "This section", measure(section, names), heading.span(0, len(heading.text))
