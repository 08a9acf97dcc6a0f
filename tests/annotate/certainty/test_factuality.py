"""How an event is told: case tables of (sentence, event word, level polarity status), with negatives of each kind."""

from __future__ import annotations

import pytest

from dateline.annotate.certainty.factuality import Factuality, Judge, judge
from dateline.annotate.pipeline import Pipeline

CASES = [
    # the plain telling
    ("The army attacked the village on Tuesday.", "attacked", "certain affirmed happened"),
    ("The attack killed two soldiers.", "attack", "certain affirmed happened"),
    ("The minister said the troops had withdrawn.", "withdrawn", "certain affirmed happened"),
    # modals and adverbs
    ("The army may have attacked the village.", "attacked", "possible affirmed happened"),
    ("Militants reportedly killed five officers.", "killed", "probable affirmed happened"),
    ("The alleged attack alarmed the town.", "attack", "possible affirmed happened"),
    ("The army will attack the village.", "attack", "certain affirmed planned"),
    ("The shelling forced the rebels to retreat.", "retreat", "certain affirmed happened"),
    ("They plotted to rob the bank and then burn the archive.", "burn", "certain affirmed planned"),
    ("They robbed the bank and then burned the archive.", "burned", "certain affirmed happened"),
    ("The envoy pressed the rebels to retreat.", "retreat", "certain affirmed called_for"),
    ("The parties must withdraw their forces.", "withdraw", "certain affirmed called_for"),
    # belief
    ("Police believe the man was abducted.", "abducted", "probable affirmed happened"),
    ("The army is said to have shelled the town.", "shelled", "probable affirmed happened"),
    ("The army said that it shelled the town.", "shelled", "certain affirmed happened"),
    ("It was unclear whether the gunman acted alone.", "acted", "unspecified affirmed hypothetical"),
    # negation
    ("Officials denied that the troops had withdrawn.", "withdrawn", "certain denied happened"),
    ("The rebels failed to reach a deal.", "deal", "certain denied happened"),
    ("The rebels did not fail to reach a deal.", "reach", "certain affirmed happened"),
    ("No major clashes occurred.", "clashes", "certain denied happened"),
    ("The meeting was cancelled.", "meeting", "certain denied happened"),
    ("The government rejected claims that it bombed the school.", "bombed", "certain denied happened"),
    ("The paper retracted its report that rebels had attacked the village.", "attacked", "certain denied happened"),
    ("The envoy withdrew the claim that rebels attacked the village.", "attacked", "certain denied happened"),
    ("The army disputed reports that it shelled the town.", "shelled", "certain denied happened"),
    ("The paper did not retract its report that rebels attacked.", "attacked", "probable affirmed happened"),
    ("The army withdrew the troops that shelled the town.", "shelled", "certain affirmed happened"),
    ("Neither side signed the agreement.", "signed", "certain denied happened"),
    ("The minister did not condemn the attack.", "attack", "certain affirmed happened"),
    ("Soldiers who had not slept shelled the town.", "shelled", "certain affirmed happened"),
    # plans and calls
    ("The minister plans to visit Ankara next week.", "visit", "certain affirmed planned"),
    ("The president is to meet his counterpart.", "meet", "certain affirmed planned"),
    ("He is expected to meet the envoy.", "meet", "probable affirmed planned"),
    ("The UN called for an immediate ceasefire.", "ceasefire", "certain affirmed called_for"),
    ("She urged both sides to halt the fighting.", "halt", "certain affirmed called_for"),
    ("She urged both sides to halt the fighting.", "fighting", "certain affirmed ongoing"),
    ("The two sides will hold talks.", "talks", "certain affirmed planned"),
    ("The two sides held talks.", "talks", "certain affirmed happened"),
    # what was to be and was not; what is sought; what went before
    ("The handover was to have begun on Monday.", "handover", "certain denied happened"),
    ("The handover was to begin on Monday.", "handover", "certain affirmed planned"),
    ("The minister was supposed to have met the envoy.", "met", "certain denied happened"),
    ("Kenya is determined to restore the old ties.", "restore", "certain affirmed planned"),
    ("The villagers fled after weeks of shelling and sieges.", "sieges", "certain affirmed happened"),
    ("The villagers fled the siege.", "siege", "certain affirmed ongoing"),
    ("The camps have filled, as four neighbours provide shelter.", "provide", "certain affirmed ongoing"),
    # a record that shows it is its source, and no clue to guess from
    ("Letters seen by the court indicate that the envoy met the rebels.", "met", "certain affirmed happened"),
    ("The wounds indicate that the guards fired first.", "fired", "probable affirmed happened"),
    # conditions
    ("If the rebels attack, the army will respond.", "attack", "certain affirmed hypothetical"),
    ("If the rebels attack, the army will respond.", "respond", "certain affirmed planned"),
    ("The truce is to take effect on Monday.", "truce", "certain affirmed planned"),
    ("It is not known whether the gunman acted alone.", "acted", "unspecified affirmed hypothetical"),
    ("The government rejected the proposal.", "proposal", "certain affirmed happened"),
    ("The visit was delayed.", "visit", "certain denied happened"),
    ("The army is no longer shelling the town.", "shelling", "certain denied ongoing"),
    ("The strike is almost certainly a crime.", "crime", "probable affirmed happened"),
    # going on
    ("The convoy passed the siege lines.", "siege", "certain affirmed ongoing"),
    ("Troops continued to shell the town.", "shell", "certain affirmed ongoing"),
    ("Troops are shelling the town.", "shelling", "certain affirmed ongoing"),
]


@pytest.mark.parametrize(("sentence", "word", "expected"), CASES)
def test_how_an_event_is_told(pipeline: Pipeline, sentence: str, word: str, expected: str) -> None:
    told = _judged(pipeline, sentence, word)
    assert f"{told.level} {told.polarity} {told.status}" == expected


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("The general ruled out a withdrawal.", "withdrawal", (None, "ruled out", "ruled out")),
        ("The army may have attacked the village.", "attacked", ("may", None, None)),
        ("He is expected to meet the envoy.", "meet", ("expected", None, "expected")),
    ],
)
def test_cues_are_the_words_that_show_it(
    pipeline: Pipeline, sentence: str, word: str, expected: tuple[str | None, ...]
) -> None:
    told = _judged(pipeline, sentence, word)
    words = pipeline.nlp.make_doc(sentence)
    cues = (told.level_cue, told.polarity_cue, told.status_cue)
    assert tuple(words[slice(*cue)].text if cue else None for cue in cues) == expected


@pytest.mark.parametrize(
    ("sentence", "word", "hearsay"),
    [
        ("Militants reportedly killed five officers.", "killed", True),
        ("The army is said to have shelled the town.", "shelled", True),
        ("The army was reported to have shelled the town.", "shelled", True),
        ("There were reports that the army shelled the town.", "shelled", True),
        ("The reported attack alarmed the town.", "attack", True),
        # whoever tells it doubts it, or nobody does
        ("Militants killed five officers.", "killed", False),
        ("The army is rumoured to have shelled the town.", "shelled", False),
        ("There were unconfirmed reports that the army shelled the town.", "shelled", False),
        ("Militants reportedly may have killed five officers.", "killed", False),
        ("Militants allegedly killed five officers.", "killed", False),
        ("Militants probably killed five officers, who reportedly patrolled the road.", "killed", False),
        ("The army is reportedly believed to have shelled the town.", "shelled", False),
        ("Militants apparently killed five officers.", "killed", False),
    ],
)
def test_hearsay_is_told_apart_from_doubt(pipeline: Pipeline, sentence: str, word: str, hearsay: bool) -> None:
    assert _judged(pipeline, sentence, word).hearsay is hearsay


def test_every_word_of_a_very_long_sentence_can_be_judged(pipeline: Pipeline) -> None:
    doc = pipeline.nlp("The army said that " + "the envoy hoped that " * 150 + "the truce held.")
    judging = Judge(doc)
    assert len([judging(token) for token in doc]) == len(doc)


def _judged(pipeline: Pipeline, sentence: str, word: str) -> Factuality:
    with pipeline.nlp.select_pipes(enable=list(pipeline.parsing)):
        doc = pipeline.nlp(sentence)
    return judge(next(token for token in doc if token.text == word))
