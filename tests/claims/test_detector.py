"""What counts as a claim: sentences of our own, written after the annotation guideline.

Product, clinic and people are invented. The figures in the sentences that need a source are
invented as well: they are here to be caught.
"""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.claims.claim import Assertion, ClaimKind, Setting
from plugins.claims.cues import cues
from plugins.claims.detector import EMPTY, LONGEST_PHRASE, SAYS, detect
from plugins.claims.labelled import read_labelled
from plugins.claims.lexicon import load_lexicon

SENTENCES = Path(__file__).with_name("sentences")
PARAGRAPH = Setting("paragraph")


def claim_in(sentence: str, setting: Setting = PARAGRAPH) -> Assertion | None:
    return detect(sentence, setting, load_lexicon())


NEEDS_A_SOURCE = {
    "a count of patients nationwide": (
        "Each year, more than three million people across the country live with this narrowing."
    ),
    "a share of an age group": (
        "Lumbar spinal stenosis affects roughly one in four adults past the age of seventy."
    ),
    "a share of the cause": ("As much as 90% of the narrowing can be put down to an overgrown ligament."),
    "what treatment needs in order to work": (
        "To be effective, a treatment has to thin out the ligament that presses on the nerves."
    ),
    "another treatment that merely masks pain": (
        "Steroid shots often do no more than mask the pain and put off the care you really need."
    ),
    "a safety profile set beside another": (
        "Its safety profile is comparable to that of an epidural steroid injection."
    ),
    "lasting improvement": ("Patients kept a significant improvement in pain and mobility for three years."),
    "what the procedure does without": (
        "The procedure requires no general anesthesia, no implants, no stitches and no opioids."
    ),
    "a quick return to normal life": (
        "Most patients are back to their normal activities by the next day, without restrictions."
    ),
    "standing time before and after": (
        "After one year, average standing time rose from six minutes to nearly an hour."
    ),
    "two measured changes": ("Standing time rose from 8 to 56 minutes, and walking from 246 to 3,956 feet."),
    "a measured fall": "Pain scores fell from 7 to 3.",
    "walking distance before and after": (
        "People who could walk only 200 feet before were walking 4,000 feet twelve months later."
    ),
    "a complication rate": ("With a complication rate of less than 0.2%, it is a reassuring choice."),
    "a track record in numbers": "Over 40,000 patients have already been treated with it.",
    "thousands helped": "It has helped thousands of people get back on their feet.",
    "relief of symptoms": "The procedure relieves leg pain and restores mobility.",
    "hedged relief": "Removing the excess ligament may help reduce your pain when you stand.",
    "safe and effective": "It is a safe and effective alternative to open surgery.",
    "faster recovery than surgery": ("Recovery is much faster than after a traditional laminectomy."),
    "insurance coverage": "Medicare covers the procedure nationwide in every state.",
    "clearance by an authority": "The device is FDA-cleared for patients with spinal stenosis.",
    "research in general": "Research shows that early treatment gives better results.",
    "a study with its number of people": (
        "In the study, 40 people were followed for twelve months after treatment."
    ),
    "most people": "Most people with this condition feel better when they lean forward.",
    "a leading cause": "It is the leading cause of back surgery in people over 65.",
    "a risk factor": "Smoking increases your risk of a failed fusion.",
    "no evidence": "There is no evidence that bed rest heals a narrowed canal.",
    "no cure": "There is no cure for spinal stenosis.",
    "experts recommend": "Experts recommend trying physical therapy before surgery.",
    "relief that lasts": "Relief from an injection usually lasts only a few months.",
    "a result told by a patient": ('"After my procedure I walked two miles without pain," says Olive, 74.'),
    "the most common procedure": "It is the most commonly performed procedure of its kind.",
    "a question that takes a figure for granted": (
        "Are you one of the four million Americans with spinal stenosis?"
    ),
    "an order with a checkable reason": (
        "Stop smoking, because it doubles the risk of infection after surgery."
    ),
}


@pytest.mark.parametrize("sentence", NEEDS_A_SOURCE.values(), ids=NEEDS_A_SOURCE.keys())
def test_a_claim_is_found(sentence: str) -> None:
    assert claim_in(sentence) is not None


NEEDS_NONE = {
    "a definition": "Spinal stenosis is a narrowing of the canal that holds the spinal nerves.",
    "anatomy": "The spinal canal is a passage formed by the arches of the vertebrae.",
    "anatomy with a number": "The lower back has five vertebrae, one above the other.",
    "a name": "Doctors call the ligament at the back of the canal the ligamentum flavum.",
    "a definition of an operation": (
        "A laminectomy is an operation in which a surgeon removes part of the bony arch."
    ),
    "what an abbreviation stands for": "LSS stands for lumbar spinal stenosis.",
    "a device and its parts": "The kit contains a guide, a tissue remover and a depth gauge.",
    "an unknown cause": "The exact cause is not known.",
    "bare many": "Many people feel numbness or tingling in their legs.",
    "symptoms of a reader": "You may feel heaviness in your legs when you stand.",
    "a symptom list": "Symptoms include pain, cramping and weakness in the legs.",
    "a symptom that comes and goes": "The ache is often felt in the buttocks and thighs.",
    "a description of tingling": "Some people describe it as pins and needles.",
    "a step of the procedure": ("The doctor removes small pieces of ligament through a narrow tube."),
    "a step under imaging": "Live X-ray images show the doctor where the instruments are.",
    "how long a session takes": "The session takes about 45 minutes.",
    "a dose": "The tablet is taken twice a day with food, 300 mg each time.",
    "a size of a cut": "The opening in the skin is about 5 mm long.",
    "a schedule": "You will have a check-up after two weeks and another after three months.",
    "intent": "The brace is designed to support the lower back.",
    "a purpose": "Physical therapy aims to strengthen the muscles around the spine.",
    "use": "An epidural injection is used to deliver medicine close to the nerve.",
    "a question": "What is lumbar spinal stenosis?",
    "a question about pain": "Does the procedure hurt?",
    "an exercise": "Walk for ten minutes twice a day.",
    "an order with a purpose": "Keep a diary of your pain to share with your doctor.",
    "a warning": "Call your doctor at once if you lose control of your bladder.",
    "an order after a condition": "If you take blood thinners, tell your doctor before the visit.",
    "a second instruction": "Bring a list of your medicines and your latest MRI images.",
    "advice to ask": "Ask your doctor which options fit your situation.",
    "care that depends": "Treatment depends on your symptoms and on your general health.",
    "a doctor who may suggest": "Your doctor may suggest physical therapy first.",
    "options": "Treatment options range from physical therapy to surgery.",
    "a diagnosis": "The diagnosis is made from your history, an examination and an MRI scan.",
    "who may be a candidate": "You may be a candidate if you have leg pain when you stand.",
    "a decision": "You and your doctor decide together what comes next.",
    "plain risks": "Possible risks include bleeding, infection and nerve injury.",
    "plain risks of surgery": "As with any procedure, bleeding or infection may occur.",
    "a lead-in": "Benefits include:",
    "a telephone number": "Call us at 555-0142 on weekdays between 9 and 5.",
    "a date of review": "This page was last reviewed on 12 March 2024.",
    "an address": "Our office is at 14 Alder Street in Fernhollow.",
    "legal words": "This article is not a substitute for medical advice.",
    "a link": "Read more about spinal stenosis in our glossary.",
    "a call to action": "Find a doctor near you.",
    "credentials": "Dr. Maren Oakhurst completed a fellowship in pain medicine.",
    "services": "We offer appointments in Fernhollow and Wrenfield.",
    "satisfaction": '"I love the nurses at this clinic," says Olive.',
    "hope": "We believe every patient deserves to be heard.",
    "puffery": "Your journey back to the garden begins with a single step.",
    "what happens after a test": "A nurse will call you with the results of the scan.",
    "back pain by its name": "Lower back pain can have many different causes.",
    "relief by posture": "Some people feel better when they sit.",
    "the writers' own search": "We found no study with a clear answer that we could cite.",
    "a study as a word": "You find a study online, and it has a big number in it.",
    "help from a companion": "You can help by asking for the risks and the limits.",
    "urgency": "Some warning signs need care right away.",
    "a bare rarity": "Congenital stenosis is rare.",
    "an ordinary comparison of shape": "The canal is shaped somewhat like a triangle.",
}


@pytest.mark.parametrize("sentence", NEEDS_NONE.values(), ids=NEEDS_NONE.keys())
def test_a_sentence_without_a_claim_stays_silent(sentence: str) -> None:
    found = claim_in(sentence)
    assert found is None, found


@pytest.mark.parametrize(
    "heading",
    ["Relieves pain in 90% of patients", "The safest treatment there is", "Why it works"],
)
def test_a_heading_is_never_the_place_for_a_citation(heading: str) -> None:
    assert claim_in(heading, Setting("heading")) is None


def test_an_item_in_a_list_of_benefits_is_a_claim_when_it_names_an_outcome() -> None:
    benefits = Setting("list item", heading="Why choose it", lead_in="Benefits include:")
    assert claim_in("Less scarring than open surgery", benefits) is not None
    assert claim_in("Small incision", benefits) is None


def test_a_heading_about_benefits_makes_no_claim_of_a_neutral_sentence() -> None:
    under = Setting("paragraph", heading="Benefits and results")
    assert claim_in("The tube is about as wide as a pencil.", under) is None


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("It comes with a complication rate of less than 0.1%.", "less than 0.1%"),
        ("Up to 85% of the narrowing is due to the ligament.", "Up to 85%"),
        ("About one in five adults has it.", "About one in five"),
        ("More than 30,000 people have been treated.", "More than 30,000 people"),
    ],
)
def test_a_figure_is_pointed_at_with_its_unit_and_its_limits(sentence: str, words: str) -> None:
    found = claim_in(sentence)
    assert found is not None
    assert sentence[found.start : found.end] == words


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("About 12% of adults have it.", ClaimKind.STATISTIC),
        ("Research shows that it does.", ClaimKind.STUDY),
        ("The gel relieves pain.", ClaimKind.EFFICACY),
        ("The procedure is safe and well tolerated.", ClaimKind.SAFETY),
        ("It is gentler than open surgery.", ClaimKind.COMPARISON),
        ("The prognosis is good and most recover fully.", ClaimKind.DURABILITY),
        ("It is associated with smoking.", ClaimKind.CAUSAL),
        ("The device is FDA-approved.", ClaimKind.REGULATORY),
        ("The device was cleared in 2006.", ClaimKind.REGULATORY),
        ("About 72% of adults have used the gel.", ClaimKind.STATISTIC),
        ("It is trusted by surgeons and widely used.", ClaimKind.POPULARITY),
    ],
)
def test_the_kind_names_the_evidence_a_reader_would_ask_for(sentence: str, kind: ClaimKind) -> None:
    found = claim_in(sentence)
    assert found is not None
    assert found.kind is kind


def test_where_no_list_has_words_a_short_phrase_is_pointed_at_and_never_an_empty_word() -> None:
    """In other sentences of our own, hundreds of which hold no words of the lists for the kind they get."""
    read = [one for file in sorted(SENTENCES.glob("*.txt")) for one in read_labelled(file)][::3]
    found = [(one.text, made) for one in read if (made := detect(one.text, one.setting, load_lexicon()))]
    of_lists = {family.says for family in load_lexicon().families}
    of_learning = tuple(says for says in SAYS.values() if says not in of_lists)
    unlisted = [(text, made) for text, made in found if made.reason.startswith(of_learning)]
    learned = [(text, made) for text, made in unlisted if ", with the figure" not in made.reason]
    assert len(learned) > 50
    phrases = [text[made.start : made.end] for text, made in learned if made.end - made.start < len(text) - 1]
    assert len(phrases) > 0.9 * len(learned), "the rest points at the whole sentence"
    for phrase in phrases:
        assert len(phrase.split()) <= LONGEST_PHRASE, phrase
        words = re.findall(r"[a-z0-9]+", phrase.lower())
        assert words[0] not in EMPTY | {"of", "the", "a", "and", "is", "in", "to"}, phrase
        assert words[-1] not in EMPTY | {"of", "the", "a", "and", "is", "in", "to"}, phrase


def test_the_reason_quotes_the_telling_words() -> None:
    found = claim_in("The procedure relieves leg pain.")
    assert found is not None
    assert "relieves" in found.reason
    assert 0.5 <= found.confidence <= 1


def test_a_curly_apostrophe_reads_like_a_straight_one() -> None:
    straight = claim_in("It can't be cured, and it won't go away.")
    curly = claim_in("It can’t be cured, and it won’t go away.")
    assert straight is not None
    assert curly is not None
    assert (curly.kind, curly.start, curly.end) == (straight.kind, straight.start, straight.end)
    assert curly.confidence == straight.confidence


def test_cues_against_a_claim_are_listed_beside_those_for_it() -> None:
    found = cues("Call us, because it halves the risk.", PARAGRAPH, load_lexicon())
    assert any(cue.weight > 0 for cue in found)
    assert any(cue.weight < 0 for cue in found)


@given(st.text(max_size=300))
def test_whatever_is_written_the_words_pointed_at_lie_in_the_sentence(sentence: str) -> None:
    found = claim_in(sentence)
    if found is not None:
        assert 0 <= found.start < found.end <= len(sentence)


def test_time_grows_in_step_with_length() -> None:
    def seconds(repeats: int) -> float:
        sentence = "more people with the risk of pain and better " * repeats
        begin = time.process_time()
        claim_in(sentence)
        return time.process_time() - begin

    seconds(50)
    assert seconds(2_000) < 60 * max(seconds(200), 0.001)


def test_one_endless_word_costs_no_more_than_its_length() -> None:
    def seconds(letters: int) -> float:
        begin = time.process_time()
        claim_in(f"It relieves {'a' * letters} pain.")
        return time.process_time() - begin

    seconds(1_000)
    assert seconds(400_000) < 80 * max(seconds(20_000), 0.001)


def test_a_short_question_that_names_a_study_claims_nothing() -> None:
    assert claim_in("What do studies say?") is None
    assert claim_in("Is it safe?") is None


A_COLON_IS_NO_EXCUSE = {
    "The procedure relieves leg pain in these ways:": True,
    "The procedure was used in 95% of patients:": True,
    "About 95% of patients have less pain with:": True,
    "Surgery relieves pain in 9 of 10 patients that are treated by:": True,
    "Benefits include:": False,
    "People treated with the device have been shown to:": False,
    "Ask your doctor if you have one of the following:": False,
}


@pytest.mark.parametrize(("sentence", "claims"), A_COLON_IS_NO_EXCUSE.items())
def test_a_sentence_before_a_list_is_silent_only_where_it_says_nothing_yet(
    sentence: str, claims: bool
) -> None:
    assert (claim_in(sentence) is not None) is claims


def test_to_say_that_two_things_are_not_the_same_is_no_comparison() -> None:
    assert claim_in("Cleared is not the same as approved.") is None
    assert claim_in("The relief is the same as after open surgery.") is not None
