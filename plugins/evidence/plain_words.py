"""Words that stand beside any number and tell nothing of what it is about."""

from plugins.evidence.clauses import EMPTY, stem

# What says how something was measured, and not what.
MEASURES = frozenset(
    stem(word)
    for word in """
    amount distance duration form index length level percentage proportion questionnaire rate scale score
    severity share size time value
    """.split()
)
EMPTY_STEMS = frozenset(stem(word) for word in EMPTY) - MEASURES
# What tells nothing of what a number is about: verbs that go with anything, and how studies speak.
NEUTRAL = EMPTY_STEMS | frozenset(
    stem(word)
    for word in """
    able abstract account afterward aged amounted annual answered appeared arrived asked author averaged
    avoid back became began below best came chance change changed come compare compared complain
    consecutive counted cover daily data decline declined decrease decreased develop difference
    divide doctor double dozen drop dropped eased easier eight eleven end ended entire equaled
    escaped exam exams expect expected experience face fact fall fallen fewer fifty figure fit five
    follow-up forty four free further gained gap gone good got greater grew grown half happened
    higher him himself his hundred included increase increased instead involved it's jumped keep
    kept lack lacked large lasted later learn length less listed little live longer look lot lower
    made main make manage math mean measured median million monthly move moved nearly need new night
    nightly nights nine noted notice number occur one one's ours overall own paper part past period
    place point quarter quite range reach reached read really receive received record recorded
    reduced remain remained report require required researcher respectively rest result rise risen
    rose said sample say says seem seemed seen series set seven shorter show shrank shrink single
    six sixty slightly small something spared stated stayed still suffer sum team ten test tests
    that's themselves think third thirty thought thousand three today told total totaled true turned
    twelve twice two typical typically underwent us usual usually want we wear weekly went whole
    wore worn worse wrote yearly yet you young your yours
    """.split()
)
# These go with anything but before what they are a part of: “back pain” is no leg pain.
PARTS_OF_BODY = frozenset({"back", "low", "lower"})
