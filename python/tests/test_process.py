"""Other processes: pickled, forked, and made once in each."""

import copy
import multiprocessing
import os
import pickle
import subprocess
import sys

import pytest

import stakeout
from stakeout import _extractor

TEXTS = [f"Acme Corp owns {n} percent of Bronn Inc." for n in range(1, 40)]
MADE = "made"


def shares(docs):
    return [doc.relations[0].attributes.share.exact for doc in docs]


def work(job):
    """What a worker does: once with pipe and once alone, and how often an extractor was made."""
    extractor, texts = job
    return shares(extractor.pipe(texts)), shares([extractor(text) for text in texts]), id(extractor._core), os.getpid()


def test_pickle():
    extractor = stakeout.Extractor(gazetteers=[[{"name": "Norvane", "type": "organization"}]], date="2024-02-14")
    data = pickle.dumps(extractor)
    assert len(data) < 1000
    one, two = pickle.loads(data), pickle.loads(data)
    assert one is two
    assert one("Norvane bought Bronn Inc.").relations == extractor("Norvane bought Bronn Inc.").relations
    doc = extractor(TEXTS[0], id="a")
    again = pickle.loads(pickle.dumps(doc))
    assert again.to_dict() == doc.to_dict()
    assert again.to_jsonl("documents") == doc.to_jsonl("documents")
    assert again.warnings == [] and again.error is None
    assert pickle.loads(pickle.dumps(doc.relations)) == doc.relations
    assert copy.deepcopy(doc.relations[0]) == doc.relations[0]
    failed = next(extractor.pipe([""]))
    assert pickle.loads(pickle.dumps(failed)).error == failed.error
    explanation = extractor.explain(TEXTS[0])
    assert str(pickle.loads(pickle.dumps(explanation))) == str(explanation)
    article = stakeout.Article("Acme Corp owns Bronn Inc.", id="b", date="2024-02-14")
    assert pickle.loads(pickle.dumps(article)).date == "2024-02-14"


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_multiprocessing(extractor, method):
    # The parent's threads are running when it forks.
    assert len(list(extractor.pipe(TEXTS))) == len(TEXTS)
    with multiprocessing.get_context(method).Pool(2) as pool:
        answers = pool.map(work, [(extractor, TEXTS)] * 8, chunksize=1)
    assert {(tuple(a), tuple(b)) for a, b, _, _ in answers} == {(tuple(range(1, 40)),) * 2}
    made = {}
    for _, _, core, process in answers:
        made.setdefault(process, set()).add(core)
    assert all(len(cores) == 1 for cores in made.values())


def test_fork_in_the_middle_of_work(extractor):
    docs = extractor.pipe(TEXTS * 50, batch_size=64)
    next(docs)
    for _ in range(5):
        child = os.fork()
        if child == 0:
            right = shares(extractor.pipe(TEXTS)) == list(range(1, 40))
            os._exit(0 if right else 1)
        assert os.waitpid(child, 0)[1] == 0
    assert len(list(docs)) == len(TEXTS) * 50 - 1


def test_joblib(extractor):
    joblib = pytest.importorskip("joblib")
    answers = joblib.Parallel(n_jobs=2)(joblib.delayed(work)((extractor, TEXTS)) for _ in range(6))
    assert all(a == b == list(range(1, 40)) for a, b, _, _ in answers)
    made = {(process, core) for _, _, core, process in answers}
    assert len(made) == len({process for process, _ in made})


def test_dask(extractor):
    bag = pytest.importorskip("dask.bag")
    parts = bag.from_sequence(TEXTS, npartitions=4)
    found = parts.map_partitions(lambda texts: [len(d.relations) for d in extractor.pipe(texts)])
    assert found.compute(scheduler="processes", num_workers=2) == [1] * len(TEXTS)


def test_ray(extractor):
    ray = pytest.importorskip("ray")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        remote = ray.remote(num_cpus=1)(work)
        answers = ray.get([remote.remote((extractor, TEXTS)) for _ in range(4)])
        assert all(a == b == list(range(1, 40)) for a, b, _, _ in answers)
    finally:
        ray.shutdown()


def test_few_are_kept():
    states = [stakeout.Extractor(date=f"2024-02-{n:02}")._state for n in range(1, 12)]
    for state in states:
        _extractor.restored(state)
    assert len(_extractor._restored) == _extractor._KEPT


def test_the_first_result_is_soon_there():
    code = "import stakeout; print(len(stakeout.Extractor()('Acme Corp owns Bronn Inc.').relations))"
    # Nothing heavy is imported on the way.
    code += "; import sys; print(sorted({'numpy', 'pandas', 'pyarrow', 'polars', 'spacy'} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert said.stdout.split("\n")[:2] == ["1", "[]"]
