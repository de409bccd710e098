"""Every public name has a docstring with an example, and the examples are true."""

import doctest
import importlib
import inspect

import pytest

import stakeout

MODULES = ["", "._article", "._doc", "._extractor", "._graph", "._records", ".spark", ".spacy"]
NEEDS = {".spark": "pyspark", ".spacy": "spacy", "._extractor": "polars", "._graph": "networkx"}


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    module = importlib.import_module(f"stakeout{name}")
    failed, tried = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert tried > 0
    assert failed == 0


@pytest.mark.parametrize("name", stakeout.__all__)
def test_every_public_name_has_an_example(name):
    public = getattr(stakeout, name)
    assert ">>>" in inspect.getdoc(public), name
    for member, value in vars(public).items() if inspect.isclass(public) else ():
        if not member.startswith("_") and (inspect.isfunction(value) or isinstance(value, property)):
            assert inspect.getdoc(value), f"{name}.{member}"
