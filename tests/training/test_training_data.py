"""The marked sentences are sound, and the weights that ship were learned from them as they stand."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from conftest import PROJECT, SHARED
from dateline.annotate.events.tagger import load_tagger
from dateline.annotate.learned.logistic import load_packaged
from dateline.evaluate.gold import file_digest
from marked_text import MARKED_FOLDER, TYPES, Mark, read_marked
from news_gold import FURTHER_MARKS, OUR_MARKS, GoldEvent, read_our_marks


@pytest.mark.parametrize("file_name", ["gate.npz", "eventhood.npz", "skim.npz"])
def test_weights_belong_to_the_data(file_name: str) -> None:
    trained_on = load_packaged(file_name).trained_on
    assert trained_on["sentences"] == file_digest(MARKED_FOLDER), "run training/train_gate.py"
    assert trained_on["vectors"] == file_digest(PROJECT / "src/dateline/knowledge/word_vectors.npz")


def test_the_tagger_belongs_to_the_data() -> None:
    trained_on = load_tagger().trained_on
    assert trained_on["sentences"] == file_digest(MARKED_FOLDER), "run training/train_tagger.py"
    assert trained_on["further"] == file_digest(FURTHER_MARKS)
    assert trained_on["vectors"] == file_digest(PROJECT / "src/dateline/knowledge/word_vectors.npz")


def test_marks_are_taken_out_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("# topic\n\nRebels [seized|COERCE] it, a [blow|-].\n", encoding="utf-8")
    (sentence,) = read_marked(tmp_path)
    assert sentence.text == "Rebels seized it, a blow."
    assert sentence.marks == (Mark(7, 13, "COERCE"), Mark(20, 24, "-"))


@pytest.mark.parametrize("line", ["They [met|MEETING] there.", "They [met there.", "They met|CONSULT] there."])
def test_a_faulty_mark_is_refused_with_its_place(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(f"# topic\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.txt:2"):
        list(read_marked(tmp_path))


def test_the_sentences_are_varied() -> None:
    sentences = list(read_marked())
    texts = Counter(sentence.text.casefold() for sentence in sentences)
    assert [text for text, count in texts.items() if count > 1] == []
    labels = Counter(mark.label for sentence in sentences for mark in sentence.marks if mark.is_event)
    assert set(labels) == TYPES
    assert min(labels.values()) >= 12
    without = sum(not any(mark.is_event for mark in sentence.marks) for sentence in sentences)
    assert 0.3 < without / len(sentences) < 0.7


def test_marks_point_into_the_text_that_was_read(tmp_path: Path) -> None:
    text = "Rebels seized the port. The rest was not read."
    (tmp_path / "polnear").mkdir()
    (tmp_path / "polnear" / "dev.jsonl").write_text(json.dumps({"id": "a", "text": text}) + "\n", encoding="utf-8")
    mark = {"set": "polnear", "id": "a", "end": 23, "sha": hashlib.sha256(text[:23].encode()).hexdigest()[:12]}
    marks = tmp_path / "marks.jsonl"
    marks.write_text(json.dumps(mark | {"events": [[7, 13, "COERCE/ASSAULT?"]]}) + "\n", encoding="utf-8")
    (passage,) = read_our_marks(tmp_path, marks)
    assert passage.text == "Rebels seized the port."
    assert passage.sentences[0].events == (GoldEvent(((7, 13),), ("COERCE", "ASSAULT"), True),)
    marks.write_text(json.dumps(mark | {"events": [], "sha": "0"}) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="the text of a has changed"):
        list(read_our_marks(tmp_path, marks))


def test_nothing_is_learned_from_what_measures() -> None:
    wild = SHARED / "gold" / "wild" / "dev.jsonl"
    if not wild.exists():
        pytest.skip(f"no gold data under {SHARED}")
    measured = {json.loads(line)["id"] for line in wild.read_text(encoding="utf-8").splitlines()}
    lines = [line for marks in (OUR_MARKS, FURTHER_MARKS) for line in marks.read_text(encoding="utf-8").splitlines()]
    marked = {json.loads(line)["id"] for line in lines}
    assert marked
    assert not marked & measured
